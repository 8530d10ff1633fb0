import Foundation
import Histories
import Simulation

let etcdNames = (0..<102).map { "etcd_\(String(1000 + $0).dropFirst()).log" }

func writeFiles(to folder: String) throws {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }
  for (number, name) in etcdNames.enumerated() {
    try write(JepsenLog.print(try etcdLike(number, staleRate: env("STALE", 12))), name)
  }
  try write(PorcupineLog.print(try keyValue(clients: 50, operations: env("N50", 2000), busyShare: env("B50", 690), seed: 1)), "c50.txt")
  try write(PorcupineLog.print(try keyValue(clients: 10, operations: env("N10", 500), busyShare: env("B10", 690), seed: 2)), "c10.txt")
}

func checkFiles(in folder: String) throws {
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }
  let etcd = try etcdNames.map { try JepsenLog.parse(text($0), file: $0).history }
  measure("etcd, 102 histories") {
    etcd.count { $0.linearizability(of: Register<String?>(nil), limit: .none).isAccepted }
  }
  let fifty = try PorcupineLog.parse(text("c50.txt"), file: "c50.txt").history
  measure("50 clients by key") {
    fifty.linearizability(of: PorcupineLog.initial).isAccepted ? 1 : 0
  }
  let ten = try PorcupineLog.parse(text("c10.txt"), file: "c10.txt").history
  measure("10 clients, not by key") {
    ten.linearizability(of: Undivided(PorcupineLog.initial), limit: .none).isAccepted ? 1 : 0
  }
}

func checkUnique(_ operations: Int) throws {
  let history = try uniqueWrites(clients: 8, operations: operations).history
  measure("\(operations) unique writes and reads") {
    history.linearizability(of: Register(0)).isAccepted ? 1 : 0
  }
}

/// The median of seven runs, with the least and the most, in milliseconds, and how many were accepted.
func measure(_ name: String, _ run: () -> Int) {
  var times: [Duration] = []
  var accepted = 0
  for _ in 0..<7 {
    times.append(ContinuousClock().measure { accepted = run() })
  }
  times.sort()
  let cells = [times[3], times[0], times[6]].map(milliseconds)
  print("\(name): \(cells[0]) ms (\(cells[1]) to \(cells[2])), \(accepted) accepted")
}

func milliseconds(_ duration: Duration) -> String {
  let microseconds = Int((duration / .microseconds(1)).rounded())
  return "\(microseconds / 1000).\(String(1000 + microseconds % 1000).dropFirst())"
}

func debugEach(_ folder: String) throws {
  for name in ["c50.txt", "c10.txt"] {
    let h = try PorcupineLog.parse(String(contentsOfFile: folder + "/" + name, encoding: .utf8), file: name).history
    for limit in [1000, 10_000, 100_000, 1_000_000] {
    let clock = ContinuousClock()
    let t0 = clock.now
    let v = name == "c50.txt" ? h.linearizability(of: PorcupineLog.initial, limit: .states(limit)) : h.linearizability(of: Undivided(PorcupineLog.initial), limit: .states(limit))
    let t = clock.now - t0
    switch v { case .accepted: print(name, limit, t, "accepted"); case .rejected(let r): print(name, t, r.reason, r.prefix.eventCount, r.core.eventCount); case .unknown(let u): print(name, t, u) }
    }
  }
}

func env(_ name: String, _ usual: Int) -> Int { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual }
