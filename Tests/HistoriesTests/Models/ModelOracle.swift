/// The weak models by their definitions: all orders are tried.
struct ModelOracle {
  struct Access {
    var client: Int
    var isWrite: Bool
    var key: String
    var value: Int
  }

  let accesses: [Access]
  /// The transitive closure of program order, and of that and what reads read from.
  private let program: [[Bool]]
  private let causality: [[Bool]]

  init(_ sessions: Sessions) {
    let accesses = sessions.clients.enumerated().flatMap { client, session in
      session.map { Access(client: client, isWrite: $0.isWrite, key: $0.key, value: $0.value) }
    }
    let all = accesses.indices
    let program = all.map { first in
      all.map { first < $0 && accesses[first].client == accesses[$0].client }
    }
    var causality = program
    for read in all where !accesses[read].isWrite && accesses[read].value != 0 {
      for write in all
      where accesses[write].isWrite && accesses[write].value == accesses[read].value {
        causality[write][read] = true
      }
    }
    for middle in all {
      for first in all where causality[first][middle] {
        for last in all where causality[middle][last] { causality[first][last] = true }
      }
    }
    (self.accesses, self.program, self.causality) = (accesses, program, causality)
  }

  private var clients: Range<Int> { 0..<((accesses.map(\.client).max() ?? -1) + 1) }
  private var isCyclic: Bool { accesses.indices.contains { causality[$0][$0] } }

  private func past(of access: Int) -> [Int] {
    accesses.indices.filter { $0 == access || causality[$0][access] }
  }

  /// Whether the accesses have an order that keeps a relation and in which the judged reads are right.
  private func exists(
    _ members: [Int], keeping relation: [[Bool]], judging: (Int) -> Bool,
    _ values: [String: Int] = [:]
  ) -> Bool {
    if members.isEmpty { return true }
    return members.contains { next in
      guard !members.contains(where: { relation[$0][next] }) else { return false }
      let access = accesses[next]
      var after = values
      if access.isWrite {
        after[access.key] = access.value
      } else if judging(next), values[access.key, default: 0] != access.value {
        return false
      }
      return exists(members.filter { $0 != next }, keeping: relation, judging: judging, after)
    }
  }

  /// For each access an order of its causal past explains its answer.
  var causal: Bool {
    !isCyclic
      && accesses.indices.allSatisfy { access in
        exists(past(of: access), keeping: causality) { $0 == access }
      }
  }

  /// For each access an order of its causal past explains the answers to its client up to then.
  var memory: Bool {
    !isCyclic
      && accesses.indices.allSatisfy { access in
        exists(past(of: access), keeping: causality) { $0 == access || program[$0][access] }
      }
  }

  /// For each client an order of all writes and its reads that keeps all program orders.
  var pipelined: Bool {
    clients.allSatisfy { client in
      exists(
        accesses.indices.filter { accesses[$0].isWrite || accesses[$0].client == client },
        keeping: program
      ) { _ in true }
    }
  }

  /// One order of all accesses, such that each read finds the last write to its key in its causal past.
  var convergent: Bool {
    !isCyclic && arbitrations(Array(accesses.indices), [])
  }

  private func arbitrations(_ members: [Int], _ order: [Int]) -> Bool {
    if members.isEmpty { return explains(order) }
    return members.contains { next in
      !members.contains { causality[$0][next] }
        && arbitrations(members.filter { $0 != next }, order + [next])
    }
  }

  private func explains(_ order: [Int]) -> Bool {
    accesses.indices.allSatisfy { read in
      let access = accesses[read]
      guard !access.isWrite else { return true }
      let last = order.last {
        accesses[$0].isWrite && accesses[$0].key == access.key && causality[$0][read]
      }
      return access.value == last.map { accesses[$0].value } ?? 0
    }
  }
}
