/// A block of a chapter with what it is for.
public struct Block: Sendable {
  public var fenced: FencedBlock
  public var role: Role

  public var line: Int { fenced.line }

  /// The figure's name, for a block that is the text form of one.
  public var figureName: String? {
    if case .figure(let name) = role { name } else { nil }
  }
}

/// A notebook cell with what is recorded of it.
public struct Cell: Sendable {
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

/// An exercise: a heading that numbers it, a stub, tests, and hints.
public struct Exercise: Sendable {
  /// The chapter's number and the exercise's own, as in 7.2.
  public var chapter: Int
  public var number: Int
  /// One to four: about 20 minutes, an hour, three hours, a day. They are its points.
  public var stars: Int
  public var title: String
  /// The heading's line.
  public var line: Int
  /// The stub's name: its file is `Exercises/ChapterN/NAME.swift`.
  public var name: String = ""
  public var stubs: [Block] = []
  public var tests: [Block] = []
  public var hints: [Hint] = []

  public struct Hint: Hashable, Sendable {
    public var title: String
    public var line: Int
    public var text: String
  }

  /// `7.2`.
  public var label: String { "\(chapter).\(number)" }
}

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
  public var cells: [Cell] = []
  public var exercises: [Exercise] = []
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
