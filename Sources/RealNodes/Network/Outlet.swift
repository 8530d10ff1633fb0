internal import Simulation

/// Carries bytes to other nodes; may lose them, as any link.
protocol Outlet: Sendable {
  /// Hands the bytes over and returns at once.
  func send(_ message: [UInt8], to receiver: NodeID) throws
}
