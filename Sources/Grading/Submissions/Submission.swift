/// One student's work, read once and whole: what happens to its files afterwards changes nothing.
public struct Submission: Hashable, Sendable {
  /// The folder's or the archive's name.
  public var name: String
  /// Why it could not be read as a whole, where it couldn't.
  public var problem: String?
  /// What was found under the paths asked for (`Exercises/Chapter7/Proposer.swift`).
  public var files: [String: Content]

  public enum Content: Hashable, Sendable {
    case text(String)
    /// It is there, but no submission: a link, too long, not UTF-8. In words.
    case unreadable(String)
  }

  public init(name: String, problem: String? = nil, files: [String: Content] = [:]) {
    self.name = name
    self.problem = problem
    self.files = files
  }

  /// No source of an exercise is anywhere near as long, in bytes.
  public static let longestSource = 1 << 20
}

extension Submission.Content {
  /// A source as its bytes say; Swift sources are UTF-8 without a zero.
  init(bytes: [UInt8]) {
    if bytes.count > Submission.longestSource {
      self = .unreadable("the file is longer than \(Submission.longestSource) bytes")
    } else if bytes.contains(0) {
      self = .unreadable("the file holds a zero byte, so it is no Swift source")
    } else if let text = String(validating: bytes, as: UTF8.self) {
      self = .text(text)
    } else {
      self = .unreadable("the file is not UTF-8: save it in that encoding")
    }
  }
}
