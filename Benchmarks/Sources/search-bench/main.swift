import SearchModels
import Simulation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// search-bench                 every model in turn
// search-bench mutex 2         one model, on two cores
let arguments = Array(CommandLine.arguments.dropFirst())
let cores = arguments.count > 1 ? Int(arguments[1]) ?? 1 : 1
let chosen = benchmarks.filter { arguments.isEmpty || $0.name == arguments[0] }
guard !chosen.isEmpty else {
  print("no such model; there are: \(benchmarks.map(\.name).joined(separator: ", "))")
  exit(2)
}
print(header)
for benchmark in chosen {
  for cores in arguments.count > 1 ? [cores] : [1, 2] { print(benchmark.line(cores: cores)) }
}
