// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 55170c65ca25c0a8

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 3513)
import Chapter3
import Exercise3
import ExerciseTesting
import Simulation
import Testing

@Suite("3.5 Readers and writers by permission", .exercise)
struct SharedLockTests {
  /// One process for each list: what it acquires, one after the other.
  private func system(_ modes: [[AccessMode]]) -> System<SharedLockMessage> {
    var system = System(messages: SharedLockMessage.self)
    system.links.standard = Link(isFIFO: false)
    for (index, modes) in modes.enumerated() {
      let work = modes.flatMap { [SharedLockOperation.acquire($0), .release] }
      system.add(
        "p\(index)", SharedLock(),
        work: .closedLoop(work, pause: .milliseconds(5)))
    }
    return system
  }

  private func invariants(
    of system: System<SharedLockMessage>
  ) -> [Invariant<SharedLockMessage>] {
    let nodes = system.roster.nodes
    return nodes.flatMap { holder in
      nodes.filter { $0 != holder }.map { other in
        Invariant("\(holder) excludes \(other)", on: [holder, other]) { view in
          let (holder, other) = (
            view[holder, as: SharedLock.self], view[other, as: SharedLock.self]
          )
          guard holder.isInside, let mode = holder.mode,
            let otherMode = other.mode,
            mode == .write || otherMode == .write, let mine = holder.request,
            let theirs = other.request
          else { return nil }
          if other.isInside { return "a writer isn't alone inside" }
          return theirs < mine ? "an older conflicting request waits" : nil
        }
      }
    }
  }

  private func search(_ modes: [[AccessMode]]) -> SystemSearch<SharedLockMessage> {
    let system = system(modes)
    var search = SystemSearch(
      "shared lock", system, invariants: invariants(of: system))
    search.expectedEnd = .init("nobody is left waiting") { view in
      view.all(SharedLock.self).allSatisfy {
        $0.node.request == nil && !$0.node.isInside
      }
    }
    for (index, modes) in modes.enumerated() where !modes.isEmpty {
      search.goals.append(
        .init("p\(index) is inside") {
          $0[NodeID(index), as: SharedLock.self].isInside
        })
    }
    return search
  }

  @Test(
    "in every run writers are alone, older requests go first, and nobody is left waiting",
    arguments: [
      [[.write], [.write]], [[.write, .read], [.read, .write]],
      [[.write, .write], [.write, .write]],
      [[.write], [.write], [.write]], [[.write], [.read], [.read]],
      [[.write, .read], [.write], [.read]],
    ] as [[[AccessMode]]])
  func everyRun(modes: [[AccessMode]]) {
    var options = SearchOptions()
    options.stateBudget = 500_000
    let search = search(modes)
    let report = search.run(options)
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == search.goals.count, "\(report)")
  }

  @Test("two readers can be inside together")
  func readersShare() {
    var search = search([[.read], [.read], [.write]])
    search.goals.append(
      .init("both readers are inside") { view in
        [0, 1].allSatisfy { view[NodeID($0), as: SharedLock.self].isInside }
      })
    let report = search.run()
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == search.goals.count, "\(report)")
  }

  @Test(
    "all operations are answered, with 2(N − 1) messages for each entry, in forty runs"
  )
  func runs() {
    let system = system([
      [.write, .read, .write], [.read, .read, .read], [.read, .write, .write],
    ])
    let scenario = Scenario(
      "shared lock", system, invariants: invariants(of: system),
      checks: [
        .progress("all operations are answered") { world in
          let count = world.history(of: SharedLock.self).completed.count
          return count == 18 ? nil : "\(count) of 18 are"
        },
        .progress("an entry costs 2(N − 1) messages") { world in
          world.statistics.sent == 9 * 4
            ? nil : "nine entries cost \(world.statistics.sent)"
        },
      ])
    let report = scenario.check(seeds: 0..<40)
    #expect(report.failure == nil, "\(report)")
  }
}
#sourceLocation()
