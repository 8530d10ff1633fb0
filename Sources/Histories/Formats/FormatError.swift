/// What is wrong with a file, where, and what to do about it.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  public var file: String
  /// Counted from 1.
  public var line: Int
  public var message: String

  public var description: String { "\(file):\(line): error: \(message)" }
}

/// What is wrong with a line, before anybody knows which.
struct LineError: Error {
  var message: String

  init(_ message: String) { self.message = message }
}

extension LineError {
  func at(_ line: Int, in file: String) -> FormatError {
    FormatError(file: file, line: line, message: message)
  }
}
