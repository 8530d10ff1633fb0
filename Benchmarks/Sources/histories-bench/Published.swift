import Foundation
import Histories
import Simulation

/// Times each of Porcupine's published histories: its folder `test_data` holds them.
func checkPublished(in folder: String) throws {
  func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
  }
  var total = (judged: Duration.zero, explained: Duration.zero)
  func report(_ name: String, _ judge: () -> Bool?, _ explain: () -> Bool) {
    var isAccepted: Bool?
    let judged = leastWork { isAccepted = judge() }
    let explained = leastWork { _ = explain() }
    let word = isAccepted.map { $0 ? "accepted" : "rejected" } ?? "unknown"
    print("\(name) \(word): \(milliseconds(judged)) ms, explained \(milliseconds(explained)) ms")
    total.judged += judged
    total.explained += explained
  }
  for name in ["c01-ok", "c01-bad", "c10-ok", "c10-bad", "c50-ok", "c50-bad"] {
    let history = try PorcupineLog.parse(text("kv/\(name).txt"), file: name).history
    report(
      name, { history.isLinearizable(of: PorcupineStore()) },
      { history.linearizability(of: PorcupineStore()).isAccepted })
  }
  total = (.zero, .zero)
  for number in 0...102 where number != 95 {
    let name = "etcd_\(String(1000 + number).dropFirst()).log"
    let history = try JepsenLog.parse(text("jepsen/\(name)"), file: name).history
    let empty = Register<String?>(nil)
    report(
      name, { history.isLinearizable(of: empty) },
      { history.linearizability(of: empty).isAccepted })
  }
  print(
    "102 of etcd: \(milliseconds(total.judged)) ms, explained \(milliseconds(total.explained)) ms")
}

/// The least processor time of five runs: a machine with other work adds to a time, and takes nothing off.
private func leastWork(_ run: () -> Void) -> Duration {
  (0..<5).map { _ in
    let begun = clock()
    run()
    return .microseconds(Int(clock() - begun) * 1_000_000 / Int(CLOCKS_PER_SEC))
  }.min() ?? .zero
}
