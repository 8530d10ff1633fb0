internal import Simulation

/// Causal consistency by the absence of bad patterns.
///
/// After Bouajjani, Enea, Guerraoui and Hamza, "On Verifying Causal Consistency" (2017), which proves for
/// histories whose writes are told apart that a history is causally consistent if and only if none of the
/// patterns occurs. Causal order is the least that contains program order and what reads read from.
struct CausalModels {
  private let history: ReadsAndWrites
  private let strands: Strands
  private let causality: Precedence

  init(_ history: ReadsAndWrites) {
    self.history = history
    strands = Strands(history)
    causality = Precedence(history, strands)
  }

  // MARK: - Causal consistency (CC)

  /// Each read alone can be explained by some order of its causal past.
  var causal: ModelViolation? {
    if let violation = history.thinAirRead { return violation }
    if !causality.entangled.isEmpty { return cycle(of: causality, .cyclicCausality) }
    for read in history.accesses.indices {
      if let violation = overwritten(read) { return violation }
    }
    return nil
  }

  /// A read of something that was overwritten in its own causal past.
  private func overwritten(_ read: Int) -> ModelViolation? {
    for (write, source) in pastWrites(of: read, causality) {
      guard let source else {
        return history.violation(
          .overwrittenInitialValue, [write, read],
          [
            "\(history.name(read)) found the initial value, but \(history.name(write)) is in its past"
          ])
      }
      guard causality.isBefore(source, write) else { continue }
      return history.violation(
        .overwrittenValue, [source, write, read],
        [
          "\(history.name(read)) found what \(history.name(source)) wrote, but in its past "
            + "\(history.name(write)) came after that"
        ])
    }
    return nil
  }

  /// The last writes of each strand to the read's key that precede it, except the one it found; with each
  /// the one it found, or nil if that is the initial value.
  private func pastWrites(
    of read: Int, _ order: Precedence
  ) -> [(write: Int, source: Int?)] {
    let access = history.accesses[read]
    guard !access.isWrite, access.source != .nowhere else { return [] }
    let source: Int? = if case .write(let write) = access.source { write } else { nil }
    return (0..<strands.count).compactMap { strand in
      let count = order.count(before: read, in: strand)
      let write = strands.lastWrite(to: access.key, amongFirst: count, of: strand)
      return write.flatMap { $0 == source ? nil : ($0, source) }
    }
  }

  private func cycle(
    of order: Precedence, _ pattern: ModelViolation.Pattern
  ) -> ModelViolation {
    let cycle = order.cycle
    return history.violation(pattern, cycle.map(\.before), cycle.map(order.sentence))
  }

  // MARK: - Causal convergence (CCv)

  /// As causal consistency, with one order of all writes that everybody agrees on.
  var convergent: ModelViolation? {
    if let violation = causal { return violation }
    var pairs: [Precedence.Pair] = []
    for read in history.accesses.indices {
      for case (let write, let source?) in pastWrites(of: read, causality) {
        pairs.append(
          Precedence.Pair(before: write, after: source, reason: .overwritten(by: read)))
      }
    }
    let order = Precedence(history, strands, further: pairs)
    return order.entangled.isEmpty ? nil : cycle(of: order, .cyclicConflict)
  }

  // MARK: - Causal memory (CM) and PRAM

  /// Each client can explain all its reads by one order of its causal past (Ahamad, Neiger, Burns, Kohli
  /// and Hutto, "Causal Memory", 1995).
  var memory: ModelViolation? {
    if let violation = causal { return violation }
    return inEachView { last in { $0 == last || self.causality.isBefore($0, last) } }
  }

  /// Each client can explain all its reads by one order of them and of all writes that keeps the program
  /// order of every client (Lipton and Sandberg, "PRAM: A Scalable Shared Memory", 1988).
  var pipelined: ModelViolation? {
    if let violation = history.thinAirRead { return violation }
    return inEachView { last in
      let client = self.history.accesses[last].client
      return { self.history.accesses[$0].isWrite || self.history.accesses[$0].client == client }
    }
  }

  /// The first violation in the views of the clients. What belongs to a view is told for its client's last
  /// read.
  private func inEachView(_ view: (Int) -> (Int) -> Bool) -> ModelViolation? {
    for own in history.clients {
      let reads = own.filter { !history.accesses[$0].isWrite }
      guard let last = reads.last else { continue }
      if let violation = violation(inViewOf: reads, view(last)) { return violation }
    }
    return nil
  }

  /// Adds the pairs that the reads force, until there is a contradiction or nothing more to add.
  ///
  /// What is left is enough: down from each read in turn, all writes to its key that precede it precede the
  /// one it found, so that any order of these pasts, one after the other, explains the reads.
  private func violation(
    inViewOf reads: [Int], _ isIncluded: (Int) -> Bool
  ) -> ModelViolation? {
    var pairs: [Precedence.Pair] = []
    while true {
      let order = Precedence(history, strands, including: isIncluded, further: pairs)
      guard order.entangled.isEmpty else { return cycle(of: order, .cyclicView) }
      let known = pairs.count
      for read in reads {
        for (write, source) in pastWrites(of: read, order) {
          guard let source else { return initialOverwritten(read, write) }
          guard !order.isBefore(write, source) else { continue }
          pairs.append(
            Precedence.Pair(before: write, after: source, reason: .overwritten(by: read)))
        }
      }
      if pairs.count == known { return nil }
    }
  }

  private func initialOverwritten(_ read: Int, _ write: Int) -> ModelViolation {
    let client = history.accesses[read].id.client
    return history.violation(
      .overwrittenInitialValueInView, [write, read],
      [
        "\(history.name(read)) found the initial value, but in any order that explains the reads of "
          + "\(client), \(history.name(write)) comes before"
      ])
  }
}
