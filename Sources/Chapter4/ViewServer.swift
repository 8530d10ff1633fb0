// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7fcd2528886a459c

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 258)
public import Simulation

/// Decides who is primary: the one authority, which must not fail.
public struct ViewServer: Hashable, Sendable {
  public internal(set) var view = View()
  /// Whether the primary has pinged with the view's number: the next view may
  /// only follow then.
  public internal(set) var isAcknowledged = true
  /// The servers that it believes to be up.
  public internal(set) var live: Set<NodeID> = []

  public init() {}
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 278)
extension ViewServer {
  /// A server is up, and knows of the view with that number.
  public mutating func ping(_ server: NodeID, view number: Int) {
    live.insert(server)
    if server == view.primary, number == view.number { isAcknowledged = true }
    reconsider()
  }

  /// A server has been silent for too long.
  public mutating func suspect(_ server: NodeID) {
    live.remove(server)
    reconsider()
  }

  mutating func reconsider() {
    guard isAcknowledged, let next = successor else { return }
    view = next
    isAcknowledged = false
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 306)
extension ViewServer {
  /// The next view; nil if this one can stay, or if no member is up.
  private var successor: View? {
    let members = [view.primary, view.backup].compactMap { $0 }
    let survivors = members.filter(live.contains)
    let heir = members.isEmpty ? live.min() : survivors.first
    guard let primary = heir else { return nil }
    let backup =
      survivors.dropFirst().first ?? live.subtracting([primary]).min()
    guard primary != view.primary || backup != view.backup else { return nil }
    return View(view.number + 1, primary: primary, backup: backup)
  }
}
#sourceLocation()
