internal import Simulation

/// The object under test with all that was done to it, as small numbers.
///
/// Equal operations, responses and states get equal numbers, in the order in which they are met, so that
/// the searches compare and store integers and call no generic code.
final class Subject<Object: SequentialObject> {
  private let interned: Interned<Object>
  let outcomes: Outcomes

  init(_ object: Object) {
    let interned = Interned(object)
    self.interned = interned
    outcomes = Outcomes { interned.outcome(state: $0, operation: $1) }
  }

  func response(_ number: Int32) -> Object.Response { interned.responses[number] }

  func call(
    _ entry: History<Object.Operation, Object.Response>.Entry, at index: Int
  ) -> Call {
    let operation = entry.operation
    return Call(
      entry: Int32(index), client: Int32(entry.client.index),
      operation: interned.operations.number(of: operation),
      response: entry.response.map { interned.responses.number(of: $0) } ?? Call.noResponse,
      invoked: Int32(entry.invoked.position),
      returned: entry.completed.map { Int32($0.moment.position) } ?? Call.never,
      isObservation: Object.isObservation(operation, answered: entry.response),
      isAlwaysObservation: Object.isObservation(operation, answered: nil))
  }
}

/// The numbers of operations, responses and states; the initial state is number 0.
private final class Interned<Object: SequentialObject> {
  var operations = Numbering<Object.Operation>()
  var responses = Numbering<Object.Response>()
  var states = Numbering<Object>()

  init(_ object: Object) { _ = states.number(of: object) }

  func outcome(state: Int32, operation: Int32) -> Outcome {
    var object = states[state]
    let response = object.apply(operations[operation])
    let next = states.number(of: object)
    precondition(
      next == state || !Object.isObservation(operations[operation], answered: response),
      "\(operations[operation]) is called an observation, and changed \(states[state])")
    return Outcome(state: next, response: responses.number(of: response))
  }
}

/// Gives equal values the same small number.
struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int32] = [:]

  mutating func number(of value: Value) -> Int32 {
    if let number = numbers[value] { return number }
    let number = Int32(values.count)
    values.append(value)
    numbers[value] = number
    return number
  }

  subscript(number: Int32) -> Value { values[Int(number)] }
}
