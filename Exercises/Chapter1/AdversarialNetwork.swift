public import Chapter1
import ExerciseSupport

/// Any number of nodes, and between any two of them a link in each direction.
///
/// - Each copy of a message travels for a time of its own within the policy's
///   delay, but at least one tick: nothing arrives when it is sent.
/// - A link that is cut loses a copy if it is cut when the message is sent or
///   when the copy arrives. It is cut in one direction only.
/// - The seed decides everything. What one link does depends on the seed, its
///   own policy and cuts and the messages sent over it, and on no other link.
///   A new policy doesn't restart a link's random choices.
/// - On one link, more loss loses more messages and changes nothing else: what
///   still arrives, arrives when it did.
///
/// Our solution has 46 lines.
public struct AdversarialNetwork: Sendable {
  /// All links have the same policy at first.
  public init(policy: LinkPolicy, seed: UInt64) {}

  /// Gives one link, in one direction, a policy of its own.
  public mutating func set(
    _ policy: LinkPolicy, from sender: Int, to receiver: Int
  ) {
    unimplemented("AdversarialNetwork.set")
  }

  /// Cuts one link, in one direction, for a range of times.
  public mutating func cut(
    from sender: Int, to receiver: Int, during times: Range<Int>
  ) {
    unimplemented("AdversarialNetwork.cut")
  }

  /// When the copies of a message arrive that is sent at `time`: none, one or
  /// two times, the message's own first.
  public mutating func route(
    from sender: Int, to receiver: Int, at time: Int
  ) -> [Int] {
    unimplemented("AdversarialNetwork.route", returning: [])
  }
}
