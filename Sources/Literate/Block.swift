/// A block of a chapter with what it is for.
public struct Block: Sendable {
  public var fenced: FencedBlock
  public var role: Role

  public var line: Int { fenced.line }

  /// The figure's name, for a block that is the text form of one.
  public var figureName: String? {
    if case .figure(let name) = role { name } else { nil }
  }

  /// Whether the block is compiled.
  public var isProgram: Bool {
    switch role {
    case .module, .test, .cell, .exercise, .exerciseTest, .solution, .right: true
    case .output, .figure, .mutant, .sketch, .prose: false
    }
  }

  public var isSketch: Bool { role == .sketch }
}
