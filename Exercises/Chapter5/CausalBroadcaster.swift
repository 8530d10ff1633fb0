public import Chapter5
internal import ExerciseSupport

/// Causal broadcast by vectors of deliveries (Birman, Schiper and Stephenson).
///
/// Messages may arrive in any order, and one of them twice. None is lost. A
/// member never receives its own messages.
///
/// Our solution has 21 lines.
public struct CausalBroadcaster: CausalOrdering {
  private let member: Int

  /// One of the members 0..<members.
  public init(member: Int, of members: Int) {
    self.member = member
  }

  /// The message to send to all other members. It counts as delivered here.
  public mutating func broadcast(_ text: String) -> CausalMessage {
    unimplemented(
      "CausalBroadcaster.broadcast",
      returning: CausalMessage(sender: member, vector: [], text: text))
  }

  /// Takes in a message of another member, and returns all that can be
  /// delivered now, in the order of delivery: each message once in all, and
  /// none before a message that its sender had delivered or sent before it.
  public mutating func receive(_ message: CausalMessage) -> [CausalMessage] {
    unimplemented("CausalBroadcaster.receive", returning: [])
  }
}
