/// A notebook cell with what is recorded of it.
public struct CellText: Sendable {
  public var name: String
  public var isVolatile: Bool
  /// The executable product of the package that it runs, to be built before it.
  public var product: String?
  public var block: Block
  /// What it printed when it was recorded.
  public var output: Block?
  /// The text forms of the figures that it showed, each a block of its own.
  public var figures: [Block] = []
}

extension CellText {
  /// `lost-reply` as Swift spells a function: `lostReplyCell`. The last word keeps it from hiding
  /// what a cell's code calls: in a suite with a function `print`, no other cell could print.
  public var functionName: String {
    let words = (name + "-cell").split(separator: "-")
    return words.dropFirst().reduce(String(words[0])) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }
}
