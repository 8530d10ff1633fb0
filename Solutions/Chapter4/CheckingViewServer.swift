// Generated from Solutions/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 86a5b82631a81110

#sourceLocation(file: "Solutions/04-primary-backup.md", line: 15)
public import Chapter4
public import Simulation

/// A view server that finds out at regular checks who is dead.
///
/// The rules stand in the chapter. Our solution has 27 lines.
public struct CheckingViewServer: Hashable, Sendable {
  /// The view that holds now; view 0 has no members.
  public private(set) var view = View()
  private var live: Set<NodeID> = []
  private var heard: Set<NodeID> = []
  private var isAcknowledged = true

  public init() {}

  /// A server is up, and knows of the view with that number. Returns the view
  /// that holds after the ping.
  public mutating func ping(_ server: NodeID, view number: Int) -> View {
    live.insert(server)
    heard.insert(server)
    if server == view.primary, number == view.number { isAcknowledged = true }
    reconsider()
    return view
  }

  /// An interval has passed.
  public mutating func check() {
    live = heard
    heard = []
    reconsider()
  }

  private mutating func reconsider() {
    guard isAcknowledged else { return }
    let members = [view.primary, view.backup].compactMap { $0 }
    let survivors = members.filter(live.contains)
    let heir = members.isEmpty ? live.min() : survivors.first
    guard let heir else { return }
    let idle = live.subtracting(members + [heir]).min()
    let next = View(
      view.number + 1, primary: heir,
      backup: survivors.dropFirst().first ?? idle)
    guard next.primary != view.primary || next.backup != view.backup else {
      return
    }
    view = next
    isAcknowledged = false
  }
}
#sourceLocation()
