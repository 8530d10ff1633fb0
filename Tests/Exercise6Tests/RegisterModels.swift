// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bce5138027674602

#sourceLocation(file: "Chapters/06-consistency.md", line: 3456)
import Chapter6
import Exercise6
import ExerciseTesting
import Histories
import Simulation
import Testing

@Suite("6.1 Classify twelve histories", .exercise) struct RegisterModelsTests {
  private func expect(
    _ models: Set<RegisterModel>, _ drawing: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let history = try RegisterHistory(drawing: drawing)
    for model in RegisterModel.allCases {
      let isAccepted = accepts(model, history)
      #expect(
        isAccepted == models.contains(model),
        """
        you say that \(model) \(isAccepted ? "accepts" : "rejects") this, \
        and it \(isAccepted ? "rejects" : "accepts") it:
        \(drawing)
        """,
        sourceLocation: location)
    }
  }

  @Test("1 to 3: what a single copy does, every model accepts, and no more")
  func singleCopy() throws {
    let all = Set(RegisterModel.allCases)
    try expect([], "A   [x=1    ]\nB             [x?7    ]")
    try expect(
      all,
      """
      A   [x=1    ]
      B             [x?1    ]   [x?1]
      """)
    try expect(
      all,
      """
      A   [x=1                  ]
      B       [x?0  ]   [x?1  ]
      """)
    try expect(
      all,
      """
      A   [x=1    ]     [x=2            ]
      B             [x?1]     [x?2    ]
      C                         [x?1      ]
      """)
  }

  @Test("4: a stale read offends real time alone")
  func staleRead() throws {
    try expect(
      [.sequential, .pram],
      """
      A   [x=1    ]
      B             [x?0    ]
      """)
  }

  @Test(
    "5: a client misses its own write: no order of its operations does that")
  func ownWrite() throws {
    try expect([], "A  [x=1]  [x?0]")
    try expect(Set(RegisterModel.allCases), "A  [x=1]  [x?1]")
  }

  @Test("6: new value, then the old one, read by one client: only regular")
  func inversionOfOneClient() throws {
    try expect(
      [.regular, .safe],
      """
      A   [x=1                          ]
      B         [x?1    ]   [x?0    ]
      """)
  }

  @Test("7: the same by two clients: sequential too, since nobody sees both")
  func inversionOfTwoClients() throws {
    try expect(
      [.regular, .safe, .sequential, .pram],
      """
      A   [x=1                          ]
      B         [x?1    ]
      C                     [x?0    ]
      """)
  }

  @Test("8: a value that nobody wrote, during a write: only safe")
  func flicker() throws {
    try expect(
      [.safe],
      """
      A   [x=1                    ]
      B         [x?7    ]
      """)
  }

  @Test("9: two readers see two writes in opposite orders: PRAM, and regular")
  func disagreement() throws {
    try expect(
      [.pram, .regular, .safe],
      """
      A   [x=1                            ]
      B   [x=2                            ]
      C         [x?1    ]   [x?2    ]
      D         [x?2    ]   [x?1    ]
      """)
  }

  @Test("10: the same, of writes that came one after the other: PRAM alone")
  func disagreementAfterwards() throws {
    try expect(
      [.pram],
      """
      A   [x=1    ]
      B               [x=2    ]
      C                           [x?1    ]   [x?2    ]
      D                           [x?2    ]   [x?1    ]
      """)
  }

  @Test("11: another client's writes seen in the wrong order: no model at all")
  func writesInTheWrongOrder() throws {
    try expect(
      [],
      """
      A   [x=1    ]   [x=2    ]
      B                           [x?2    ]   [x?1    ]
      """)
    try expect(
      Set(RegisterModel.allCases),
      """
      A   [x=1    ]   [x=2    ]
      B                           [x?2    ]   [x?2    ]
      """)
  }

  @Test("12: a pending write may have happened, and need not have")
  func pending() throws {
    let all = Set(RegisterModel.allCases)
    try expect(
      all,
      """
      A   [x=1
      B             [x?0    ]   [x?0    ]
      C   [x?0]
      """)
    try expect(
      all,
      """
      A   [x=1
      B             [x?0    ]   [x?1    ]   [x?
      C                                       [x?1]
      """)
    try expect(
      [.regular, .safe],
      """
      A   [x=1
      B             [x?1    ]   [x?0    ]
      """)
  }

  @Test("random histories of five operations are judged as all orders say")
  func random() throws {
    for seed in 0..<300 as Range<UInt64> {
      let drawing = drawing(seed: seed)
      let history = try RegisterHistory(drawing: drawing)
      for model in RegisterModel.allCases {
        try #require(
          accepts(model, history) == Definition.allows(model, history),
          "\(model), seed \(seed):\n\(drawing)")
      }
    }
  }

  /// Five operations of three clients; one in ten is pending.
  private func drawing(seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    var lines = ["A ", "B ", "C "]
    for written in 1...5 {
      let client = Int(random.next(below: 3))
      let gap = String(repeating: " ", count: 1 + Int(random.next(below: 9)))
      let rest = String(repeating: " ", count: Int(random.next(below: 16)))
      let isWrite = random.next(below: 2) == 0
      let value = isWrite ? 0 : random.next(below: 4)
      let isLast = random.next(below: 10) == 0
      let call = isWrite ? "x=\(written)" : isLast ? "x?" : "x?\(value)"
      let end = isLast ? "" : "]"
      let isPending = lines[client].last != "]" && lines[client].count > 2
      if !isPending { lines[client] += "\(gap)[\(call)\(rest)\(end)" }
    }
    return lines.joined(separator: "\n")
  }
}

/// The models once more, word for word: all permutations of all choices of
/// pending operations, judged one by one.
private enum Definition {
  typealias Entry = RegisterHistory.Entry

  static func allows(
    _ model: RegisterModel, _ history: RegisterHistory
  ) -> Bool {
    let done = history.completed.filter { $0.operation == .read }
    let writes = history.entries.filter { $0.operation != .read }
    if model == .linearizable || model == .sequential {
      return isExplained(done + writes, realTime: model == .linearizable)
    }
    if model == .pram {
      return (0..<3).allSatisfy { client in
        let own = done.filter { $0.client == NodeID(client) }
        return isExplained(own + writes, realTime: false)
      }
    }
    return done.allSatisfy { read in
      let isAlone = writes.allSatisfy { write in
        write.precedes(read) || read.precedes(write)
      }
      return model == .safe && !isAlone
        || isExplained([read] + writes, realTime: true)
    }
  }

  private static func isExplained(_ entries: [Entry], realTime: Bool) -> Bool {
    subsets(of: entries.filter(\.isPending)).contains { chosen in
      let all = entries.filter { !$0.isPending } + chosen
      return permutations(of: all).contains { order in
        isLegal(order) && keeps(order, realTime: realTime)
      }
    }
  }

  private static func isLegal(_ order: [Entry]) -> Bool {
    var register = Register(0)
    return order.allSatisfy { entry in
      let answer = register.apply(entry.operation)
      return entry.isPending || entry.response == answer
    }
  }

  private static func keeps(_ order: [Entry], realTime: Bool) -> Bool {
    order.indices.allSatisfy { later in
      order[..<later].allSatisfy { earlier in
        let next = order[later]
        return realTime
          ? !next.precedes(earlier)
          : next.client != earlier.client || earlier.invoked < next.invoked
      }
    }
  }
}
#sourceLocation()
