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

  /// The same without real time: only each client's own operations keep their order.
  ///
  /// An operation that a client began before an earlier one of its own returned is not ordered with that one.
  /// Exponential in the number of clients at worst. Keys don't help here: sequential consistency isn't local.
  public func sequentialConsistency<Object: StateMachine<Operation, Response>>(
    of object: Object, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    Check(self, object, .programOrder, limit).verdict()
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
}

/// Which operations must keep their order.
enum KeptOrder {
  case realTime
  case programOrder
}
