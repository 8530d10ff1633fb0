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
}

/// What a history may have to satisfy.
enum HistoryConsistency: String, CaseIterable, ExpressibleByArgument {
  case linearizable
  case sequential
}

enum HistoryFormat: String, CaseIterable, ExpressibleByArgument {
  case auto
  case text
  case jepsen
  case knossos
  case porcupine
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
    return text.contains(":key") ? .porcupine : .knossos
  }

  /// Judges the file: one case for each model, so that a new one is a case here.
  func judgement(
    of model: HistoryModel, _ consistency: HistoryConsistency, initial: String?,
    limit: SearchLimit
  ) throws(FormatError) -> Judgement {
    let check = HistoryCheck(consistency: consistency, limit: limit)
    switch model {
    case .register, .casRegister:
      return check.judgement(
        try registers(isPlain: model == .register),
        of: Register<String?>(initial == "nil" ? nil : initial))
    case .kv:
      return actualFormat == .porcupine
        ? check.judgement(try PorcupineLog.parse(text, file: name), of: PorcupineLog.initial)
        : check.judgement(try own(KeyValueMap.self), of: KeyValueMap())
    case .queue: return check.judgement(try own(FIFOQueue<String>.self), of: FIFOQueue())
    case .counter:
      guard let count = Int(initial ?? "0") else {
        throw problem("--initial of a counter must be a number, not '\(initial ?? "")'")
      }
      return check.judgement(try own(Counter.self), of: Counter(count))
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

/// Asks the checker, and puts its verdict into words.
struct HistoryCheck {
  var consistency: HistoryConsistency
  var limit: SearchLimit

  func judgement<Object: SequentialObject>(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, of object: Object
  ) -> Judgement {
    let history = recorded.history
    let (verdict, name) =
      switch consistency {
      case .linearizable: (history.linearizability(of: object, limit: limit), "linearizable")
      case .sequential:
        (history.sequentialConsistency(of: object, limit: limit), "sequentially consistent")
      }
    let size = "\(history.entries.count) operations, \(history.pending.count) of them pending"
    switch verdict {
    case .accepted:
      return Judgement(
        words: "\(name): \(size)",
        picture: verdict.figure(
          of: history, title: "An order that explains it", names: recorded.name),
        status: .fine)
    case .rejected(let why):
      let length = why.isShortest ? "the shortest prefix that isn't" : "a prefix that isn't"
      return Judgement(
        words: "not \(name): \(size); \(length) has \(why.prefix.eventCount) of "
          + "\(history.eventCount) events\n\(why.reason(recorded.name))",
        picture: verdict.figure(of: history, title: "Not \(name)", names: recorded.name),
        status: .fallsShort)
    case .unknown(let exhaustion):
      return Judgement(
        words: "\(exhaustion); a higher --limit may tell",
        picture: verdict.figure(of: history, title: "Unknown", names: recorded.name),
        status: .fallsShort)
    }
  }
}
