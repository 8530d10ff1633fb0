// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f61f36bb4dee9bd5

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 235)
public import Simulation

/// Who serves, and who stands by: one view follows another.
public struct View: Hashable, Sendable {
  /// Counts the views; view 0 has no servers.
  public var number: Int
  public var primary: NodeID?
  public var backup: NodeID?

  public init(
    _ number: Int = 0, primary: NodeID? = nil, backup: NodeID? = nil
  ) {
    (self.number, self.primary, self.backup) = (number, primary, backup)
  }
}
#sourceLocation()
