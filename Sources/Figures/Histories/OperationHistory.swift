/// What clients asked and were answered, as bars in time, and where each operation took effect.
///
/// The form is that of Herlihy and Wing, "Linearizability: A Correctness Condition for Concurrent
/// Objects" (1990): an operation spans the time from its invocation to its response, and the
/// history is linearizable if each has a point within its bar at which it may be thought to happen.
public struct OperationHistory: Figure, Hashable {
  public var title: String
  public var summary: String
  /// The clients, from top to bottom.
  public var clients: [String]
  public var operations: [Operation]
  public var spacing: SpaceTimeDiagram.Spacing
  public var timeUnit: SpaceTimeDiagram.TimeUnit

  public struct Operation: Hashable, Sendable {
    public var client: Int
    /// The operation and its answer: "read → 1".
    public var label: String
    public var invoked: Int64
    /// `nil` where no answer ever came.
    public var returned: Int64?
    /// Where the operation takes effect, if a checker found a place for it.
    public var point: Int64?
    /// An operation that fits nowhere: drawn so that it stands out.
    public var isSuspect: Bool

    public init(
      _ label: String, client: Int, invoked: Int64, returned: Int64?, point: Int64? = nil,
      isSuspect: Bool = false
    ) {
      self.label = label
      self.client = client
      self.invoked = invoked
      self.returned = returned
      self.point = point
      self.isSuspect = isSuspect
    }
  }

  public init(
    title: String, summary: String = "", clients: [String], operations: [Operation] = [],
    spacing: SpaceTimeDiagram.Spacing = .proportional,
    timeUnit: SpaceTimeDiagram.TimeUnit = .nanoseconds
  ) {
    self.title = title
    self.summary = summary
    self.clients = clients
    self.operations = operations
    self.spacing = spacing
    self.timeUnit = timeUnit
  }

  /// All times at which something happens, in order.
  var times: [Int64] {
    let all = operations.flatMap { [$0.invoked, $0.returned, $0.point].compactMap { $0 } }.sorted()
    return all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
  }

  var timeScale: TimeScale { TimeScale(timeUnit, times: times) }

  /// The operations that take effect, in that order; at equal times in the order given.
  var effects: [Int] {
    let taken = operations.enumerated().compactMap { index, operation in
      operation.point.map { ($0, index) }
    }
    return taken.sorted { $0 < $1 }.map(\.1)
  }

  /// How far along the history a time stands, from 0 to 1.
  func fraction(_ time: Int64, in times: [Int64]) -> Double {
    guard let first = times.first, let last = times.last, last > first else { return 0 }
    switch spacing {
    case .logical:
      let place = times.firstIndex { $0 >= time } ?? times.count - 1
      return Double(place) / Double(times.count - 1)
    case .proportional:
      return (Double(time) - Double(first)) / (Double(last) - Double(first))
    }
  }

  /// Stops the program where an operation makes no sense.
  func checkOperations() {
    for operation in operations {
      precondition(
        clients.indices.contains(operation.client),
        "operation '\(operation.label)' names client \(operation.client): no such client")
      precondition(
        operation.invoked <= operation.returned ?? .max,
        "operation '\(operation.label)' returns before it is invoked")
    }
  }
}
