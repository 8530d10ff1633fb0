internal import Simulation

/// The object under test with all that was done to it, as small numbers.
///
/// Equal operations, responses and states get equal numbers, in the order in which they are met, so that
/// the searches compare and store integers and call no generic code.
struct Subject<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
  private let numberings: Numberings<Operation, Response>
  private let isObservation: (Operation, Response?) -> Bool
  let outcomes: Outcomes

  init<Object: StateMachine<Operation, Response>>(_ object: Object) {
    let numberings = Numberings<Operation, Response>()
    let states = States(object, numberings)
    self.numberings = numberings
    isObservation = Object.isObservation
    outcomes = Outcomes { states.outcome(state: $0, operation: $1) }
  }

  func response(_ number: Int32) -> Response { numberings.responses[number] }

  func call(_ entry: History<Operation, Response>.Entry, at index: Int) -> Call {
    let operation = entry.operation
    let response = entry.response
    return Call(
      entry: Int32(index), client: Int32(entry.client.index),
      operation: numberings.operations.number(of: operation),
      response: response.map { numberings.responses.number(of: $0) } ?? Call.noResponse,
      invoked: Int32(entry.invoked.position),
      returned: entry.completed.map { Int32($0.moment.position) } ?? Call.never,
      isObservation: isObservation(operation, response),
      isAlwaysObservation: isObservation(operation, nil))
  }
}

/// The numbers of operations and responses.
private final class Numberings<Operation: Hashable, Response: Hashable> {
  var operations = Numbering<Operation>()
  var responses = Numbering<Response>()
}

/// The numbers of states; the initial one is number 0.
private final class States<Object: StateMachine> {
  private let numberings: Numberings<Object.Operation, Object.Response>
  private var states = Numbering<Object>()
  /// What each operation was answered last, by number: most are answered so again.
  private var lastResponses: [Int32] = []

  init(_ object: Object, _ numberings: Numberings<Object.Operation, Object.Response>) {
    self.numberings = numberings
    _ = states.number(of: object)
  }

  func outcome(state: Int32, operation index: Int32) -> Outcome {
    var object = states[state]
    let operation = numberings.operations[index]
    let response = object.apply(operation)
    let number = number(of: response, to: Int(index))
    guard Object.isObservation(operation, answered: response) else {
      return Outcome(state: states.number(of: object), response: number)
    }
    precondition(
      object == states[state],
      "\(operation) is called an observation, and changed \(states[state])")
    return Outcome(state: state, response: number)
  }

  private func number(of response: Object.Response, to operation: Int) -> Int32 {
    while lastResponses.count <= operation { lastResponses.append(Call.noResponse) }
    let last = lastResponses[operation]
    if last >= 0, numberings.responses[last] == response { return last }
    lastResponses[operation] = numberings.responses.number(of: response)
    return lastResponses[operation]
  }
}

/// Gives equal values the same small number, in the order in which they are met.
///
/// A table of its own rather than a dictionary, because states can be large: each value is hashed once.
struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var hashes: [Int] = []
  private var places = Array(repeating: Int32(-1), count: 64)

  mutating func number(of value: Value) -> Int32 {
    let hash = value.hashValue
    var place = hash & (places.count - 1)
    while places[place] >= 0 {
      let found = Int(places[place])
      if hashes[found] == hash, values[found] == value { return places[place] }
      place = (place + 1) & (places.count - 1)
    }
    places[place] = Int32(values.count)
    values.append(value)
    hashes.append(hash)
    if values.count * 2 > places.count { grow() }
    return Int32(values.count - 1)
  }

  private mutating func grow() {
    var larger = Array(repeating: Int32(-1), count: places.count * 4)
    let mask = larger.count - 1
    for (number, hash) in hashes.enumerated() {
      var place = hash & mask
      while larger[place] >= 0 { place = (place + 1) & mask }
      larger[place] = Int32(number)
    }
    places = larger
  }

  subscript(number: Int32) -> Value { values[Int(number)] }
}
