/// What the network does with one message.
struct Fate {
  /// When it arrives; nil if it is lost.
  var arrival: Int64?
  /// When its copy arrives, if there is one.
  var copyArrival: Int64?
}

/// The links of a running system with their random streams: one for each link and purpose, so that
/// a change to one link never shifts a choice of another. Within a link, a message that is lost draws
/// no delay, so that more losses shift the delays of its later messages.
struct Network {
  struct LinkState {
    var link: Link
    var delays: SplitMix64
    var losses: SplitMix64
    var duplications: SplitMix64
    /// How many messages were sent on it so far.
    var sent = 0
    var latestArrival: Int64 = 0
    /// How many partitions cut this direction now.
    var cuts = 0
  }

  private enum Purpose: UInt64 { case delay = 1, loss, duplication }

  private let seed: UInt64
  private let links: Links
  private let size: Int
  /// By sender, then by receiver; a row comes into being when its sender first sends.
  private var rows: [[LinkState]]

  init(links: Links, size: Int, seed: UInt64) {
    self.links = links
    self.size = size
    self.seed = seed
    rows = Array(repeating: [], count: size)
  }

  subscript(from sender: NodeID, to receiver: NodeID) -> LinkState {
    mutating get {
      prepare(sender)
      return rows[Int(sender.index)][Int(receiver.index)]
    }
    _modify {
      prepare(sender)
      yield &rows[Int(sender.index)][Int(receiver.index)]
    }
  }

  /// Counts a message that is sent now, and decides what becomes of it.
  mutating func route(
    from sender: NodeID, to receiver: NodeID, at now: Int64
  ) -> (number: Int, fate: Fate) {
    prepare(sender)
    return rows[Int(sender.index)][Int(receiver.index)].route(at: now)
  }

  private mutating func prepare(_ sender: NodeID) {
    guard rows[Int(sender.index)].isEmpty else { return }
    rows[Int(sender.index)] = (0..<size).map { state(from: sender, to: NodeID($0)) }
  }

  private func declaredLink(from sender: NodeID, to receiver: NodeID) -> Link {
    sender == receiver
      ? Link(delay: .constant(.zero), isFIFO: true) : links[from: sender, to: receiver]
  }

  /// Makes a link behave again as its system declared it.
  mutating func restoreLink(from sender: NodeID, to receiver: NodeID) {
    self[from: sender, to: receiver].link = declaredLink(from: sender, to: receiver)
  }

  private func state(from sender: NodeID, to receiver: NodeID) -> LinkState {
    func stream(_ purpose: Purpose) -> SplitMix64 {
      SplitMix64(
        seed: seed, labels: StreamLabel.network, UInt64(sender.index), UInt64(receiver.index),
        purpose.rawValue)
    }
    return LinkState(
      link: declaredLink(from: sender, to: receiver),
      delays: stream(.delay), losses: stream(.loss), duplications: stream(.duplication))
  }
}

extension Network.LinkState {
  mutating func route(at now: Int64) -> (number: Int, fate: Fate) {
    sent += 1
    if cuts > 0 { return (sent, Fate()) }
    if link.loss > 0, losses.nextBool(probability: link.loss) { return (sent, Fate()) }
    var fate = Fate(arrival: arrival(at: now))
    if link.duplication > 0, duplications.nextBool(probability: link.duplication) {
      fate.copyArrival = arrival(at: now)
    }
    return (sent, fate)
  }

  private mutating func arrival(at now: Int64) -> Int64 {
    var time = Instant(nanoseconds: now).advanced(by: link.delay.sample(&delays)).nanoseconds
    if link.isFIFO {
      time = max(time, latestArrival)
      latestArrival = time
    }
    return time
  }
}

/// The first label of every stream of a run: what it is for.
enum StreamLabel {
  static let network: UInt64 = 1
  static let node: UInt64 = 2
  static let storage: UInt64 = 3
  static let faults: UInt64 = 4
}
