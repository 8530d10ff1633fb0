/// What is wrong with a drawing, where, and what to do about it.
public struct DrawingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1.
  public var line: Int
  /// In characters, counted from 1.
  public var column: Int
  public var message: String

  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String { "drawing:\(line):\(column): error: \(message)" }
}
