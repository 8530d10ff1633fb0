internal import Dispatch
internal import Synchronization

/// Runs `body(worker, item)` for every item, each on one of `workers` threads, and waits for all.
///
/// Which worker takes which item depends on timing, so that nothing an item produces may depend on
/// its worker.
func forEach(_ items: Int, workers: Int, _ body: (_ worker: Int, _ item: Int) -> Void) {
  guard workers > 1, items > 1 else {
    for item in 0..<items { body(0, item) }
    return
  }
  // The library that splits the work waits for it, so that the closure doesn't escape; its items
  // touch disjoint data. The compiler can't see either.
  nonisolated(unsafe) let body = body
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(workers, items)) { worker in
    while true {
      let item = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard item < items else { return }
      body(worker, item)
    }
  }
}
