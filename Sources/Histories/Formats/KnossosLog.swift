public import Simulation

/// Histories in the notation of Knossos and Jepsen: `{:process 0, :type :invoke, :f :cas, :value [0 3]}`.
///
/// The fine print: here `:fail` means that the operation did not happen, also for a compare-and-set, so it
/// says nothing about the value; `:info` is pending for ever. A register begins as `nil`, and to read
/// `nil` is to find it so. Processes that aren't numbers are no clients.
public enum KnossosLog {
  public typealias Object = Register<String?>
  public typealias Store = KeyValueStore
  public typealias Queue = FIFOQueue<String>

  /// Reads a log of one register, with `:read`, `:write` and `:cas`; errors name the line.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parse(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    let dialect = EDNLog.Dialect(
      answering: ["read"], operation: registerOperation, response: registerResponse)
    return try EDNLog.history(in: text, file: file, dialect)
  }

  /// A register that holds a value, written as in such a log.
  ///
  /// - Throws: `FormatError` if it can't be read as one.
  public static func register(
    holding value: String, file: String
  ) throws(FormatError) -> Object {
    var reader = EDNReader(Array(value.utf8))
    do throws(LineError) {
      guard let first = try reader.next(), try reader.next() == nil else {
        throw LineError("'\(value)' is not one value")
      }
      return Object(first.value.held)
    } catch {
      throw error.at(1, in: file)
    }
  }

  /// Reads a log of independent registers, as of Jepsen's `independent` tests and of Maelstrom's
  /// `lin-kv`: each value is a pair of a key and what belongs to it, as in `[5 nil]` of a read and
  /// `[5 [0 3]]` of a `:cas`.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parseStore(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Store.Operation, Store.Response> {
    let dialect = EDNLog.Dialect(
      answering: ["read"], operation: storeOperation, response: storeResponse)
    return try EDNLog.history(in: text, file: file, dialect)
  }

  /// Reads a log of a counter, with `:add` and `:read`.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parseCounter(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Counter.Operation, Counter.Response> {
    let dialect = EDNLog.Dialect(
      answering: ["read"], operation: counterOperation, response: counterResponse)
    return try EDNLog.history(in: text, file: file, dialect)
  }

  /// Reads a log of a queue, with `:enqueue` and `:dequeue`.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parseQueue(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Queue.Operation, Queue.Response> {
    let dialect = EDNLog.Dialect(
      answering: ["dequeue"], operation: queueOperation, response: queueResponse)
    return try EDNLog.history(in: text, file: file, dialect)
  }
}

// MARK: - Registers

extension KnossosLog {
  static func registerOperation(_ event: LoggedEvent) throws(LineError) -> Object.Operation {
    switch (event.function, event.value) {
    case ("read", _): return .read
    case ("write", let value?): return .write(value.held)
    case ("cas", .sequence(let pair)?) where pair.count == 2:
      return .compareAndSet(expected: pair[0].held, new: pair[1].held)
    default:
      throw LineError(
        "a register knows :f :read, :f :write with a :value, and :f :cas with a :value "
          + "[EXPECTED NEW], but not \(event.words)")
    }
  }

  static func registerResponse(
    _ event: LoggedEvent, _ operation: Object.Operation
  ) throws(LineError) -> Object.Response {
    guard operation == .read else { return .done }
    return .value(try event.found().held)
  }

  private static func storeOperation(_ event: LoggedEvent) throws(LineError) -> Store.Operation {
    guard let (key, value) = event.value?.pair else {
      throw LineError("the :value must be a pair of a key and what belongs to it, as [5 nil]")
    }
    switch (event.function, value) {
    case ("read", _): return .get(key)
    case ("write", let value):
      if let new = value.held { return .put(key, new) }
    case ("cas", .sequence(let pair)) where pair.count == 2:
      if let new = pair[1].held { return .compareAndSet(key, expected: pair[0].held, new: new) }
    default: break
    }
    throw LineError(
      "a store knows :f :read with [KEY nil], :f :write with [KEY VALUE], and :f :cas with "
        + "[KEY [EXPECTED NEW]], but not \(event.words)")
  }

  private static func storeResponse(
    _ event: LoggedEvent, _ operation: Store.Operation
  ) throws(LineError) -> Store.Response {
    guard case .get(let key) = operation else { return .done }
    guard let (found, value) = try event.found().pair else {
      throw LineError("a :read that is :ok needs as :value the key and what was found")
    }
    guard found == key else {
      throw LineError("the :read of key \(key) is answered for key \(found)")
    }
    return .value(value.held)
  }
}

// MARK: - Counters and queues

extension KnossosLog {
  private static func counterOperation(
    _ event: LoggedEvent
  ) throws(LineError) -> Counter.Operation {
    switch (event.function, event.value) {
    case ("read", _): return .read
    case ("add", .integer(let digits)?):
      guard let difference = Int(digits), Counter.isAddable(difference) else {
        throw LineError(Counter.largestWords)
      }
      return .add(difference)
    default:
      throw LineError(
        "a counter knows :f :read, and :f :add with a number, but not \(event.words)")
    }
  }

  private static func counterResponse(
    _ event: LoggedEvent, _ operation: Counter.Operation
  ) throws(LineError) -> Counter.Response {
    guard operation == .read else { return .done }
    guard case .integer(let digits) = try event.found(), let count = Int(digits) else {
      throw LineError("a :read that is :ok needs as :value the number it found")
    }
    return .value(count)
  }

  private static func queueOperation(_ event: LoggedEvent) throws(LineError) -> Queue.Operation {
    switch (event.function, event.value?.held) {
    case ("dequeue", _): return .dequeue
    case ("enqueue", let element?): return .enqueue(element)
    default:
      throw LineError(
        "a queue knows :f :enqueue with a :value, and :f :dequeue, but not \(event.words)")
    }
  }

  private static func queueResponse(
    _ event: LoggedEvent, _ operation: Queue.Operation
  ) throws(LineError) -> Queue.Response {
    operation == .dequeue ? .element(try event.found().held) : .done
  }
}

extension EDN {
  /// A key and what belongs to it.
  fileprivate var pair: (key: String, value: EDN)? {
    guard let items = untagged.items, items.count == 2, let key = items[0].held else { return nil }
    return (key, items[1])
  }
}

extension LoggedEvent {
  /// The event as a person reads it.
  var words: String {
    ":f \(function.map { ":" + $0 } ?? "nil") with \(value.map { ":value " + $0.label } ?? "no :value")"
  }

  /// What an answer found.
  func found() throws(LineError) -> EDN {
    guard let value else {
      throw LineError("a :\(function ?? "read") that is :ok needs the :value it found")
    }
    return value
  }
}
