/// Something wrong with the prose or with a generated file, at a place and with a way out.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Sendable {
    case error
    case warning
    /// Depends on the machine as well, so it never fails a check.
    case note
  }

  public var severity: Severity
  public var path: String
  /// Counted from 1.
  public var line: Int
  /// In bytes, counted from 1.
  public var column: Int
  public var message: String
  /// What to do about it.
  public var hint: String?

  public init(
    _ severity: Severity = .error, path: String, line: Int, column: Int = 1, _ message: String,
    hint: String? = nil
  ) {
    self.severity = severity
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }

  /// `Chapters/07-paxos.md:120:1: error: …`, the form that editors and compilers share.
  public var description: String {
    let head = "\(path):\(line):\(column): \(severity.rawValue): \(message)"
    return hint.map { "\(head)\n  hint: \($0)" } ?? head
  }
}

/// The diagnostics that stopped an operation. Nothing was written.
public struct LiterateError: Error, CustomStringConvertible {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

extension Sequence<Diagnostic> {
  /// By file, then line, then column, so that a report reads in the order of the prose.
  public func inSourceOrder() -> [Diagnostic] {
    sorted { ($0.path, $0.line, $0.column, $0.message) < ($1.path, $1.line, $1.column, $1.message) }
  }
}
