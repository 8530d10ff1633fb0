import Foundation
import Histories
import Simulation

// histories-bench write DIR      the histories as files, which other checkers read as well
// histories-bench check DIR      times this one on those files, parsing left out
// histories-bench unique [N]     a register with N operations, each value written once
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "write" where arguments.count == 2: try writeFiles(to: arguments[1])
case "check" where arguments.count == 2: try checkFiles(in: arguments[1])
case "unique": try checkUnique(arguments.count > 1 ? Int(arguments[1]) ?? 1_000_000 : 1_000_000)
default:
  print("usage: histories-bench write DIR | check DIR | unique [OPERATIONS]")
  exit(2)
}
