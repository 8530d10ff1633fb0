import Histories
import Simulation

/// A small history of two keys, written as its sessions: what each client did, in its order.
struct Sessions: CustomStringConvertible {
  struct Step {
    var isWrite: Bool
    var key: String
    /// What was written or found; 0 is the initial value.
    var value: Int
  }

  var clients: [[Step]]

  init(_ clients: [[Step]]) { self.clients = clients }

  /// As in "x=1 x?- | y?2": clients, and of each the steps as a drawing has them in its bars.
  init(_ text: String) throws {
    let lines = text.split(separator: "|").enumerated().map { client, session in
      "\(client) " + session.split(separator: " ").map { "[\($0)]" }.joined()
    }
    let history = try StoreHistory(drawing: lines.joined(separator: "\n"))
    clients = lines.indices.map { client in
      history.entries.filter { $0.client == NodeID(client) }.map(Step.init)
    }
  }

  var count: Int { clients.map(\.count).reduce(0, +) }

  var description: String {
    let history = history
    return clients.indices.map { client in
      history.drawn(history.entries.map(\.id).filter { $0.client == NodeID(client) })
    }.joined(separator: " | ")
  }

  /// One client after the other; the models without real time don't care.
  var history: StoreHistory {
    var history = StoreHistory()
    for (client, session) in clients.enumerated() {
      for (number, step) in session.enumerated() {
        let id = OperationID(client: NodeID(client), number: number)
        history.invoke(step.operation, as: id, at: .start)
        try? history.respond(step.response, to: id, at: .start)
      }
    }
    return history
  }

  /// Any interleaving of invocations and responses; the last operation of a client may stay pending.
  func history(_ random: inout SplitMix64, allowsPending: Bool) -> StoreHistory {
    var history = StoreHistory()
    var next = clients.map { _ in 0 }
    while true {
      let open = clients.indices.filter { next[$0] < 2 * clients[$0].count }
      guard let client = open.isEmpty ? nil : open[Int(random.next() % UInt64(open.count))]
      else { return history }
      let number = next[client] / 2
      let step = clients[client][number]
      let id = OperationID(client: NodeID(client), number: number)
      if next[client] % 2 == 0 {
        history.invoke(step.operation, as: id, at: .start)
      } else if !(allowsPending && step.isWrite && random.next() % 4 == 0) {
        try? history.respond(step.response, to: id, at: .start)
      }
      next[client] += 1
    }
  }
}

extension Sessions.Step {
  init(_ entry: StoreHistory.Entry) {
    key = entry.operation.key
    switch (entry.operation, entry.response) {
    case (.put(_, let written), _): (isWrite, value) = (true, Int(written) ?? 0)
    case (_, .value(let found)?): (isWrite, value) = (false, found.flatMap { Int($0) } ?? 0)
    default: (isWrite, value) = (false, 0)
    }
  }

  var operation: KeyValueStore.Operation { isWrite ? .put(key, "\(value)") : .get(key) }

  var response: KeyValueStore.Response {
    isWrite ? .done : .value(value == 0 ? nil : "\(value)")
  }
}

extension Sessions {
  /// Calls the body with each history of that many operations of at most three clients on two keys, in
  /// which no read is out of thin air; up to the names of clients, keys and values.
  static func forEach(count: Int, _ body: (Sessions) -> Void) {
    for sizes in partitions(of: count) {
      for kinds in 0..<(1 << (2 * count)) {
        var (number, value) = (kinds, 0)
        let steps = (0..<count).map { _ in
          defer { number /= 4 }
          if number & 1 == 1 { value += 1 }
          return Step(
            isWrite: number & 1 == 1, key: number & 2 == 0 ? "x" : "y",
            value: number & 1 == 1 ? value : 0)
        }
        guard steps[0].key == "x" else { continue }
        fillReads(steps, from: 0) { filled in body(Sessions(split(filled, sizes))) }
      }
    }
  }

  private static func partitions(of count: Int) -> [[Int]] {
    var found: [[Int]] = []
    for first in 1...count {
      for second in 0...min(first, count - first) {
        let third = count - first - second
        if third <= second { found.append([first, second, third].filter { $0 > 0 }) }
      }
    }
    return found
  }

  private static func split(_ steps: [Step], _ sizes: [Int]) -> [[Step]] {
    var rest = steps[...]
    return sizes.map { size in
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  /// Lets each read find the initial value or any value written to its key.
  private static func fillReads(_ steps: [Step], from start: Int, _ body: ([Step]) -> Void) {
    guard let read = steps[start...].firstIndex(where: { !$0.isWrite }) else { return body(steps) }
    let written = steps.filter { $0.isWrite && $0.key == steps[read].key }.map(\.value)
    for value in [0] + written {
      var filled = steps
      filled[read].value = value
      fillReads(filled, from: read + 1, body)
    }
  }

  /// A random history in which reads find anything written to their key.
  static func random(_ random: inout SplitMix64, count: Int) -> Sessions {
    var steps: [Step] = []
    for value in 1...count {
      let isWrite = random.next() % 2 == 0
      let key = random.next() % 3 == 0 ? "y" : "x"
      steps.append(Step(isWrite: isWrite, key: key, value: isWrite ? value : 0))
    }
    for read in steps.indices where !steps[read].isWrite {
      let written = [0] + steps.filter { $0.isWrite && $0.key == steps[read].key }.map(\.value)
      steps[read].value = written[Int(random.next() % UInt64(written.count))]
    }
    var clients: [[Step]] = [[], [], []]
    for step in steps { clients[Int(random.next() % 3)].append(step) }
    return Sessions(clients.filter { !$0.isEmpty })
  }
}
