import HistoryOracle
import Simulation

@testable import Histories

typealias IntRegister = Register<Int>
typealias RegisterHistory = History<IntRegister.Operation, IntRegister.Response>
typealias StoreHistory = History<KeyValueStore.Operation, KeyValueStore.Response>

extension RegisterEffect {
  var operation: IntRegister.Operation {
    switch self {
    case .read: .read
    case .write(let value): .write(value)
    case .compareAndSet(let expected, let new, _): .compareAndSet(expected: expected, new: new)
    }
  }

  var response: IntRegister.Response {
    switch self {
    case .read(let value): .value(value)
    case .write: .done
    case .compareAndSet(_, _, let isSwapped): isSwapped ? .done : .conflict
    }
  }
}

extension RegisterHistory {
  /// The same history as the library knows it.
  init(_ operations: [RegisterOperation]) throws {
    self.init()
    var events: [(position: Int, index: Int, isResponse: Bool)] = []
    for (index, operation) in operations.enumerated() {
      events.append((operation.invoked, index, false))
      if let returned = operation.returned { events.append((returned, index, true)) }
    }
    for event in events.sorted(by: { $0.position < $1.position }) {
      let operation = operations[event.index]
      let id = OperationID(client: NodeID(operation.client), number: event.index)
      let time = Instant(nanoseconds: Int64(event.position))
      if event.isResponse {
        try respond(operation.effect.response, to: id, at: time)
      } else {
        invoke(operation.effect.operation, as: id, at: time)
      }
    }
  }
}

/// An alphabet in numbers, so that a million histories can be asked about through the searches alone.
struct Alphabet {
  let symbols: [Symbol]
  private let subject = Subject(Register(0))
  private var operations: [RegisterEffect: Call] = [:]
  /// What was done, by numbers of operation and response.
  private var effects: [[Int32]: RegisterEffect] = [:]

  init(_ symbols: [Symbol]) throws {
    self.symbols = symbols
    for symbol in symbols {
      let history = try RegisterHistory([
        RegisterOperation(symbol.effect, client: 0, invoked: 0, returned: 1)
      ])
      let call = subject.call(history.entries[0], at: 0)
      operations[symbol.effect] = call
      effects[[call.operation, call.response]] = symbol.effect
      if call.response != Call.noResponse, case .write = symbol.effect {
        effects[[call.operation, Call.noResponse]] = symbol.effect
      }
    }
  }

  var outcomes: Outcomes { subject.outcomes }

  func calls(_ history: [RegisterOperation]) -> [Call] {
    let calls = history.enumerated().compactMap { index, operation -> Call? in
      guard var call = operations[operation.effect] else { return nil }
      call.entry = Int32(index)
      call.client = Int32(operation.client)
      call.invoked = Int32(operation.invoked)
      guard let returned = operation.returned else { return call.unanswered }
      call.returned = Int32(returned)
      return call
    }
    return calls.sorted { $0.invoked < $1.invoked }
  }
}

extension Alphabet {
  /// The calls as the zones see them, without reads that nobody answered. Values are 0, 1 and 2.
  func uniqueWrites(_ calls: [Call]) -> UniqueWrites {
    var versions = Versions()
    for _ in 1...2 { _ = versions.addRoot() }
    var registers: [RegisterCall] = []
    for call in calls {
      let (kind, value): (RegisterCall.Kind, Int)
      switch effects[[call.operation, call.response]] {
      case .read(let found)?: (kind, value) = (.read, found)
      case .write(let new)?: (kind, value) = (.write, new)
      default: continue
      }
      if kind == .write { versions.setMaker(of: Int32(value), to: Int32(registers.count)) }
      registers.append(
        RegisterCall(
          entry: call.entry, kind: kind, version: Int32(value), invoked: call.invoked,
          returned: call.returned))
    }
    return UniqueWrites(calls: registers, versions: versions, eventCount: 10)
  }
}

/// Reads and writes of a register, answered and not.
let readsAndWrites = [
  Symbol(.read(0)), Symbol(.read(1)), Symbol(.read(2)), Symbol(.write(1)), Symbol(.write(2)),
  Symbol(.write(1), isPending: true), Symbol(.write(2), isPending: true),
]

/// With compare-and-set, answered, refused, and never heard of again.
let withCompareAndSet = [
  Symbol(.read(0)), Symbol(.read(1)), Symbol(.write(1)), Symbol(.write(0), isPending: true),
  Symbol(.compareAndSet(expected: 0, new: 1, isSwapped: true)),
  Symbol(.compareAndSet(expected: 0, new: 1, isSwapped: false)),
  Symbol(.compareAndSet(expected: 1, new: 0, isSwapped: true)),
  Symbol(.compareAndSet(expected: 1, new: 0, isSwapped: true), isPending: true),
]

/// With many that nobody answered, some of which can do what others can.
let withTimeouts = [
  Symbol(.read(0)), Symbol(.read(1)), Symbol(.read(2)), Symbol(.write(1)),
  Symbol(.write(2), isPending: true), Symbol(.write(0), isPending: true),
  Symbol(.compareAndSet(expected: 0, new: 2, isSwapped: true), isPending: true),
  Symbol(.compareAndSet(expected: 1, new: 2, isSwapped: true), isPending: true),
  Symbol(.compareAndSet(expected: 2, new: 0, isSwapped: true)),
]
