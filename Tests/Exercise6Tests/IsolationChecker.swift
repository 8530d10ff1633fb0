// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1eefd4b6ded8a276

#sourceLocation(file: "Chapters/06-consistency.md", line: 5762)
import Chapter6
import Exercise6
import ExerciseTesting
import Simulation
import Testing

@Suite("6.6 Isolation by cycles", .exercise) struct IsolationCheckerTests {
  /// The findings; each must be real, and none may stand twice.
  private func findings(
    _ transactions: [ListTransaction], realTime: Bool = false,
    at location: SourceLocation = #_sourceLocation
  ) -> [IsolationFinding] {
    let found = isolationFindings(in: transactions, realTime: realTime)
    #expect(Set(found).count == found.count, sourceLocation: location)
    let definition = Definition(of: transactions, realTime: realTime)
    for finding in found {
      let objection = definition.objection(to: finding)
      #expect(
        objection == nil, "\(objection ?? ""): \(finding)",
        sourceLocation: location)
    }
    return found
  }

  private func phenomena(
    _ transactions: [ListTransaction], realTime: Bool = false,
    at location: SourceLocation = #_sourceLocation
  ) -> [IsolationPhenomenon] {
    let found = findings(transactions, realTime: realTime, at: location)
    return IsolationPhenomenon.allCases.flatMap { phenomenon in
      found.map(\.phenomenon).filter { $0 == phenomenon }
    }
  }

  @Test("G0: two transactions' writes are interleaved")
  func dirtyWrite() {
    let history = [t("x+1 y+1"), t("x+2 y+2"), t("x=1,2 y=2,1")]
    #expect(phenomena(history) == [.g0])
    #expect(findings(history).first?.transactions.sorted() == [0, 1])
  }

  @Test("G1a: what was aborted has been read")
  func abortedRead() {
    let history = [
      t("x+1"), t("x+2", .aborted), t("x=1,2"), t("x+3"), t("x=1,2,3"),
    ]
    #expect(
      Set(findings(history)) == [
        IsolationFinding(
          .g1a, transactions: [1, 2], dependencies: [.writeRead]),
        IsolationFinding(
          .g1a, transactions: [1, 4], dependencies: [.writeRead]),
      ])
    #expect(phenomena([t("x+1"), t("x+2", .aborted), t("x=1")]) == [])
  }

  @Test("G1b: what was read is not what its writer left")
  func intermediateRead() {
    let history = [t("x+1 x+2"), t("x=1"), t("x=1,2")]
    #expect(phenomena(history) == [.g1b, .gSingle])
    #expect(phenomena([t("x+1 x+2 y+3"), t("x=1,2"), t("y=3")]) == [])
    #expect(phenomena([t("x+1 x+2"), t("x=1")]) == [.g1b])
  }

  @Test("G1c: two transactions have each read what the other one wrote")
  func circularFlow() {
    #expect(phenomena([t("x+1 y=2"), t("y+2 x=1")]) == [.g1c])
    let mixed = [t("x+1 y+1"), t("x+2 y=1"), t("y=1 x=1,2")]
    #expect(phenomena(mixed) == [])
    let flow = [t("x+1 y=1"), t("x+2 y+1"), t("x=2,1")]
    #expect(phenomena(flow) == [])
    let both = [t("x+1 y=1"), t("x+2 y+1"), t("x=1,2")]
    #expect(phenomena(both) == [.g1c])
    let chain = [t("x+1 a=5"), t("x+2"), t("x=1,2 a+5")]
    #expect(findings(chain).map(\.transactions.count) == [3])
  }

  @Test("G-single: a transaction is seen in half, or an update is lost")
  func readSkew() {
    let skew = [t("x+1 y+1"), t("x= y=1"), t("x=1")]
    #expect(phenomena(skew) == [.gSingle])
    let lost = [t("x= x+1"), t("x= x+2"), t("x=1,2")]
    #expect(phenomena(lost) == [.gSingle])
  }

  @Test("G2: write skew, which snapshot isolation allows")
  func writeSkew() {
    let skew = [t("x= y= x+1"), t("x= y= y+1"), t("x=1 y=1")]
    #expect(phenomena(skew) == [.g2])
    let fork = [t("x+1"), t("y+1"), t("x=1 y="), t("x= y=1"), t("x=1 y=1")]
    #expect(phenomena(fork) == [.g2])
    #expect(findings(fork).first?.transactions.count == 4)
  }

  @Test("a stale read has no findings, unless real time counts")
  func staleButSerializable() {
    let stale = [
      t("x+1", began: 0, ended: 1), t("x=", began: 2, ended: 3),
      t("x=1", began: 4, ended: 5),
    ]
    #expect(phenomena(stale) == [])
    #expect(phenomena(stale, realTime: true) == [.gSingle])
  }

  @Test("in real time, only what had ended before comes before")
  func realTime() {
    let overlapping = [
      t("x+1", began: 0, ended: 3), t("x=", began: 2, ended: 4), t("x=1"),
    ]
    #expect(phenomena(overlapping, realTime: true) == [])
    let backwards = [
      t("x+1", began: 4, ended: 5), t("x+2", began: 0, ended: 3), t("x=1,2"),
    ]
    #expect(phenomena(backwards) == [])
    #expect(phenomena(backwards, realTime: true) == [.g0])
    let seenEarly = [
      t("x+1", began: 4, ended: 5), t("x=1", began: 0, ended: 3),
    ]
    #expect(phenomena(seenEarly, realTime: true) == [.g1c])
    let reader = [
      t("x= y+1", began: 0, ended: 5), t("x+1", began: 0, ended: 1),
      t("y=", began: 2, ended: 3), t("x=1 y=1", began: 6, ended: 7),
    ]
    #expect(phenomena(reader) == [])
    #expect(phenomena(reader, realTime: true) == [.g2])
  }

  @Test("an unknown outcome is a commit if somebody saw it, else nothing")
  func unknown() {
    let seen = [t("x+1 y+1", .unknown), t("x= y=1"), t("x=1")]
    #expect(phenomena(seen) == [.gSingle])
    let unseen = [t("x+1 y= y+2", .unknown), t("x= y+3"), t("y=3")]
    #expect(phenomena(unseen) == [])
    let readsNothing = [t("y= x+1", .unknown), t("x= y+1"), t("x=1 y=1")]
    #expect(phenomena(readsNothing) == [])
  }

  @Test("the aborted take no part in cycles")
  func aborted() {
    let history = [
      t("x+1 y+1", .aborted), t("x+2 y+2"), t("x=1,2 y=2,1"),
    ]
    #expect(phenomena(history) == [.g1a])
    let reader = [t("x+1 y+1"), t("x= y=1", .aborted), t("x=1")]
    #expect(phenomena(reader) == [])
    let between = [
      t("x+1 y+3"), t("x+9", .aborted), t("x+2 y+4"), t("x=1,9,2"), t("y=4,3"),
    ]
    #expect(phenomena(between) == [.g0, .g1a])
  }

  @Test("each component has one finding, the worst, by a shortest cycle")
  func components() {
    let skew = [t("a= b= a+1"), t("a= b= b+1"), t("a=1 b=1")]
    let both = skew + [t("x+1 y+1"), t("x+2 y+2"), t("x=1,2 y=2,1")]
    #expect(phenomena(both) == [.g0, .g2])
    let worse = [t("x+1 y+1"), t("x+2 y+2"), t("x=1 y=2,1"), t("x=1,2")]
    #expect(phenomena(worse) == [.g0])
    let ring = [
      t("a+1 e=5"), t("a=1 b+2"), t("b=2 c+3"), t("c=3 d+4"), t("d=4 e+5"),
    ]
    #expect(findings(ring).map(\.transactions.count) == [5])
    let chord = [
      t("a+1 e=5"), t("a=1 b+2"), t("b=2 c+3 f=7"), t("c=3 d+4"),
      t("d=4 e+5"), t("f+7 c=3"),
    ]
    #expect(findings(chord).map(\.transactions.count) == [2])
  }

  @Test(
    "random histories are judged as a search through all cycles judges them")
  func random() throws {
    var seen: Set<IsolationPhenomenon> = []
    for seed in 0..<400 as Range<UInt64> {
      let history = RandomHistory.any(seed: seed)
      for realTime in [false, true] {
        let definition = Definition(of: history, realTime: realTime)
        let found = isolationFindings(in: history, realTime: realTime)
        let objection = definition.objection(toAll: found)
        try #require(
          objection == nil,
          "seed \(seed), real time \(realTime): \(objection ?? "")\n\(history)")
        seen.formUnion(found.map(\.phenomenon))
      }
    }
    #expect(seen == Set(IsolationPhenomenon.allCases))
  }

  @Test(
    "a serial database has no findings, in real time either, until one is planted")
  func serial() throws {
    for seed in 0..<40 as Range<UInt64> {
      let history = RandomHistory.database(isSerial: true, seed: seed)
      for realTime in [false, true] {
        let found = isolationFindings(in: history, realTime: realTime)
        try #require(found == [], "seed \(seed), real time \(realTime)")
        let interleaved = [t("p+1 q+1"), t("p+2 q+2"), t("p=1,2 q=2,1")]
        let spoiled = isolationFindings(
          in: history + interleaved, realTime: realTime)
        try #require(
          spoiled.map(\.phenomenon) == [.g0],
          "seed \(seed), and two transactions whose writes are interleaved")
      }
    }
  }

  @Test("snapshot isolation shows write skew and nothing worse")
  func snapshots() throws {
    var skews = 0
    for seed in 0..<40 as Range<UInt64> {
      let history = RandomHistory.database(isSerial: false, seed: seed)
      let found = isolationFindings(in: history, realTime: false)
      try #require(
        found.allSatisfy { $0.phenomenon == .g2 }, "seed \(seed): \(found)")
      skews += found.count
    }
    #expect(skews > 0)
  }
}

