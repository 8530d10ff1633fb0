internal import Dispatch
internal import Synchronization

/// Does the same for each of many items on a few threads; the results stand in the items' order.
///
/// Grading waits for other processes nearly all of the time, so these are threads that may block,
/// and not tasks.
func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) -> Result
) -> [Result] {
  let next = Mutex(0)
  let results = Mutex<[(Int, Result)]>([])
  DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, items.count))) { _ in
    while let index = next.withLock({ next -> Int? in
      guard next < items.count else { return nil }
      next += 1
      return next - 1
    }) {
      let result = work(items[index])
      results.withLock { $0.append((index, result)) }
    }
  }
  return results.withLock { $0 }.sorted { $0.0 < $1.0 }.map(\.1)
}

/// Counts pieces of work that are done, on whichever thread.
final class WorkCounter: Sendable {
  private let done = Mutex(0)
  private let total: Int
  private let report: @Sendable (Int, Int) -> Void

  init(total: Int, report: @escaping @Sendable (Int, Int) -> Void) {
    self.total = total
    self.report = report
  }

  func advance() {
    let count = done.withLock { done -> Int in
      done += 1
      return done
    }
    report(count, total)
  }
}
