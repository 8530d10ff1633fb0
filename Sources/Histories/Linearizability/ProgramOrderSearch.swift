/// Calls that follow each other, with what each must wait for in other lanes of its client.
///
/// A client that has one call open at a time is one lane. A call that overlaps an earlier one of its client,
/// or comes after one that was never answered, stands in a lane of its own.
private struct Lanes {
  struct Wait {
    var lane: Int32
    var count: Int32
  }

  private(set) var lanes: [[Int32]] = []
  /// For each call, how many calls of its client's other lanes had returned before it was invoked.
  private(set) var waits: [[Wait]] = []

  init(_ calls: [Call]) {
    var own: [Int32: [Int]] = [:]
    for (index, call) in calls.enumerated() {
      let mine = own[call.client, default: []]
      let lane = mine.first { last(of: $0, in: calls) < call.invoked } ?? lanes.count
      if lane == lanes.count {
        lanes.append([])
        own[call.client, default: []].append(lane)
      }
      waits.append(
        mine.filter { $0 != lane }.map { other in
          let count = lanes[other].count { calls[Int($0)].returned < call.invoked }
          return Wait(lane: Int32(other), count: Int32(count))
        })
      lanes[lane].append(Int32(index))
    }
  }

  private func last(of lane: Int, in calls: [Call]) -> Int32 {
    lanes[lane].last.map { calls[Int($0)].returned } ?? -1
  }
}

/// The search without real time: a call may be next once its own client's earlier calls are done.
///
/// A configuration is how far each lane is, and the state. Observations that fit are taken at once, as in
/// ``RealTimeSearch``.
struct ProgramOrderSearch {
  private struct Frame {
    var state: Int32
    var pathCount: Int
    var nextLane: Int
  }

  private let calls: [Call]
  private let lanes: Lanes
  private let outcomes: Outcomes
  private var done: [Int32]
  private var state: Int32 = 0
  private var remaining: Int
  /// The lanes from which calls were taken, in order.
  private var path: [Int32] = []
  private var frames: [Frame] = []
  private var rows = Rows()
  private var hasBegun = false

  var states: Int { rows.count }

  init(_ calls: [Call], _ outcomes: Outcomes) {
    self.calls = calls.relevant
    lanes = Lanes(self.calls)
    self.outcomes = outcomes
    done = Array(repeating: 0, count: lanes.lanes.count)
    remaining = self.calls.count { !$0.isPending }
  }

  mutating func run(limit: Int) -> SearchResult {
    if !hasBegun {
      hasBegun = true
      observe()
      enter()
    }
    while let frame = frames.last {
      if remaining == 0 { return .found(order()) }
      guard frame.nextLane < done.count else {
        frames.removeLast()
        continue
      }
      if states >= limit { return .limit(explainedBefore: 0) }
      frames[frames.count - 1].nextLane += 1
      restore(frame)
      guard tryLane(frame.nextLane) else { continue }
      observe()
      enter()
    }
    return .none(stuckAt: 0, alternatives: [])
  }

  private mutating func enter() {
    guard rows.insert(done, state) else { return }
    frames.append(Frame(state: state, pathCount: path.count, nextLane: 0))
  }

  /// The next call of a lane, if its client has come so far.
  private func next(in lane: Int) -> Call? {
    guard done[lane] < lanes.lanes[lane].count else { return nil }
    let index = Int(lanes.lanes[lane][Int(done[lane])])
    let isReady = lanes.waits[index].allSatisfy { done[Int($0.lane)] >= $0.count }
    return isReady ? calls[index] : nil
  }

  private mutating func tryLane(_ lane: Int) -> Bool {
    guard let call = next(in: lane) else { return false }
    let outcome = outcomes.of(call.operation, in: state)
    guard call.isPending ? outcome.state != state : outcome.response == call.response else {
      return false
    }
    take(lane, call, outcome.state)
    return true
  }

  private mutating func take(_ lane: Int, _ call: Call, _ next: Int32) {
    done[lane] += 1
    state = next
    path.append(Int32(lane))
    if !call.isPending { remaining -= 1 }
  }

  private mutating func observe() {
    var lane = 0
    while lane < done.count {
      if let call = next(in: lane), call.isObservation,
        outcomes.of(call.operation, in: state).response == call.response
      {
        take(lane, call, state)
        // It may have been waited for.
        lane = 0
      } else {
        lane += 1
      }
    }
  }

  private mutating func restore(_ frame: Frame) {
    while path.count > frame.pathCount {
      let lane = Int(path.removeLast())
      done[lane] -= 1
      let call = calls[Int(lanes.lanes[lane][Int(done[lane])])]
      if !call.isPending { remaining += 1 }
    }
    state = frame.state
  }

  /// The path as calls.
  private func order() -> [Int32] {
    var seen = Array(repeating: 0, count: done.count)
    return path.map { lane in
      defer { seen[Int(lane)] += 1 }
      return lanes.lanes[Int(lane)][seen[Int(lane)]]
    }
  }
}

/// A set of rows of numbers, compared exactly.
private struct Rows {
  private var numbers: [Int32] = []
  private var heads = Array(repeating: Int32(-1), count: 1024)
  private(set) var count = 0

  mutating func insert(_ row: [Int32], _ state: Int32) -> Bool {
    let place = place(of: row[...], state)
    guard heads[place] < 0 else { return false }
    heads[place] = Int32(count)
    numbers += row
    numbers.append(state)
    count += 1
    if count * 2 > heads.count { grow(width: row.count + 1) }
    return true
  }

  private func place(of row: ArraySlice<Int32>, _ state: Int32) -> Int {
    var hash = UInt64(UInt32(bitPattern: state))
    for number in row { hash = mixed(hash ^ UInt64(UInt32(bitPattern: number))) }
    var place = Int(truncatingIfNeeded: mixed(hash)) & (heads.count - 1)
    while heads[place] >= 0, !isRow(Int(heads[place]), row, state) {
      place = (place + 1) & (heads.count - 1)
    }
    return place
  }

  private func isRow(_ index: Int, _ row: ArraySlice<Int32>, _ state: Int32) -> Bool {
    let first = index * (row.count + 1)
    return numbers[first + row.count] == state
      && numbers[first..<first + row.count].elementsEqual(row)
  }

  private mutating func grow(width: Int) {
    heads = Array(repeating: -1, count: heads.count * 2)
    for index in 0..<count {
      let row = numbers[index * width..<(index + 1) * width - 1]
      heads[place(of: row, numbers[(index + 1) * width - 1])] = Int32(index)
    }
  }
}
