/// The strongly connected components of a region, one at a time (Tarjan, "Depth-First Search and
/// Linear Graph Algorithms", 1972), with a stack of its own instead of recursion.
struct Components {
  private let region: PromiseRegion
  private var numbers: [UInt32]
  private var lows: [UInt32]
  private var isOpen: [Bool]
  private var open: [UInt32] = []
  private var frames: [(vertex: Int, edge: Int)] = []
  private var root = 0
  private var counter: UInt32 = 0

  init(_ region: PromiseRegion) {
    self.region = region
    numbers = Array(repeating: .max, count: region.count)
    lows = numbers
    isOpen = Array(repeating: false, count: region.count)
  }

  mutating func next() -> [UInt32]? {
    while true {
      if frames.isEmpty {
        while root < region.count, numbers[root] != .max { root += 1 }
        guard root < region.count else { return nil }
        enter(root)
      }
      if let component = step() { return component }
    }
  }

  private mutating func enter(_ vertex: Int) {
    numbers[vertex] = counter
    lows[vertex] = counter
    counter += 1
    open.append(UInt32(vertex))
    isOpen[vertex] = true
    frames.append((vertex, region.edgeRange(vertex).lowerBound))
  }

  /// Follows one edge, or leaves a vertex whose edges are all followed.
  private mutating func step() -> [UInt32]? {
    let (vertex, edge) = frames[frames.count - 1]
    guard edge < region.edgeRange(vertex).upperBound else { return leave(vertex) }
    frames[frames.count - 1].edge += 1
    let target = region.edge(edge).target
    guard target != PromiseRegion.outside else { return nil }
    if numbers[Int(target)] == .max {
      enter(Int(target))
    } else if isOpen[Int(target)] {
      lows[vertex] = min(lows[vertex], numbers[Int(target)])
    }
    return nil
  }

  private mutating func leave(_ vertex: Int) -> [UInt32]? {
    frames.removeLast()
    if let parent = frames.last?.vertex { lows[parent] = min(lows[parent], lows[vertex]) }
    guard lows[vertex] == numbers[vertex] else { return nil }
    var component: [UInt32] = []
    while let member = open.popLast() {
      isOpen[Int(member)] = false
      component.append(member)
      if Int(member) == vertex { break }
    }
    return component.sorted()
  }
}
