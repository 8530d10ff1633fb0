import Foundation
import Simulation

/// The greatest resident size of this process so far, as Linux tells it.
func peakMemory() -> String {
  let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  return line.map { $0.dropFirst(6).trimmingCharacters(in: .whitespaces) } ?? "unknown"
}

/// One line: what was measured, how many a second, and the peak of memory so far.
func report(_ what: String, _ unit: String, count: Int, seconds: Double) {
  let rate = Int(Double(count) / seconds)
  print("\(what): \(grouped(rate)) \(unit)/s (\(grouped(count)) in \(milliseconds(seconds)))")
}

func measure(_ what: String, _ unit: String, _ body: () -> Int) {
  let clock = ContinuousClock()
  let begin = clock.now
  let count = body()
  let span = begin.duration(to: clock.now).components
  report(
    what, unit, count: count,
    seconds: Double(span.seconds) + Double(span.attoseconds) * 1e-18)
}

func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}

func milliseconds(_ seconds: Double) -> String { "\(grouped(Int(seconds * 1000))) ms" }

func messages(of world: World<some Hashable & Sendable>, events: Int) -> Int {
  world.run(events: events)
  return world.statistics.delivered
}

// simulation-bench [events]; simulation-bench memory [events]: the untraced ring alone, for its memory.
let arguments = CommandLine.arguments.dropFirst()
let events = arguments.last.flatMap { Int($0) } ?? 2_000_000
if arguments.first == "memory" {
  measure("ring of 10, untraced", "messages") {
    messages(of: World(ring(nodes: 10, tokens: 10), seed: 1, isTracing: false), events: events)
  }
  print("peak memory: \(peakMemory())")
  exit(0)
}

measure("ring of 10, untraced", "messages") {
  messages(of: World(ring(nodes: 10, tokens: 10), seed: 1, isTracing: false), events: events)
}
measure("ring of 10, traced", "messages") {
  messages(of: World(ring(nodes: 10, tokens: 10), seed: 1), events: events / 4)
}
measure("20 clients on lossy links with timers, untraced", "messages") {
  messages(of: World(requests(clients: 20), seed: 1, isTracing: false), events: events)
}
measure("20 clients on lossy links with timers, traced", "messages") {
  messages(of: World(requests(clients: 20), seed: 1), events: events / 4)
}
measure("the same, traced and printed", "messages") {
  let world = World(requests(clients: 20), seed: 1)
  let count = messages(of: world, events: 50_000)
  return world.trace.text.isEmpty ? 0 : count
}
measure("runs of 1,000 events", "runs") {
  let system = requests(clients: 5)
  for seed in 0..<2_000 {
    World(system, seed: UInt64(seed), isTracing: false).run(events: 1_000)
  }
  return 2_000
}
measure("shortening a failing schedule", "choices") {
  guard let failure = forgetfulLedger().check(seeds: 0..<10).failure else { return 0 }
  print("  \(failure.originalCount) choices to \(failure.schedule.count)")
  return failure.originalCount
}

measure("shortening where every choice matters", "choices") {
  guard let failure = longConversation(rounds: 250).check(seeds: 0..<1).failure else { return 0 }
  print("  \(failure.originalCount) choices to \(failure.schedule.count)")
  return failure.originalCount
}
