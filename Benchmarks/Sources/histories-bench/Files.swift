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
    try write(JepsenLog.print(try etcdLike(number, staleRate: 3)), name)
  }
  try write(
    PorcupineLog.print(try keyValue(clients: 50, operations: 2000, busyShare: 680, seed: 1)),
    "c50.txt")
  try write(
    PorcupineLog.print(try keyValue(clients: 10, operations: 500, busyShare: 680, seed: 2)),
    "c10.txt")
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
    fifty.linearizability(of: PorcupineStore()).isAccepted ? 1 : 0
  }
  let ten = try PorcupineLog.parse(text("c10.txt"), file: "c10.txt").history
  measure("10 clients, not by key") {
    ten.linearizability(of: Undivided(PorcupineStore()), limit: .none).isAccepted ? 1 : 0
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
