// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 10153d75d7c636c4

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3324)
internal import Simulation

/// A store that refuses whoever comes with an older token than the last.
struct FencedStore: Hashable, Sendable {
  private(set) var store = KeyValueStore()
  private(set) var highest = 0
  var isChecking = true

  mutating func write(
    _ value: String, to key: String, token: Int
  ) throws(StaleToken) {
    guard token >= highest || !isChecking else {
      throw StaleToken(highest: highest)
    }
    highest = max(highest, token)
    _ = store.apply(.put(key, value))
  }
}
#sourceLocation()
