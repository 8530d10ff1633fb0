/// One of several parts of the exercises, for one of several machines: `2/4`.
public struct ExerciseShard: Hashable, Sendable {
  public var number: Int
  public var count: Int

  /// - Returns: nil if it isn't two numbers, the first of them from 1 to the second.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...max(1, count)).contains(number), count >= 1
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// Every exercise is in exactly one part, and the parts have about the same number of wrong turns.
  public func part(of exercises: [Exercise]) -> [Exercise] {
    // What an exercise costs beside its mutants, in mutants: its tests, its stub, its solution.
    let fixed = 6
    var loads = Array(repeating: 0, count: count)
    var parts = Array(repeating: 0, count: exercises.count)
    let heaviestFirst = exercises.indices.sorted {
      (-exercises[$0].mutants.count, $0) < (-exercises[$1].mutants.count, $1)
    }
    for index in heaviestFirst {
      let lightest = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[lightest] += fixed + exercises[index].mutants.count
      parts[index] = lightest
    }
    return exercises.indices.filter { parts[$0] == number - 1 }.map { exercises[$0] }
  }
}
