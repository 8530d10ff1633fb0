public import Simulation

/// A register's history in the notation of Knossos and Jepsen:
/// `{:process 0, :type :invoke, :f :cas, :value [0 3]}`.
///
/// The fine print: here `:fail` means that the operation did not happen, also for a compare-and-set, so it
/// says nothing about the value; `:info` is pending for ever. Processes that aren't numbers are no clients.
public enum KnossosLog {
  public typealias Object = Register<String?>

  /// Reads a log; errors name the line.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parse(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    try EDNReader.history(in: text, file: file, reading: read)
  }

  private static func read(
    _ map: [String: EDN], _ process: String, line: Int,
    _ builder: inout HistoryBuilder<Object.Operation, Object.Response>
  ) throws(LineError) {
    let time = map["time"]?.word?.text.flatMap { Int64($0) } ?? 0
    switch map["type"] {
    case .keyword("invoke"):
      try builder.invoke(try operation(map), by: process, at: time, line: line)
    case .keyword("ok"):
      let open = try builder.close(process)
      guard open.operation == .read else { return builder.respond(.done, to: open, at: time) }
      guard let value = map["value"]?.word else {
        throw LineError("a read that is :ok needs the one :value it found")
      }
      builder.respond(.value(value.text), to: open, at: time)
    case .keyword("fail"): builder.undo(try builder.close(process))
    case .keyword("info"): _ = try builder.close(process)
    default: throw LineError(":type must be :invoke, :ok, :fail or :info")
    }
  }

  private static func operation(_ map: [String: EDN]) throws(LineError) -> Object.Operation {
    switch (map["f"], map["value"]) {
    case (.keyword("read"), _): return .read
    case (.keyword("write"), let value?):
      guard let word = value.word else { throw LineError("a :write takes one value") }
      return .write(word.text)
    case (.keyword("cas"), .vector(let pair)):
      guard pair.count == 2, let expected = pair[0].word, let new = pair[1].word else {
        throw LineError("a :cas takes [EXPECTED NEW]")
      }
      return .compareAndSet(expected: expected.text, new: new.text)
    default:
      throw LineError("here must stand :f :read, :f :write with a :value, or :f :cas with two")
    }
  }
}