/// `x+1` appends 1 to x, `x=1,2` reads it.
private func t(
  _ text: String, _ outcome: ListTransaction.Outcome = .committed,
  began: Int = 0, ended: Int? = nil
) -> ListTransaction {
  let operations = text.split(separator: " ").map { word -> ListOperation in
    let key = String(word.prefix(1))
    let numbers = word.dropFirst(2).split(separator: ",").compactMap { Int($0) }
    return word.dropFirst().first == "+"
      ? .append(key: key, element: numbers[0]) : .read(key: key, list: numbers)
  }
  return ListTransaction(
    operations, outcome: outcome, began: began, ended: ended)
}

/// The phenomena word for word: each pair of transactions is looked at for
/// each dependency, and every simple cycle is walked.
private struct Definition {
  let transactions: [ListTransaction]
  private var edges: [[Set<TransactionDependency>]]

  init(of transactions: [ListTransaction], realTime: Bool) {
    self.transactions = transactions
    let none = transactions.map { _ in Set<TransactionDependency>() }
    edges = transactions.map { _ in none }
    for (a, b) in pairs where hasHappened(a) && hasHappened(b) {
      edges[a][b] = Set(
        TransactionDependency.allCases.filter { holds($0, a, b) }
          .filter { realTime || $0 != .realTime })
    }
  }

