// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 31cb1da26d6f4925

#sourceLocation(file: "Chapters/06-consistency.md", line: 317)
public import Chapter2
public import Histories

extension KeyValueStore: SequentialObject {
  public typealias Operation = Command
  public typealias Response = Reply

  /// Operations on different keys have nothing to do with each other.
  public static func key(of command: Command) -> String? {
    switch command {
    case .get(let key), .put(let key, _), .append(let key, _),
      .compareAndSet(let key, _, _), .delete(let key):
      key
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 338)
extension KeyValueStore {
  /// What a key holds; nil where it is absent.
  public typealias Value = String?

  public static func access(
    _ command: Command, answered reply: Reply?
  ) -> RegisterAccess<String?>? {
    switch (command, reply) {
    case (.get, .value(let value)): .read(value)
    case (.get, nil): .unansweredRead
    case (.put(_, let value), _): .write(value)
    default: nil
    }
  }

  public func value(of key: String?) -> String?? {
    key.map { values[$0] }
  }
}
#sourceLocation()
