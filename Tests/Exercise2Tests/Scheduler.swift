// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest af21687d175d23be

#sourceLocation(file: "Chapters/02-rpc.md", line: 4467)
import Chapter2
import Exercise2
import ExerciseTesting
import Simulation
import Testing

@Suite("2.5 A scheduler for MapReduce", .exercise) struct SchedulerTests {
  private func assign(_ worker: Int, _ task: MapReduceTask) -> Assignment {
    Assignment(worker: worker, task: task)
  }

  @Test("all maps come before the first reduce")
  func phases() {
    var scheduler = Scheduler(maps: 2, reduces: 1)
    #expect(scheduler.on(.joined(1)) == [assign(1, .map(0))])
    #expect(scheduler.on(.joined(2)) == [assign(2, .map(1))])
    #expect(scheduler.on(.finished(1, .map(0))) == [assign(1, .map(1))])
    #expect(scheduler.on(.finished(2, .map(1))) == [assign(2, .reduce(0))])
    #expect(scheduler.outputs[0] == 1)
    #expect(scheduler.outputs[1] == 2)
    #expect(scheduler.on(.finished(2, .reduce(0))) == [])
    #expect(scheduler.published == [0: 2])
  }

  @Test("a dead worker's task goes to somebody else")
  func death() {
    var scheduler = Scheduler(maps: 3, reduces: 1)
    _ = scheduler.on(.joined(1))
    _ = scheduler.on(.joined(2))
    #expect(scheduler.on(.died(1)) == [])
    #expect(scheduler.on(.finished(2, .map(1))) == [assign(2, .map(0))])
  }

  @Test(
    "finished maps of a dead worker are done again, finished reduces are not")
  func redo() {
    var scheduler = Scheduler(maps: 1, reduces: 2)
    _ = scheduler.on(.joined(1))
    #expect(scheduler.on(.finished(1, .map(0))) == [assign(1, .reduce(0))])
    #expect(scheduler.on(.finished(1, .reduce(0))) == [assign(1, .reduce(1))])
    #expect(scheduler.on(.died(1)) == [])
    #expect(scheduler.outputs == [:])
    #expect(scheduler.published == [0: 1])
    #expect(scheduler.on(.joined(2)) == [assign(2, .map(0))])
    #expect(scheduler.on(.finished(2, .map(0))) == [assign(2, .reduce(1))])
    #expect(scheduler.on(.finished(2, .reduce(1))) == [])
    #expect(scheduler.published == [0: 1, 1: 2])
    #expect(scheduler.on(.died(2)) == [])
    #expect(scheduler.on(.joined(3)) == [])
  }

  @Test("near the end an idle worker gets a copy, and no task has three")
  func backups() {
    var scheduler = Scheduler(maps: 1, reduces: 1)
    #expect(scheduler.on(.joined(1)) == [assign(1, .map(0))])
    #expect(scheduler.on(.joined(2)) == [assign(2, .map(0))])
    #expect(scheduler.on(.joined(3)) == [])
    let next = scheduler.on(.finished(2, .map(0)))
    #expect(next == [assign(2, .reduce(0)), assign(3, .reduce(0))])
    #expect(scheduler.on(.finished(1, .map(0))) == [])
    #expect(scheduler.on(.finished(3, .reduce(0))) == [])
    #expect(scheduler.published == [0: 3])
    #expect(scheduler.on(.finished(2, .reduce(0))) == [])
    #expect(scheduler.published == [0: 3])
  }

  @Test(
    "an output that was computed twice survives the death of one of its holders"
  )
  func copies() {
    var scheduler = Scheduler(maps: 1, reduces: 1)
    _ = scheduler.on(.joined(1))
    _ = scheduler.on(.joined(2))
    _ = scheduler.on(.finished(1, .map(0)))
    _ = scheduler.on(.finished(2, .map(0)))
    _ = scheduler.on(.died(1))
    #expect(scheduler.outputs == [0: 2])
  }

  @Test("what is not finished is not published")
  func partial() {
    var scheduler = Scheduler(maps: 1, reduces: 1)
    _ = scheduler.on(.joined(1))
    _ = scheduler.on(.finished(1, .map(0)))
    #expect(scheduler.published == [:])
    _ = scheduler.on(.died(1))
    #expect(scheduler.published == [:])
    _ = scheduler.on(.joined(2))
    _ = scheduler.on(.finished(2, .map(0)))
    _ = scheduler.on(.finished(2, .reduce(0)))
    #expect(scheduler.published == [0: 2])
  }

