internal import Simulation

/// A history of reads and writes in which each value tells which write it came from.
///
/// Values that are written once make the weak models cheap to check: what a read read from is known.
struct ReadsAndWrites {
  struct Access {
    var id: OperationID
    var client: Int
    /// Counts the client's accesses, in the order of their invocations.
    var number: Int
    var key: Int
    var isWrite: Bool
    /// Where a read's value comes from.
    var source = Source.initial
    var invoked: Int
    /// nil for a write that nobody confirmed: it may take effect at any later time, or never.
    var completed: Int?

    /// Whether real time puts the access before another.
    func precedes(_ other: Access) -> Bool { completed.map { $0 < other.invoked } ?? false }
  }

  enum Source: Hashable {
    case write(Int)
    case initial
    /// Nobody wrote the value.
    case nowhere
  }

  private struct Cell<Key: Hashable, Value: Hashable>: Hashable {
    var key: Key?
    var value: Value
  }

  /// In the order of their invocations, without reads that nobody answered.
  private(set) var accesses: [Access] = []
  private(set) var clients: [[Int]] = []
  private(set) var keyCount = 0
  private var names: [String] = []

  /// Why a history can't be read like this.
  struct Obstacle: Error { var reason: String }

  init<Object: StateMachine>(
    _ history: History<Object.Operation, Object.Response>, of object: Object
  ) throws(Obstacle) {
    var clientNumbers: [NodeID: Int] = [:]
    var keyNumbers: [Object.Key?: Int] = [:]
    var writers: [Cell<Object.Key, Object.Value>: Int] = [:]
    var found: [(read: Int, cell: Cell<Object.Key, Object.Value>)] = []
    for entry in history.entries {
      guard let access = Object.access(entry.operation, answered: entry.response) else {
        throw Obstacle(reason: "\(entry.id) (\(entry.operation)) is neither a read nor a write")
      }
      if access == .unansweredRead { continue }
      let key = Object.key(of: entry.operation)
      add(
        entry, clientNumbers.number(of: entry.client), keyNumbers.number(of: key), access)
      switch access {
      case .unansweredRead: break
      case .read(let value): found.append((accesses.count - 1, Cell(key: key, value: value)))
      case .write(let value):
        let isKnown = writers.updateValue(
          accesses.count - 1, forKey: Cell(key: key, value: value))
        guard isKnown == nil, object.value(of: key) != value else {
          throw Obstacle(
            reason:
              "\(entry.id) (\(entry.operation)) writes a value that was there before, so that "
              + "a read of it doesn't tell which write it found")
        }
      }
    }
    keyCount = keyNumbers.count
    for (read, cell) in found {
      if let write = writers[cell] {
        accesses[read].source = .write(write)
      } else {
        accesses[read].source = object.value(of: cell.key) == cell.value ? .initial : .nowhere
      }
    }
  }

  private mutating func add<Operation, Response, Value>(
    _ entry: History<Operation, Response>.Entry, _ client: Int, _ key: Int,
    _ access: RegisterAccess<Value>
  ) {
    if client == clients.count { clients.append([]) }
    let isWrite = if case .write = access { true } else { false }
    let answer = entry.response.map { isWrite ? "" : " = \($0)" } ?? ""
    names.append("\(entry.id) (\(entry.operation)\(answer))")
    clients[client].append(accesses.count)
    accesses.append(
      Access(
        id: entry.id, client: client, number: clients[client].count - 1, key: key,
        isWrite: isWrite, invoked: entry.invoked.position,
        completed: entry.completed?.moment.position))
  }

  /// The access as a person reads it.
  func name(_ access: Int) -> String { names[access] }

  /// Why program order is not the order of each client's accesses; nil if it is.
  var overlap: Obstacle? {
    for own in clients {
      var last: Int?
      for access in own where accesses[access].completed != nil {
        if let last, !accesses[last].precedes(accesses[access]) {
          return Obstacle(
            reason: "\(names[last]) and \(names[access]) of one client were under way at once")
        }
        last = access
      }
    }
    return nil
  }

  /// The first read of a value that nobody wrote.
  var thinAirRead: ModelViolation? {
    guard let read = accesses.firstIndex(where: { $0.source == .nowhere }) else { return nil }
    return violation(.thinAirRead, [read], ["nobody wrote what \(names[read]) found"])
  }

  func violation(
    _ pattern: ModelViolation.Pattern, _ concerned: [Int], _ explanation: [String]
  ) -> ModelViolation {
    ModelViolation(
      pattern: pattern, operations: concerned.map { accesses[$0].id }, explanation: explanation)
  }
}

extension Dictionary where Value == Int {
  /// The number of a key: the count of those before it.
  fileprivate mutating func number(of key: Key) -> Int {
    if let known = self[key] { return known }
    let number = count
    self[key] = number
    return number
  }
}
