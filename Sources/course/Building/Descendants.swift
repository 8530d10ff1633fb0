internal import Foundation

/// The processes that a process started, and those that they started.
enum Descendants {
  /// Their numbers at this moment. One whose parent has ended is no descendant any more, so ask before
  /// anything is ended.
  static func of(_ ancestor: pid_t) -> [pid_t] {
    let children = Dictionary(grouping: parents(), by: \.parent)
    var found: [pid_t] = []
    var open = [ancestor]
    while let parent = open.popLast() {
      let next = (children[parent] ?? []).map(\.id)
      found += next
      open += next
    }
    return found
  }

  private typealias Relation = (id: pid_t, parent: pid_t)

  #if os(Linux)
    private static func parents() -> [Relation] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return names.compactMap { name in
        guard let id = pid_t(name),
          let bytes = FileManager.default.contents(atPath: "/proc/\(id)/stat")
        else { return nil }
        // `7 (a name) S 1 …`: a name may hold anything, brackets too.
        let fields =
          String(decoding: bytes, as: UTF8.self).split(separator: ")").last?
          .split(separator: " ") ?? []
        return fields.count > 1 ? pid_t(fields[1]).map { (id, $0) } : nil
      }
    }
  #else
    private static func parents() -> [Relation] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/ps")
      process.arguments = ["-axo", "pid=,ppid="]
      let pipe = Pipe()
      process.standardOutput = pipe
      guard (try? process.run()) != nil else { return [] }
      let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
        let numbers = line.split(separator: " ").compactMap { pid_t($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
      }
    }
  #endif
}
