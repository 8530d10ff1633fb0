import Foundation
import Histories
import Simulation

// histories-bench write DIR      the histories as files, which other checkers read as well
// histories-bench check DIR      times this one on those files, parsing left out
// histories-bench published DIR  Porcupine's own histories, in its folder test_data
// histories-bench unique [N]     a register with N operations, each value written once
// histories-bench list-append [N]  N transactions on lists, with and without a planted anomaly
// histories-bench models [N]     N reads and writes, judged by each weak model
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "write" where arguments.count == 2: try writeFiles(to: arguments[1])
case "check" where arguments.count == 2: try checkFiles(in: arguments[1])
case "published" where arguments.count == 2: try checkPublished(in: arguments[1])
case "unique": try checkUnique(arguments.count > 1 ? Int(arguments[1]) ?? 1_000_000 : 1_000_000)
case "list-append":
  checkListAppend(arguments.count > 1 ? Int(arguments[1]) ?? 100_000 : 100_000)
case "models":
  checkWeakModels(arguments.count > 1 ? Int(arguments[1]) ?? 20_000 : 20_000)
default:
  print(
    """
    usage: histories-bench write DIR | check DIR | published DIR | unique [OPERATIONS]
           histories-bench list-append [TRANSACTIONS] | models [OPERATIONS]
    """)
  exit(2)
}
