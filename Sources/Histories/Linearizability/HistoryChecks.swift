public import Simulation

extension History {
  /// Whether the operations can be put in an order that the object explains and that keeps real time: what
  /// had returned before another was invoked comes before it.
  ///
  /// O(n log n) where all operations read or write registers and no register is written a value twice (O(n)
  /// after the values have been looked up); else a search that is exponential in the number of operations
  /// open together at worst, as it must be: the problem is NP-complete (Gibbons and Korach, "Testing Shared
  /// Memories", 1997).
  public func linearizability<Object: StateMachine<Operation, Response>>(
    of object: Object, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    Check(self, object, .realTime, limit).verdict()
  }

  /// The same as yes or no, without an order and without an explanation: nil if the limit was reached.
  public func isLinearizable<Object: StateMachine<Operation, Response>>(
    of object: Object, limit: SearchLimit = .standard
  ) -> Bool? {
    Check(self, object, .realTime, limit).isAccepted()
  }

  /// The same without real time: only each client's own operations keep their order.
  ///
  /// An operation that a client began before an earlier one of its own returned is not ordered with that one.
  /// An order that keeps real time keeps this as well, so one is looked for first, with half of the
  /// limit. Then the search is exponential in the number of clients at worst. Keys don't help it:
  /// sequential consistency isn't local.
  public func sequentialConsistency<Object: StateMachine<Operation, Response>>(
    of object: Object, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    let half = SearchLimit.states(limit.states - limit.states / 2)
    if let order = Check(self, object, .realTime, half).acceptedOrder() {
      return .accepted(LegalOrder(order: order.order))
    }
    let verdict = Check(self, object, .programOrder, half).verdict()
    guard case .unknown(var exhaustion) = verdict else { return verdict }
    exhaustion.states = limit.states
    return .unknown(exhaustion)
  }
}

extension History<KeyValueStore.Operation, KeyValueStore.Response> {
  /// The same of a store, compiled for stores: called from another module, the one for all objects asks at
  /// each step what it works on.
  public func linearizability(
    of store: KeyValueStore, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    Check(self, store, .realTime, limit).verdict()
  }

  /// The same of a store as Porcupine's logs tell of it.
  public func linearizability(
    of store: PorcupineStore, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    Check(self, store, .realTime, limit).verdict()
  }

  /// The same as yes or no.
  public func isLinearizable(of store: PorcupineStore, limit: SearchLimit = .standard) -> Bool? {
    Check(self, store, .realTime, limit).isAccepted()
  }
}

extension History<Register<String?>.Operation, Register<String?>.Response> {
  /// The same of a register that holds a text or nothing, as the logs of Jepsen and Knossos tell of it.
  public func linearizability(
    of register: Register<String?>, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    Check(self, register, .realTime, limit).verdict()
  }

  /// The same as yes or no.
  public func isLinearizable(
    of register: Register<String?>, limit: SearchLimit = .standard
  ) -> Bool? {
    Check(self, register, .realTime, limit).isAccepted()
  }
}

/// Which operations must keep their order.
enum KeptOrder {
  case realTime
  case programOrder
}
