// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cbd4431a8c9adb3d

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3635)
/// What happens to a machine.
public enum MachineEvent: Hashable, Sendable {
  /// It carries out one instruction; the clock shows this.
  case step(clock: Int)
  /// A packet arrives between two instructions.
  case interrupt(Int)
}

/// What the backup of a machine must know.
public struct MachineEntry: Hashable, Sendable {
  /// Each with how many instructions had been carried out before.
  public enum Content: Hashable, Sendable {
    case clock(Int, at: Int)
    case interrupt(Int, at: Int)
    case output(at: Int)
  }

  /// Counts the entries from 1.
  public let number: Int
  public let content: Content
  /// How many outputs had left the primary when it was written.
  public let emitted: Int

  public init(_ number: Int, _ content: Content, emitted: Int) {
    (self.number, self.content, self.emitted) = (number, content, emitted)
  }
}

/// What a machine of the pair wants done.
public enum MachineAction: Hashable, Sendable {
  case log(MachineEntry)
  case emit(MachineOutput)
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3673)
/// What an issuer answers to a request for a lease.
public struct LeaseGrant: Hashable, Sendable {
  /// Which request it answers.
  public let request: Int
  /// Grows from grant to grant.
  public let token: Int
  /// How long the issuer will keep its promise, on the issuer's clock.
  public let length: Duration

  public init(request: Int, token: Int, length: Duration) {
    (self.request, self.token, self.length) = (request, token, length)
  }
}

/// Why a write was refused: a holder with a newer token has been here.
public struct StaleToken: Error, Hashable, Sendable {
  public let highest: Int

  public init(highest: Int) { self.highest = highest }
}
#sourceLocation()
