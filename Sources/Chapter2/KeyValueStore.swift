// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8eed84110d36dfd2

#sourceLocation(file: "Chapters/02-rpc.md", line: 144)
/// The state machine that the whole course serves: text by name.
public struct KeyValueStore: StateMachine {
  public private(set) var values: [String: String]

  public init(_ values: [String: String] = [:]) { self.values = values }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 155)
extension KeyValueStore {
  public enum Command: Hashable, Sendable {
    case get(String)
    case put(String, String)
    /// Adds to the end of the value; an absent one counts as empty.
    case append(String, String)
    /// Replaces the value if it is the expected one; nil means absent.
    case compareAndSet(String, expected: String?, new: String)
    case delete(String)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 172)
extension KeyValueStore {
  public enum Reply: Hashable, Sendable {
    /// What the key holds: answers `get`, and `append` with the new value.
    case value(String?)
    case done
    /// The comparison failed; nothing was changed.
    case conflict(current: String?)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 188)
extension KeyValueStore {
  public mutating func apply(_ command: Command) -> Reply {
    switch command {
    case .get(let key):
      return .value(values[key])
    case .put(let key, let value):
      values[key] = value
      return .done
    case .append(let key, let suffix):
      values[key, default: ""] += suffix
      return .value(values[key])
    case .compareAndSet(let key, let expected, let new):
      guard values[key] == expected else {
        return .conflict(current: values[key])
      }
      values[key] = new
      return .done
    case .delete(let key):
      values[key] = nil
      return .done
    }
  }
}
#sourceLocation()
