import Simulation

let arguments = CommandLine.arguments
var options = SearchOptions()
options.cores = arguments.count > 2 ? Int(arguments[2])! : 1
if arguments.count > 3 { options.storage = .compact }
let n = Int(arguments[1])!
let clock = ContinuousClock()
var text = ""
let time = clock.measure { text = "\(twoPhaseCommit(managers: abs(n), symmetric: n < 0).search(options))" }
print(time, text)
