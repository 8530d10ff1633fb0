// Prints one run, so that a test can compare what different processes print.

import Simulation

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "trace":
  print(crowd(isLeaky: false).run(seed: 4).trace, terminator: "")
case "leaky-trace":
  print(crowd(isLeaky: true).run(seed: 4).trace, terminator: "")
case "failure":
  let report = crowd(isLeaky: false).check(seeds: 0..<100)
  if let failure = report.failure {
    print(failure.token)
    print(failure.trace, terminator: "")
  }
case "replay":
  do {
    print(try crowd(isLeaky: false).replay(ReplayToken(arguments[2])).trace, terminator: "")
  } catch {
    print(error)
  }
default:
  print("usage: simulation-probe trace | leaky-trace | failure | replay TOKEN")
}
