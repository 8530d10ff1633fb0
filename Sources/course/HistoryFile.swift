internal import ArgumentParser
internal import Histories
internal import Simulation

/// The objects that a history file may be about.
enum HistoryModel: String, CaseIterable, ExpressibleByArgument {
  case register
  case casRegister = "cas-register"
  case kv
  case queue
  case counter
  case listAppend = "list-append"
}

/// What a history must satisfy.
enum HistoryDemand {
  case consistency(ConsistencyModel)
  case isolation(IsolationLevel)

  /// What a name asks for; without one the strongest that is common, nil for a name that this model
  /// doesn't know.
  init?(_ name: String?, of model: HistoryModel) {
    guard model == .listAppend else {
      guard let found = ConsistencyModel(rawValue: name ?? "linearizable") else { return nil }
      self = .consistency(found)
      return
    }
    guard let found = IsolationLevel(rawValue: name ?? "serializable") else { return nil }
    self = .isolation(found)
  }

  static func names(for model: HistoryModel) -> [String] {
    model == .listAppend
      ? IsolationLevel.allCases.map(\.rawValue) : ConsistencyModel.allCases.map(\.rawValue)
  }
}

enum HistoryFormat: String, CaseIterable, ExpressibleByArgument {
  case auto
  case text
  case jepsen
  case knossos
  case porcupine
  case elle
}

/// A file with a history in one of the formats.
struct HistoryFile {
  var text: String
  var name: String
  var format: HistoryFormat

  /// The format asked for, or the one that the first event of the file looks like.
  var actualFormat: HistoryFormat {
    guard format == .auto else { return format }
    if text.contains("jepsen.util") { return .jepsen }
    guard let first = text.first(where: { !$0.isWhitespace }), "{[(;".contains(first) else {
      return .text
    }
    if text.contains(":txn") { return .elle }
    return text.contains(":key") ? .porcupine : .knossos
  }

  /// Judges the file: one case for each model, so that a new one is a case here.
  func judgement(
    of model: HistoryModel, _ demand: HistoryDemand, initial: String?, limit: SearchLimit
  ) throws(FormatError) -> Judgement {
    let check: HistoryCheck
    switch demand {
    case .isolation(let level): return try transactions().judgement(of: level)
    case .consistency(let model): check = HistoryCheck(consistency: model, limit: limit)
    }
    switch model {
    case .register, .casRegister:
      return check.judgement(
        try registers(isPlain: model == .register),
        of: Register<String?>(initial == "nil" ? nil : initial))
    case .kv:
      return actualFormat == .porcupine
        ? check.judgement(try PorcupineLog.parse(text, file: name), of: PorcupineStore())
        : check.judgement(try own(KeyValueStore.self), of: KeyValueStore())
    case .queue: return check.judgement(try own(FIFOQueue<String>.self), of: FIFOQueue())
    case .counter:
      guard let count = Int(initial ?? "0") else {
        throw problem("--initial of a counter must be a number, not '\(initial ?? "")'")
      }
      return check.judgement(try own(Counter.self), of: Counter(count))
    case .listAppend: throw problem("transactions keep isolation levels, not \(check.consistency)")
    }
  }

  /// The file as a history of transactions on lists.
  func transactions() throws(FormatError) -> TransactionHistory {
    switch actualFormat {
    case .text: return try TransactionHistory(text: text, file: name)
    case .elle: return try TransactionHistory(elle: text, file: name)
    default:
      throw problem("a file in the format '\(actualFormat.rawValue)' can't be about this model")
    }
  }

  private typealias TextRegister = Register<String?>
  private typealias Registers = RecordedHistory<TextRegister.Operation, TextRegister.Response>

  private func registers(isPlain: Bool) throws(FormatError) -> Registers {
    let recorded: Registers
    switch actualFormat {
    case .jepsen: recorded = try JepsenLog.parse(text, file: name)
    case .knossos: recorded = try KnossosLog.parse(text, file: name)
    default: recorded = try own(TextRegister.self)
    }
    let hasCompareAndSet = recorded.history.entries.contains {
      if case .compareAndSet = $0.operation { true } else { false }
    }
    guard !isPlain || !hasCompareAndSet else {
      throw problem("a plain register has no compare-and-set: use --model cas-register")
    }
    return recorded
  }

  private func own<Object: TextualObject>(
    _ type: Object.Type
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    guard actualFormat == .text else {
      throw problem("a file in the format '\(actualFormat.rawValue)' can't be about this model")
    }
    return try HistoryText.parse(text, file: name, as: type)
  }

  private func problem(_ message: String) -> FormatError {
    FormatError(file: name, line: 1, message: message)
  }
}