  private var pairs: [(Int, Int)] {
    transactions.indices.flatMap { a in
      transactions.indices.filter { $0 != a }.map { (a, $0) }
    }
  }

  private func appends(_ index: Int, _ key: String) -> [Int] {
    transactions[index].operations.compactMap {
      if case .append(key, let element) = $0 { element } else { nil }
    }
  }

  /// What a committed transaction read of a key, without aborted elements.
  private func reads(_ index: Int, _ key: String) -> [[Int]] {
    rawReads(index, key).map { list in
      list.filter { element in
        !transactions.indices.contains {
          transactions[$0].outcome == .aborted
            && appends($0, key).contains(element)
        }
      }
    }
  }

  private func rawReads(_ index: Int, _ key: String) -> [[Int]] {
    guard transactions[index].outcome == .committed else { return [] }
    return transactions[index].operations.compactMap {
      if case .read(key, let list) = $0 { list } else { nil }
    }
  }

  private var keys: [String] {
    let keys = transactions.flatMap(\.operations).map { operation in
      if case .append(let key, _) = operation { return key }
      if case .read(let key, _) = operation { return key }
      return ""
    }
    return Set(keys).sorted()
  }

  private func order(_ key: String) -> [Int] {
    transactions.indices.flatMap { reads($0, key) }.max {
      $0.count < $1.count
    } ?? []
  }

