internal import Simulation

extension Check {
  /// The entries as reads, writes and appends of one register; nil where one is anything else, or where
  /// values don't tell what made them.
  func uniqueWrites(of entries: [Int32]) -> UniqueWrites? {
    guard Object.Value.self != Never.self, let first = entries.first,
      let initial = object.value(of: Object.key(of: history.entries[Int(first)].operation))
    else { return nil }
    var reading = RegisterReading(initial)
    for index in entries {
      let entry = history.entries[Int(index)]
      guard let access = Object.access(entry.operation, answered: entry.response) else {
        return (self as? any GrowingCheck)?.growingWrites(of: entries)
      }
      guard reading.add(access, of: index, entry) else { return nil }
    }
    return reading.uniqueWrites(events: history.eventCount)
  }
}

/// Gives the values of one register numbers.
private struct RegisterReading<Value: Hashable & Sendable> {
  private var numbers: [Value: Int32]
  private var versions = Versions()
  private var calls: [RegisterCall] = []

  init(_ initial: Value) { numbers = [initial: 0] }

  /// False if a value is written that was there before.
  mutating func add<Operation, Response>(
    _ access: RegisterAccess<Value>, of index: Int32, _ entry: History<Operation, Response>.Entry
  ) -> Bool {
    switch access {
    case .unansweredRead: return true
    case .read(let value): calls.append(RegisterCall(.read, number(of: value), index, entry))
    case .write(let value):
      let version = number(of: value)
      guard versions.maker[Int(version)] == Versions.nobody else { return false }
      versions.setMaker(of: version, to: Int32(calls.count))
      calls.append(RegisterCall(.write, version, index, entry))
    }
    return true
  }

  private mutating func number(of value: Value) -> Int32 {
    if let known = numbers[value] { return known }
    let version = versions.addRoot()
    numbers[value] = version
    return version
  }

  func uniqueWrites(events: Int) -> UniqueWrites {
    UniqueWrites(calls: calls, versions: versions, eventCount: events)
  }
}

extension RegisterCall {
  fileprivate init<Operation, Response>(
    _ kind: Kind, _ version: Int32, _ index: Int32, _ entry: History<Operation, Response>.Entry
  ) {
    self.init(
      entry: index, kind: kind, version: version, invoked: Int32(entry.invoked.position),
      returned: entry.completed.map { Int32($0.moment.position) } ?? Call.never)
  }
}

/// The check of an object whose registers grow.
private protocol GrowingCheck {
  func growingWrites(of entries: [Int32]) -> UniqueWrites?
}

extension Check: GrowingCheck where Object: GrowingObject {
  func growingWrites(of entries: [Int32]) -> UniqueWrites? {
    guard let first = entries.first,
      let initial = object.value(of: Object.key(of: history.entries[Int(first)].operation)),
      var growth = GrowthReading<Object>(initial)
    else { return nil }
    for index in entries where !growth.add(history.entries[Int(index)], index) { return nil }
    return growth.uniqueWrites(events: history.eventCount)
  }
}

/// Takes the texts of one register apart into what was written and appended.
private struct GrowthReading<Object: GrowingObject> {
  private let initial: Object.Value
  private var pieces = Pieces()
  private var versions = Versions()
  private var calls: [RegisterCall] = []
  /// What calls found or were told, to be taken apart once all pieces are known.
  private var found: [(call: Int, value: Object.Value)] = []
  /// Versions by what they grew from and by what.
  private var children: [Int64: Int32] = [:]

  init?(_ initial: Object.Value) {
    self.initial = initial
    guard let start = Object.bytes(of: initial) else { return nil }
    // What is there at first counts as the piece of nobody.
    if !start.isEmpty { pieces.add(start, of: -1) }
  }

  mutating func add(
    _ entry: History<Object.Operation, Object.Response>.Entry, _ index: Int32
  ) -> Bool {
    let place = Int32(calls.count)
    if let (suffix, whole) = Object.growth(entry.operation, answered: entry.response) {
      guard let piece = Object.bytes(of: suffix) else { return false }
      pieces.add(piece, of: place)
      if let whole { found.append((calls.count, whole)) }
      calls.append(RegisterCall(.append, RegisterCall.untold, index, entry))
      return true
    }
    switch Object.access(entry.operation, answered: entry.response) {
    case .unansweredRead: return true
    case .read(let value):
      found.append((calls.count, value))
      calls.append(RegisterCall(.read, RegisterCall.impossible, index, entry))
      return true
    case .write(let value):
      guard let piece = Object.bytes(of: value), value != initial else { return false }
      pieces.add(piece, of: place)
      let version = versions.addRoot()
      versions.setMaker(of: version, to: place)
      calls.append(RegisterCall(.write, version, index, entry))
      return true
    case nil: return false
    }
  }

  mutating func uniqueWrites(events: Int) -> UniqueWrites? {
    guard pieces.sort() else { return nil }
    for (call, value) in found {
      guard let version = version(of: value) else { return nil }
      let isOwn = calls[call].kind == .read || versions.lastMaker(of: version) == call
      calls[call].version = isOwn ? version : RegisterCall.impossible
    }
    return UniqueWrites(calls: calls, versions: versions, eventCount: events)
  }

  /// The version that is this value, `impossible` if there can be none; nil if its bytes don't tell.
  private mutating func version(of value: Object.Value) -> Int32? {
    if value == initial { return 0 }
    guard let text = Object.bytes(of: value) else { return nil }
    guard let makers = pieces.calls(in: text), let first = makers.first else {
      return RegisterCall.impossible
    }
    let beginsFresh = first >= 0 && calls[Int(first)].kind == .write
    var version: Int32 = beginsFresh ? calls[Int(first)].version : 0
    let hasStart = beginsFresh || first < 0
    guard hasStart || Object.bytes(of: initial)?.isEmpty == true else {
      return RegisterCall.impossible
    }
    var used: Set<Int32> = []
    for maker in makers.dropFirst(hasStart ? 1 : 0) {
      guard maker >= 0, calls[Int(maker)].kind == .append, used.insert(maker).inserted else {
        return RegisterCall.impossible
      }
      version = child(of: version, maker)
    }
    return version
  }

  private mutating func child(of version: Int32, _ maker: Int32) -> Int32 {
    let key = Int64(version) << 32 | Int64(maker)
    if let known = children[key] { return known }
    let child = versions.addChild(of: version, maker: maker)
    children[key] = child
    return child
  }
}

extension Versions {
  /// The call whose append or write makes the version; -1 for the initial value.
  fileprivate func lastMaker(of version: Int32) -> Int {
    version < 0 ? -1 : Int(maker[Int(version)])
  }
}
