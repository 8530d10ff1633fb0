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
  case rwRegister = "rw-register"

  /// Whether the clients ran transactions.
  var isTransactional: Bool { self == .listAppend || self == .rwRegister }
}

/// What a history must satisfy.
enum HistoryDemand {
  case consistency(ConsistencyModel)
  case isolation(IsolationLevel)

  /// What a name asks for; without one the strongest that is common, nil for a name that this model
  /// doesn't know.
  init?(_ name: String?, of model: HistoryModel) {
    guard model.isTransactional else {
      guard let found = ConsistencyModel(rawValue: name ?? "linearizable") else { return nil }
      self = .consistency(found)
      return
    }
    guard let found = IsolationLevel(rawValue: name ?? "serializable") else { return nil }
    self = .isolation(found)
  }

  static func names(for model: HistoryModel) -> [String] {
    model.isTransactional
      ? IsolationLevel.allCases.map(\.rawValue) : ConsistencyModel.allCases.map(\.rawValue)
  }

  /// As on the command line.
  var name: String {
    switch self {
    case .consistency(let model): model.rawValue
    case .isolation(let level): level.rawValue
    }
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

  /// Judges the file: one case for each model, so that a new one is a case here.
  func judgement(
    of model: HistoryModel, _ demand: HistoryDemand, initial: String?, limit: SearchLimit
  ) throws(FormatError) -> Judgement {
    let check: HistoryCheck
    switch demand {
    case .isolation(let level): return try judgement(of: model, level)
    case .consistency(let model): check = HistoryCheck(consistency: model, limit: limit)
    }
    switch (model, actualFormat(for: model)) {
    case (.register, let format), (.casRegister, let format):
      return check.judgement(
        try registers(format, isPlain: model == .register),
        of: try register(initial, format))
    case (.kv, .text): return check.judgement(try own(KeyValueStore.self), of: KeyValueStore())
    case (.kv, .porcupine):
      return check.judgement(try PorcupineLog.parse(text, file: name), of: PorcupineStore())
    case (.kv, .knossos):
      return check.judgement(try KnossosLog.parseStore(text, file: name), of: KeyValueStore())
    case (.queue, .text):
      return check.judgement(try own(FIFOQueue<String>.self), of: FIFOQueue())
    case (.queue, .knossos):
      return check.judgement(try KnossosLog.parseQueue(text, file: name), of: FIFOQueue())
    case (.counter, .text):
      return check.judgement(try own(Counter.self), of: try counter(initial))
    case (.counter, .knossos):
      return check.judgement(
        try KnossosLog.parseCounter(text, file: name), of: try counter(initial))
    case (_, let format): throw mismatch(format)
    }
  }

  private func judgement(
    of model: HistoryModel, _ level: IsolationLevel
  ) throws(FormatError) -> Judgement {
    switch (model, actualFormat(for: model)) {
    case (.listAppend, .text):
      return try TransactionHistory(text: text, file: name).judgement(of: level, [])
    case (.listAppend, .elle):
      let (history, omissions) = try TransactionHistory.read(elle: text, file: name)
      return history.judgement(of: level, omissions)
    case (.rwRegister, .elle):
      let (history, omissions) = try RegisterTransactionHistory.read(elle: text, file: name)
      return history.judgement(of: level, omissions)
    case (_, let format): throw mismatch(format)
    }
  }

  private func own<Object: TextualObject>(
    _ type: Object.Type
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    try HistoryText.parse(text, file: name, as: type)
  }

  private func mismatch(_ format: HistoryFormat) -> FormatError {
    problem("a file in the format '\(format.rawValue)' can't be about this model")
  }

  private func problem(_ message: String) -> FormatError {
    FormatError(file: name, line: 1, message: message)
  }
}

extension HistoryFile {
  private typealias TextRegister = Register<String?>
  private typealias Registers = RecordedHistory<TextRegister.Operation, TextRegister.Response>

  private func registers(
    _ format: HistoryFormat, isPlain: Bool
  ) throws(FormatError) -> Registers {
    let recorded: Registers
    switch format {
    case .text: recorded = try own(TextRegister.self)
    case .jepsen: recorded = try JepsenLog.parse(text, file: name)
    case .knossos: recorded = try KnossosLog.parse(text, file: name)
    default: throw mismatch(format)
    }
    let hasCompareAndSet = recorded.history.entries.contains {
      if case .compareAndSet = $0.operation { true } else { false }
    }
    guard !isPlain || !hasCompareAndSet else {
      throw problem("a plain register has no compare-and-set: use --model cas-register")
    }
    return recorded
  }

  /// What the register holds at first, written as values are in the file.
  private func register(
    _ initial: String?, _ format: HistoryFormat
  ) throws(FormatError) -> TextRegister {
    guard let initial else { return Register(nil) }
    return format == .text
      ? Register(initial == "nil" ? nil : String(Word(initial)))
      : try KnossosLog.register(holding: initial, file: name)
  }

  private func counter(_ initial: String?) throws(FormatError) -> Counter {
    guard let count = Int(initial ?? "0"), Counter.isAddable(count) else {
      throw problem("--initial of a counter must be a number, not '\(initial ?? "")'")
    }
    return Counter(count)
  }
}

// MARK: - What it looks like

extension HistoryFile {
  /// The format asked for, or the one that the file looks like.
  func actualFormat(for model: HistoryModel) -> HistoryFormat {
    guard format == .auto else { return format }
    guard looksLikeEDN else { return hasEventsOfJepsen ? .jepsen : .text }
    if model.isTransactional { return .elle }
    return model == .kv && text.prefix(10_000).contains(":key") ? .porcupine : .knossos
  }

  private var looksLikeEDN: Bool {
    let start = text.unicodeScalars.drop { $0.properties.isWhitespace || $0 == "\u{feff}" }
    switch start.first {
    case "{", "[", "(", ";": return true
    // A tagged map, or a comment of the course's own format.
    case "#": return start.prefix { $0 != "\n" }.contains("{")
    default: return false
    }
  }

  private var hasEventsOfJepsen: Bool {
    text.unicodeScalars.split { $0.properties.isWhitespace }.contains {
      $0.elementsEqual("jepsen.util".unicodeScalars)
        || $0.elementsEqual("jepsen.util:".unicodeScalars)
    }
  }
}