  private func hasHappened(_ index: Int) -> Bool {
    let transaction = transactions[index]
    return transaction.outcome == .committed
      || transaction.outcome == .unknown
        && keys.contains { key in
          order(key).contains { appends(index, key).contains($0) }
        }
  }

  private func holds(_ dependency: TransactionDependency, _ a: Int, _ b: Int) -> Bool {
    if dependency == .realTime {
      return (transactions[a].ended ?? .max) < transactions[b].began
    }
    return keys.contains { key in
      let order = order(key)
      return order.indices.contains { place in
        let isOfA = appends(a, key).contains(order[place])
        let isOfB = appends(b, key).contains(order[place])
        if dependency == .writeRead {
          return isOfA && reads(b, key).contains { $0.count == place + 1 }
        }
        if dependency == .readWrite {
          return isOfB && reads(a, key).contains { $0.count == place }
        }
        return isOfB && place > 0
          && appends(a, key).contains(order[place - 1])
      }
    }
  }

  // MARK: - Judging findings

  func objection(to finding: IsolationFinding) -> String? {
    let (path, kinds) = (finding.transactions, finding.dependencies)
    if finding.phenomenon == .g1a || finding.phenomenon == .g1b {
      return dirty.contains(finding)
        ? nil : "the two transactions don't show that phenomenon"
    }
    guard !path.isEmpty, path.count == kinds.count,
      Set(path).isSubset(of: transactions.indices)
    else { return "not a cycle" }
    for (place, kind) in kinds.enumerated() {
      let next = path[(place + 1) % path.count]
      guard edges[path[place]][next].contains(kind) else {
        return "no \(kind) from \(path[place]) to \(next)"
      }
    }
    return Self.phenomenon(kinds) == finding.phenomenon
      ? nil : "another phenomenon"
  }

  func objection(toAll found: [IsolationFinding]) -> String? {
    for finding in found {
      if let objection = objection(to: finding) { return objection }
    }
    let isDirty: (IsolationFinding) -> Bool = {
      $0.phenomenon == .g1a || $0.phenomenon == .g1b
    }
    guard Set(found.filter(isDirty)) == dirty else { return "G1a or G1b" }
    let cycles = found.filter { !isDirty($0) }
    let worst = components.map(worstCycle(in:))
    guard cycles.count == worst.count else { return "\(worst.count) cycles" }
    for (component, (phenomenon, length)) in zip(components, worst) {
      let own = cycles.filter { component.isSuperset(of: $0.transactions) }
      guard own.count == 1, own[0].phenomenon == phenomenon,
        own[0].transactions.count == length
      else { return "\(phenomenon) of length \(length) among \(component)" }
    }
    return nil
  }

  private static func phenomenon(_ kinds: [TransactionDependency]) -> IsolationPhenomenon {
    let reversals = kinds.count { $0 == .readWrite }
    if reversals > 0 { return reversals == 1 ? .gSingle : .g2 }
    return kinds.contains(.writeRead) ? .g1c : .g0
  }

  private var dirty: Set<IsolationFinding> {
    var dirty: Set<IsolationFinding> = []
    for (writer, reader) in pairs {
      for key in keys {
        let own = appends(writer, key)
        let isAborted = transactions[writer].outcome == .aborted
        for list in rawReads(reader, key) {
          if isAborted, list.contains(where: own.contains) {
            dirty.insert(Self.dirty(.g1a, writer, reader))
          }
          if !isAborted, let last = list.last, own.dropLast().contains(last) {
            dirty.insert(Self.dirty(.g1b, writer, reader))
          }
        }
      }
    }
    return dirty
  }

  private static func dirty(
    _ phenomenon: IsolationPhenomenon, _ writer: Int, _ reader: Int
  ) -> IsolationFinding {
    IsolationFinding(
      phenomenon, transactions: [writer, reader], dependencies: [.writeRead])
  }

