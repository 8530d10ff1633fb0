// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5db2496495d0e007

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 768)
public import Simulation

/// A Lamport time that no other event has: ties are broken by process.
public struct Timestamp: Hashable, Comparable, Sendable {
  public var time: Int
  public var process: NodeID

  public init(_ time: Int, _ process: NodeID) {
    self.time = time
    self.process = process
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.time, left.process) < (right.time, right.process)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1022)
extension Timestamp: CustomStringConvertible {
  public var description: String { "\(time)@\(process)" }
}
#sourceLocation()
