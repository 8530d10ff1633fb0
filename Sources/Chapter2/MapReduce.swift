// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 54532e884541eaa1

#sourceLocation(file: "Chapters/02-rpc.md", line: 3032)
/// A computation that can be cut into tasks, each of which can be repeated.
protocol Job: Hashable, Sendable {
  /// Must depend on its arguments alone.
  func map(_ document: Document) -> [Pair]
  /// Must depend on its arguments alone.
  func reduce(_ key: String, _ values: [String]) -> String
}

struct Document: Hashable, Sendable {
  var name: String
  var text: String
}

struct Pair: Hashable, Sendable {
  var key: String
  var value: String
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3054)
/// Lists for each word the documents that hold it.
struct InvertedIndex: Job {
  func map(_ document: Document) -> [Pair] {
    document.text.split(separator: " ").map {
      Pair(key: String($0), value: document.name)
    }
  }

  func reduce(_ key: String, _ values: [String]) -> String {
    Set(values).sorted().joined(separator: " ")
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3074)
internal import Hashing

/// The same on every machine and in every run.
func partition(of key: String, among count: Int) -> Int {
  Int(StableHash(of: key).value % UInt64(count))
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3085)
extension Job {
  /// A map task's output, cut by reduce task.
  func mapped(_ document: Document, partitions: Int) -> [[Pair]] {
    var parts = Array(repeating: [Pair](), count: partitions)
    for pair in map(document) {
      parts[partition(of: pair.key, among: partitions)].append(pair)
    }
    return parts
  }

  /// A reduce task's output, ordered by key.
  func reduced(_ pairs: [Pair]) -> [Pair] {
    Dictionary(grouping: pairs, by: \.key).sorted { $0.key < $1.key }
      .map { Pair(key: $0.key, value: reduce($0.key, $0.value.map(\.value))) }
  }
}
#sourceLocation()
