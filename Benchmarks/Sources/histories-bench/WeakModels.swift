import Histories
import Simulation

/// Times the weak models on a history of ten clients and 20 keys that keeps them all: each operation takes
/// effect at its response, and no value is written twice.
func checkWeakModels(_ count: Int) {
  var random = SplitMix64(seed: 9)
  var history = History<KeyValueStore.Operation, KeyValueStore.Response>()
  var store = KeyValueStore()
  var open: [(id: OperationID, operation: KeyValueStore.Operation)?] = Array(
    repeating: nil, count: 10)
  var number = 0
  while number < count {
    let client = Int(random.next(below: 10))
    if let running = open[client] {
      // Each identity is invoked once and answered once.
      try? history.respond(store.apply(running.operation), to: running.id, at: .start)
      open[client] = nil
      continue
    }
    let key = "\(random.next(below: 20))"
    let id = OperationID(client: NodeID(client), number: number)
    let operation: KeyValueStore.Operation =
      random.next(below: 2) == 0 ? .put(key, "\(number)") : .get(key)
    history.invoke(operation, as: id, at: .start)
    open[client] = (id, operation)
    number += 1
  }
  for model in ConsistencyModel.allCases where model != .sequential && model != .convergent {
    var verdict = ModelVerdict.accepted
    let time = ContinuousClock().measure { verdict = history.check(model, of: KeyValueStore()) }
    print("\(model): \(verdict.sign) \(time)")
  }
}
