import Histories
import Simulation

/// A history from a few lines of the course's own format.
func history<Object: TextualObject>(
  _ text: String, of _: Object.Type
) throws -> History<Object.Operation, Object.Response> {
  try HistoryText.parse(text, file: "test", as: Object.self).history
}

/// Why an order explains nothing, or nil: replayed step by step, apart from all that found it.
func objection<Object: StateMachine>(
  to legal: LegalOrder, in history: History<Object.Operation, Object.Response>, of object: Object
) -> String? {
  var object = object
  var point = -1
  for (id, next) in zip(legal.order, legal.points) {
    guard let entry = history[id] else { return "\(id) is no operation" }
    guard next >= point else { return "\(id) takes effect before what comes before it" }
    point = next
    guard entry.invoked.position <= point, point < entry.completed?.moment.position ?? .max else {
      return "\(id) takes effect outside its bar"
    }
    let response = object.apply(entry.operation)
    guard entry.response.map({ $0 == response }) ?? true else { return "\(id) answers \(response)" }
  }
  let taken = Set(legal.order)
  guard taken.count == legal.order.count else { return "an operation takes effect twice" }
  let lacking = history.completed.first { !taken.contains($0.id) }
  return lacking.map { "\($0.id) returned, and takes no effect" }
}

/// A register used by some clients for a while, each operation taking effect between its ends.
func randomHistory(
  clients: Int, operations: Int, values: ClosedRange<Int>?, lies: Bool, seed: UInt64
) throws -> RegisterHistory {
  var random = SplitMix64(seed: seed)
  var register = Register(0)
  var history = RegisterHistory()
  var open:
    [Int: (id: OperationID, operation: IntRegister.Operation, answer: IntRegister.Response?)] = [:]
  var (invoked, written) = (0, 0)
  while invoked < operations || !open.isEmpty {
    let client = Int.random(in: 0..<clients, using: &random)
    if let call = open[client] {
      if let answer = call.answer {
        // One in eight is never heard of again.
        if Int.random(in: 0..<8, using: &random) > 0 {
          try history.respond(answer, to: call.id, at: .start)
        }
        open[client] = nil
      } else {
        var answer = register.apply(call.operation)
        if lies, case .value(let value) = answer, Int.random(in: 0..<40, using: &random) == 0 {
          answer = .value(max(0, value - 1))
        }
        open[client]?.answer = answer
      }
    } else if invoked < operations {
      invoked += 1
      written += 1
      let value = values.map { Int.random(in: $0, using: &random) } ?? written
      let operation: IntRegister.Operation = Bool.random(using: &random) ? .read : .write(value)
      let id = OperationID(client: NodeID(client), number: invoked)
      history.invoke(operation, as: id, at: .start)
      open[client] = (id, operation, nil)
    }
  }
  return history
}
