/// What is wrong with bytes that should have been a value, or with a value that should become bytes.
public enum CompactError: Error, Hashable, Sendable {
  case truncated
  /// A number that doesn't fit, or that takes more bytes than it needs.
  case malformedNumber
  case malformedText
  case unknownCase(String, of: String)
  /// Elements of a set or keys of a dictionary that don't ascend, as a writer has them.
  case disorder(in: String)
  case trailingBytes(Int)
  /// Values within values, deeper than any message is.
  case tooDeep
  /// The type itself refused what was read.
  case refused(String)
  /// The type describes itself in a way that this form has no bytes for.
  case unsupported(String)
}

extension CompactError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncated: "the bytes end within the value"
    case .malformedNumber: "a number doesn't fit its type, or takes more bytes than it needs"
    case .malformedText: "a text is not UTF-8"
    case .unknownCase(let name, let type): "\(type) has no case '\(name)'"
    case .disorder(let type): "the elements of \(type) are not in ascending order"
    case .trailingBytes(let count): "\(count) bytes follow the value"
    case .tooDeep: "values lie within values more than \(CompactDecoder.depthLimit) deep"
    case .refused(let reason): reason
    case .unsupported(let what):
      "\(what) has no compact bytes: let the compiler derive Codable, or give a codec of your own"
    }
  }
}