  private var components: [Set<Int>] {
    var reach = edges.map { $0.map { !$0.isEmpty } }
    for middle in reach.indices {
      for (a, b) in pairs where reach[a][middle] && reach[middle][b] {
        reach[a][b] = true
      }
      for a in reach.indices where reach[a][middle] && reach[middle][a] {
        reach[a][a] = true
      }
    }
    return Array(
      Set(
        reach.indices.filter { reach[$0][$0] }.map { a in
          Set(reach.indices.filter { reach[a][$0] && reach[$0][a] })
        })
    ).sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
  }

  private func worstCycle(
    in component: Set<Int>
  ) -> (phenomenon: IsolationPhenomenon, length: Int) {
    var best = (rank: Int.max, length: Int.max)
    for start in component {
      walk([start], [], in: component) { kinds in
        let phenomenon = Self.phenomenon(kinds)
        let rank = IsolationPhenomenon.allCases.firstIndex(of: phenomenon) ?? 0
        if (rank, kinds.count) < best { best = (rank, kinds.count) }
      }
    }
    return (IsolationPhenomenon.allCases[best.rank], best.length)
  }

  private func walk(
    _ path: [Int], _ kinds: [TransactionDependency], in component: Set<Int>,
    _ visit: ([TransactionDependency]) -> Void
  ) {
    let last = path[path.count - 1]
    for next in component {
      for kind in edges[last][next] {
        if next == path[0] {
          visit(kinds + [kind])
        } else if next > path[0], !path.contains(next) {
          walk(path + [next], kinds + [kind], in: component, visit)
        }
      }
    }
  }
}

private enum RandomHistory {
  /// Five transactions on three lists that come about by chance, and somebody
  /// who reads them all.
  static func any(seed: UInt64) -> [ListTransaction] {
    var random = SplitMix64(seed: seed)
    func pick(_ count: Int) -> Int { Int(random.next(below: UInt64(count))) }
    var drafts = (0..<5).map { _ in [ListOperation]() }
    var final: [ListOperation] = []
    for key in ["x", "y", "z"] {
      let elements = Array(1...(1 + pick(3)))
      let writers = elements.map { _ in pick(5) }
      for (element, writer) in zip(elements, writers) {
        drafts[writer].append(.append(key: key, element: element))
      }
      for reader in 0..<5 where !writers.contains(reader) && pick(2) == 0 {
        let list = Array(elements.prefix(pick(elements.count + 1)))
        drafts[reader].insert(.read(key: key, list: list), at: 0)
      }
      if pick(4) > 0 { final.append(.read(key: key, list: elements)) }
    }
    let transactions = drafts.map { operations in
      let began = pick(10)
      let chance = pick(12)
      return ListTransaction(
        operations,
        outcome: chance == 0 ? .aborted : chance == 1 ? .unknown : .committed,
        began: began, ended: chance == 1 ? nil : began + 1 + pick(8))
    }
    return transactions + [ListTransaction(final, began: 20, ended: 21)]
  }

  /// Twenty transactions of a database that runs them one after the other, or
  /// some at a time on snapshots, where the first to commit wins.
  static func database(isSerial: Bool, seed: UInt64) -> [ListTransaction] {
    var random = SplitMix64(seed: seed)
    func pick(_ count: Int) -> Int { Int(random.next(below: UInt64(count))) }
    var lists: [String: [Int]] = [:]
    var transactions: [ListTransaction] = []
    var time = 0
    while transactions.count < 20 {
      let snapshot = lists
      var written: Set<String> = []
      let began = time + 1
      let count = isSerial ? 1 : 3
      for _ in 0..<count {
        let read = ["a", "b", "c", "d"][pick(4)]
        let write = ["a", "b", "c", "d"][pick(4)]
        let element = transactions.count + 1
        time += 2
        let isAborted = !written.insert(write).inserted
        if !isAborted { lists[write, default: []].append(element) }
        transactions.append(
          ListTransaction(
            [
              .read(key: read, list: snapshot[read, default: []]),
              .append(key: write, element: element),
            ],
            outcome: isAborted ? .aborted : .committed,
            began: isSerial ? time : began, ended: time + 1))
      }
      time += 2
    }
    let all = ["a", "b", "c", "d"].map {
      ListOperation.read(key: $0, list: lists[$0, default: []])
    }
    return transactions + [ListTransaction(all, began: time, ended: time + 1)]
  }
}
#sourceLocation()
