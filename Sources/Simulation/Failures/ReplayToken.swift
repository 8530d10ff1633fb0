#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#endif

/// A failing run as one printable word: scenario, seed and schedule.
///
/// It carries two fingerprints: one of the system, one of the trace. If the code has changed so that
/// the run is another, replaying says so rather than show a run that proves nothing.
public struct ReplayToken: Hashable, Sendable, CustomStringConvertible {
  public let scenario: String
  /// Of the system when the token was made.
  let fingerprint: UInt64
  /// Of the trace that the schedule led to.
  let digest: UInt64
  public let seed: UInt64
  public let schedule: [Step]

  /// The token as text: letters, digits, `-` and `_`.
  public var text: String {
    var writer = TokenWriter()
    writer.number(1)
    writer.text(scenario)
    writer.word(fingerprint)
    writer.word(digest)
    writer.word(seed)
    writer.steps(schedule)
    return base64(writer.sealed)
  }

  public var description: String { text }

  /// Reads what `text` wrote.
  ///
  /// - Throws: `ReplayError` if the text is damaged, or no token.
  public init(_ text: String) throws(ReplayError) {
    guard let bytes = unbase64(text), var reader = TokenReader(sealed: bytes) else {
      throw .damaged
    }
    guard try reader.number() == 1 else { throw .unknownVersion }
    scenario = try reader.text()
    fingerprint = try reader.word()
    digest = try reader.word()
    seed = try reader.word()
    schedule = try reader.steps()
    guard reader.isAtEnd else { throw .damaged }
  }

  init(
    scenario: String, fingerprint: UInt64, digest: UInt64, seed: UInt64, schedule: [Step]
  ) {
    self.scenario = scenario
    self.fingerprint = fingerprint
    self.digest = digest
    self.seed = seed
    self.schedule = schedule
  }

  /// The token in the environment variable `COURSE_REPLAY`, if it is one of that scenario.
  static func requested(for scenario: String) -> ReplayToken? {
    guard let value = getenv("COURSE_REPLAY"),
      let token = try? ReplayToken(String(cString: value)), token.scenario == scenario
    else { return nil }
    return token
  }
}

/// Why a token can't be replayed.
public enum ReplayError: Error, Hashable, Sendable, CustomStringConvertible {
  case damaged
  case unknownVersion
  case otherScenario(expected: String, found: String)
  case systemChanged
  case runChanged

  public var description: String {
    switch self {
    case .damaged: "the token is damaged: copy it whole, from the line that begins with 'replay:'"
    case .unknownVersion:
      "the token was made by another version of the simulator: run the test again"
    case .otherScenario(let expected, let found):
      "the token belongs to the scenario '\(found)', not to '\(expected)'"
    case .systemChanged:
      "the token is stale: the system has changed since it was made (nodes, links, work or "
        + "properties). Run the test again for a new one"
    case .runChanged:
      "the token is stale: the code has changed since it was made, and the same choices now lead to "
        + "another run. Run the test again for a new one"
    }
  }
}

extension Scenario {
  /// Shows the run of a token again, byte for byte, or says why that can't be done.
  ///
  /// - Throws: `ReplayError` if the token is another scenario's, or the code has changed so that
  ///   the run is another one.
  public func replay(_ token: ReplayToken) throws(ReplayError) -> World<Message> {
    guard token.scenario == name else {
      throw .otherScenario(expected: name, found: token.scenario)
    }
    guard token.fingerprint == fingerprint else { throw .systemChanged }
    guard token.schedule.allSatisfy({ $0.choice.nodes.allSatisfy(system.roster.contains) }) else {
      throw .damaged
    }
    let decisions = token.schedule.map { Decision<Message>(step: $0, message: nil) }
    let world = replay(
      decisions, seed: token.seed, kinds: [.safety, .progress], isTracing: true)
    guard Digest(world.trace.text).value == token.digest else { throw .runChanged }
    return world
  }

  func replayed(_ token: ReplayToken) -> Report {
    do throws(ReplayError) {
      let world = try replay(token)
      let violation = world.violation ?? Violation(property: "replay", message: "no property fell")
      let failure = Failure(
        scenario: name, violation: violation, seed: token.seed, schedule: token.schedule,
        originalCount: token.schedule.count, faults: [], trace: world.trace, token: token,
        roster: system.roster)
      show("\(failure)\n")
      return Report(scenario: name, runs: 1, failure: failure, statistics: world.statistics)
    } catch {
      show("\(error)\n")
      let violation = Violation(property: "replay", message: error.description)
      let trace = Trace(
        scenario: name, seed: token.seed, nodes: system.roster.nodes.map(system.roster.name))
      let failure = Failure(
        scenario: name, violation: violation, seed: token.seed, schedule: token.schedule,
        originalCount: token.schedule.count, faults: [], trace: trace, token: token,
        roster: system.roster)
      return Report(scenario: name, runs: 0, failure: failure, statistics: Statistics())
    }
  }
}

/// Shows a replayed run to who asked for it: in the file that `COURSE_REPLAY_TO` names, which is then
/// there as a whole, and else on standard output.
private func show(_ run: String) {
  guard let value = getenv("COURSE_REPLAY_TO") else { return print(run, terminator: "") }
  let path = String(cString: value)
  guard let file = fopen(path + ".part", "w") else { return }
  fputs(run, file)
  fclose(file)
  rename(path + ".part", path)
}

extension Choice {
  /// The nodes that it speaks of.
  var nodes: [NodeID] {
    switch self {
    case .deliver(let message), .lose(let message), .duplicate(let message):
      [message.sender, message.receiver]
    case .cut(let direction), .heal(let direction): [direction.sender, direction.receiver]
    case .fire(let node, _), .invoke(let node, _), .crash(let node, _, _),
      .crashDuring(let node, _, _, _), .restart(let node), .pause(let node), .resume(let node),
      .clock(let node, _):
      [node]
    }
  }
}