  @Test("stale reports mean nothing")
  func stale() {
    var scheduler = Scheduler(maps: 2, reduces: 1)
    _ = scheduler.on(.joined(1))
    _ = scheduler.on(.died(1))
    #expect(scheduler.on(.finished(1, .map(0))) == [])
    #expect(scheduler.on(.finished(9, .map(1))) == [])
    #expect(scheduler.on(.joined(2)) == [assign(2, .map(0))])
    #expect(scheduler.on(.finished(2, .map(1))) == [])
    #expect(scheduler.outputs == [:])
  }

  @Test(
    "whatever happens, the job ends with the right result", arguments: 0..<200)
  func chaos(seed: UInt64) {
    var cluster = Cluster(seed: seed)
    cluster.run()
    #expect(cluster.problem == nil)
    #expect(cluster.result == Cluster.expected)
  }
}

/// Workers that really count, on paper: slow ones, dying ones, late reports.
private struct Cluster {
  static let documents = ["a b a", "b c", "a", "c c d", "d a b"]
  static let expected = ["a": 4, "b": 3, "c": 3, "d": 2]

  var scheduler = Scheduler(maps: documents.count, reduces: 2)
  var random: SplitMix64
  var problem: String?
  private var alive: [Int] = []
  private var joined = 0
  private var reports: [(worker: Int, task: MapReduceTask)] = []
  private var disks: [Int: [Int: [String]]] = [:]
  private var inputs: [String: [String]] = [:]
  private var files: [Int: [Int: [String: Int]]] = [:]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  var result: [String: Int] {
    scheduler.published.reduce(into: [:]) { result, entry in
      result.merge(files[entry.key]?[entry.value] ?? [:]) { $0 + $1 }
    }
  }

  mutating func run() {
    for _ in 0..<3 { join() }
    for step in 0..<400 where problem == nil && scheduler.published.count < 2 {
      let isWild = step < 60
      if isWild, alive.count > 1, random.nextBool(probability: 0.12) { kill() }
      if isWild, alive.count < 5, random.nextBool(probability: 0.12) { join() }
      guard !reports.isEmpty else {
        if problem == nil { problem = "nobody works, and the job isn't done" }
        return
      }
      let report = reports.remove(
        at: Int(random.next(below: UInt64(reports.count))))
      finish(report.worker, report.task)
    }
  }

  private mutating func join() {
    joined += 1
    alive.append(joined)
    perform(scheduler.on(.joined(joined)))
  }

  private mutating func kill() {
    let worker = alive.remove(at: Int(random.next(below: UInt64(alive.count))))
    disks[worker] = nil
    // A report may still be on its way when its worker is given up.
    if random.nextBool(probability: 0.5) {
      reports.removeAll { $0.worker == worker }
    }
    perform(scheduler.on(.died(worker)))
  }

  private mutating func finish(_ worker: Int, _ task: MapReduceTask) {
    if alive.contains(worker) {
      if case .map(let number) = task {
        disks[worker, default: [:]][number] =
          Cluster.documents[number].split(separator: " ").map(String.init)
      } else if case .reduce(let number) = task {
        let words = inputs["\(worker) \(number)"] ?? []
        files[number, default: [:]][worker] = words.reduce(into: [:]) {
          $0[$1, default: 0] += 1
        }
      }
    }
    perform(scheduler.on(.finished(worker, task)))
  }

  private mutating func perform(_ assignments: [Assignment]) {
    for assignment in assignments where problem == nil {
      let (worker, task) = (assignment.worker, assignment.task)
      guard alive.contains(worker) else { return problem = "\(worker) is dead" }
      guard !reports.contains(where: { $0.worker == worker }) else {
        return problem = "\(worker) is busy"
      }
      reports.append((worker, task))
      guard case .reduce(let number) = task else { continue }
      var words: [String] = []
      for map in Cluster.documents.indices {
        guard let holder = scheduler.outputs[map],
          let output = disks[holder]?[map]
        else {
          return problem = "reduce \(number) can't read map \(map)"
        }
        words += output.filter { ($0 == "a" || $0 == "c") == (number == 0) }
      }
      inputs["\(worker) \(number)"] = words
    }
  }
}
#sourceLocation()
