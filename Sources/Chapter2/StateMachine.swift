// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fdf9ccc5c50d1eaf

#sourceLocation(file: "Chapters/02-rpc.md", line: 125)
/// An application as a deterministic value: the same commands, in the same
/// order, give the same replies and the same state on every machine.
///
/// A snapshot in memory is a copy of the value. On disk and on the wire it is
/// its bytes: `encoded()` takes a snapshot, `init(decoding:)` restores it.
/// Equal states have equal bytes.
public protocol StateMachine: Hashable, Sendable, WireValue {
  associatedtype Command: Hashable & Sendable & WireValue
  associatedtype Reply: Hashable & Sendable & WireValue

  /// Runs one command. Every command has a reply; failing is a reply too.
  mutating func apply(_ command: Command) -> Reply
}
#sourceLocation()
