/// A link to a picture.
public struct Image: Hashable, Sendable {
  public var url: String
  public var text: String
  public var line: Int
}

/// A chapter's markdown, or that of its solutions, as the course reads it.
public struct Chapter: Sendable {
  /// Where the file stands decides which roles its blocks may have.
  public enum Kind: Sendable {
    case chapter
    case solutions
  }

  public var kind: Kind
  public var number: Int
  /// `07-paxos`: the file's name without `.md`.
  public var stem: String
  public var source: SourceText
  public var title: String = ""
  public var blocks: [Block] = []
  public var cells: [CellText] = []
  public var exercises: [ExerciseText] = []
  public var images: [Image] = []

  /// The chapter's module, `Chapter7`.
  public var module: String { "Chapter\(number)" }
  public var path: String { source.path }

  /// The executable products that its cells run, in order, each once.
  public var products: [String] {
    cells.compactMap(\.product).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// `07`: how a chapter's files begin.
  public var paddedNumber: String { number < 10 ? "0\(number)" : "\(number)" }
}
