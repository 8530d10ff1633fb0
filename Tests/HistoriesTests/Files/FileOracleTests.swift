import HistoryOracle
import Simulation
import Testing

@testable import Histories

/// The checkers against brute force, through files in each format, with both kinds of line end.
@Suite("Files against the definitions") struct FileOracleTests {
  private typealias Text = RecordedHistory<
    Register<String?>.Operation, Register<String?>.Response
  >

  /// A history as it stands in a file, with the initial value written as other values are.
  private func recorded(_ operations: [RegisterOperation]) throws -> Text {
    let ints = try RegisterHistory(operations)
    var history = History<Register<String?>.Operation, Register<String?>.Response>()
    for event in ints.events {
      let entry = ints.entries[event.entry]
      if event.isResponse, let response = entry.response {
        try history.respond(text(response), to: entry.id, at: .start)
      } else {
        history.invoke(text(entry.operation), as: entry.id, at: .start)
      }
    }
    return RecordedHistory(history, clients: operations.indices.map { "\($0)" })
  }

  private func text(_ operation: IntRegister.Operation) -> Register<String?>.Operation {
    switch operation {
    case .read: .read
    case .write(let value): .write("\(value)")
    case .compareAndSet(let expected, let new):
      .compareAndSet(expected: "\(expected)", new: "\(new)")
    }
  }

  private func text(_ response: IntRegister.Response) -> Register<String?>.Response {
    switch response {
    case .value(let value): .value("\(value)")
    case .done: .done
    case .conflict: .conflict
    }
  }

  private func judge(
    _ count: Int, _ symbols: [Symbol], every step: Int,
    _ isAccepted: ([RegisterOperation], _ end: String) throws -> Bool
  ) throws -> (histories: Int, accepted: Int) {
    var (index, histories, accepted) = (0, 0, 0)
    var failure: (any Error)?
    Enumeration.histories(of: count, symbols) { operations in
      index += 1
      guard index % step == 0, failure == nil,
        operations.contains(where: { $0.returned != nil })
      else { return }
      let expected = Oracle.isLinearizable(operations)
      histories += 1
      accepted += expected ? 1 : 0
      do {
        for end in ["\n", "\r\n"] where try isAccepted(operations, end) != expected {
          Issue.record("\(operations)")
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return (histories, accepted)
  }

  @Test("our own text and Jepsen's logs have the verdicts of brute force", arguments: [1, 2, 3, 4])
  func registers(_ count: Int) throws {
    let step = count < 4 ? 1 : 23
    let tally = try judge(count, withCompareAndSet, every: step) { operations, end in
      let recorded = try recorded(operations)
      let own = HistoryText.print(recorded, as: Register<String?>.self)
      let log = JepsenLog.print(recorded)
      let readOwn = try HistoryText.parse(
        own.replacing("\n", with: end), file: "f", as: Register<String?>.self)
      let readLog = try JepsenLog.parse(log.replacing("\n", with: end), file: "f")
      let verdicts = [readOwn, readLog].map {
        $0.history.linearizability(of: Register("0")).isAccepted
      }
      guard verdicts[0] == verdicts[1] else {
        Issue.record("\(operations)")
        return verdicts[0]
      }
      return verdicts[0]
    }
    #expect(tally.accepted > 0 && tally.accepted < tally.histories)
  }

  @Test("Knossos's notation has, with one register and with several", arguments: [2, 3, 4])
  func knossos(_ count: Int) throws {
    let step = count < 4 ? 1 : 17
    let tally = try judge(count, readsAndWrites, every: step) { operations, end in
      let one = KnossosFile(operations, key: nil).text.replacing("\n", with: end)
      let several = KnossosFile(operations, key: 7).text.replacing("\n", with: end)
      let history = try KnossosLog.parse(one, file: "f").history
      let store = try KnossosLog.parseStore(several, file: "f").history
      let isAccepted = history.linearizability(of: Register("0")).isAccepted
      #expect(store.linearizability(of: KeyValueStore(["7": "0"])).isAccepted == isAccepted)
      return isAccepted
    }
    #expect(tally.accepted > 0 && tally.accepted < tally.histories)
  }

  @Test("Porcupine's logs have", arguments: [2, 3, 4])
  func porcupine(_ count: Int) throws {
    let step = count < 4 ? 1 : 17
    let tally = try judge(count, readsAndWrites, every: step) { operations, end in
      let text = KnossosFile(operations, key: nil).porcupine.replacing("\n", with: end)
      return try PorcupineLog.parse(text, file: "f").history
        .linearizability(of: PorcupineStore()).isAccepted
    }
    #expect(tally.accepted > 0 && tally.accepted < tally.histories)
  }

  @Test("Elle's notation of lists and our own have", arguments: [11, 12, 13] as [UInt64])
  func lists(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var accepted = 0
    for round in 0..<500 {
      let history = OracleTests.random(&random)
      guard history.transactions.contains(where: { $0.outcome == .committed }) else { continue }
      let expected = TransactionOracle(history, .realTime).isSerializable
      accepted += expected ? 1 : 0
      let end = round % 2 == 0 ? "\n" : "\r\n"
      for text in [history.text, ElleFile(history).text] {
        let read = try TransactionHistory(log: text.replacing("\n", with: end), file: "f")
        #expect(read.check(.strictSerializable).isAccepted == expected, "\(text)")
      }
    }
    #expect(accepted > 50)
  }

  @Test("Elle's notation of registers has", arguments: [14, 15] as [UInt64])
  func registerTransactions(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var accepted = 0
    for round in 0..<500 {
      let history = RegisterOracleTests.random(&random)
      guard history.transactions.contains(where: { $0.outcome == .committed }) else { continue }
      let expected = TransactionOracle(history, .realTime).isSerializable
      accepted += expected ? 1 : 0
      let text = ElleFile(history).text.replacing("\n", with: round % 2 == 0 ? "\n" : "\r\n")
      let read = try RegisterTransactionHistory.read(elle: text, file: "f").history
      #expect(read.check(.strictSerializable).isAccepted == expected, "\(text)")
    }
    #expect(accepted > 50)
  }
}

/// A history of a register in the notation of Knossos; with a key, as one of several registers.
private struct KnossosFile {
  private let operations: [RegisterOperation]
  private let key: Int?

  init(_ operations: [RegisterOperation], key: Int?) {
    self.operations = operations
    self.key = key
  }

  /// The events in order: whose, and whether it is the end.
  private var events: [(process: Int, isEnd: Bool)] {
    operations.indices.flatMap { index -> [(position: Int, process: Int, isEnd: Bool)] in
      let operation = operations[index]
      return [(operation.invoked, index, false)]
        + (operation.returned.map { [($0, index, true)] } ?? [])
    }.sorted { $0.position < $1.position }.map { ($0.process, $0.isEnd) }
  }

  var text: String {
    events.map { process, isEnd in
      let (name, value): (String, String)
      switch operations[process].effect {
      case .read(let found): (name, value) = ("read", isEnd ? "\(found)" : "nil")
      case .write(let new): (name, value) = ("write", "\(new)")
      case .compareAndSet(let expected, let new, _): (name, value) = ("cas", "[\(expected) \(new)]")
      }
      let told = key.map { "[\($0) \(value)]" } ?? value
      return
        "{:process \(process), :type :\(isEnd ? "ok" : "invoke"), :f :\(name), :value \(told)}\n"
    }.joined()
  }

  /// As Porcupine writes it, where the initial 0 is the empty text.
  var porcupine: String {
    func quoted(_ value: Int) -> String { value == 0 ? "\"\"" : "\"\(value)\"" }
    return events.map { process, isEnd in
      let (name, value): (String, String)
      switch operations[process].effect {
      case .read(let found): (name, value) = ("get", isEnd ? quoted(found) : "nil")
      case .write(let new): (name, value) = ("put", quoted(new))
      case .compareAndSet: (name, value) = ("cas", "nil")
      }
      return "{:process \(process), :type :\(isEnd ? "ok" : "invoke"), :f :\(name), :key \"k\", "
        + ":value \(value)}\n"
    }.joined()
  }
}

/// Transactions in Elle's notation.
private struct ElleFile {
  private var events: [(position: Int, line: String)] = []

  init(_ history: TransactionHistory) {
    for transaction in history.transactions {
      add(transaction) { isEnd in
        transaction.operations.map { operation in
          switch operation {
          case .append(let key, let element): "[:append \(key) \(element)]"
          case .read(let key, let list):
            // Elle's own way to write an empty list.
            "[:r \(key) \(isEnd ? list.map { $0.isEmpty ? "nil" : "\($0)" } ?? "nil" : "nil")]"
          }
        }
      }
    }
  }

  init(_ history: RegisterTransactionHistory) {
    for transaction in history.transactions {
      add(transaction) { isEnd in
        transaction.operations.map { operation in
          switch operation {
          case .write(let key, let value): "[:w \(key) \(value)]"
          case .read(let key, let value): "[:r \(key) \(isEnd ? value ?? "nil" : "nil")]"
          case .unansweredRead(let key): "[:r \(key) nil]"
          }
        }
      }
    }
  }

  private mutating func add(
    _ transaction: some OracleTransaction, _ operations: (_ isEnd: Bool) -> [String]
  ) {
    let process = ":process \(transaction.client.index), :f :txn"
    let asked = operations(false).joined(separator: " ")
    events.append((transaction.invoked, "{:type :invoke, \(process), :value [\(asked)]}"))
    let told = transaction.outcome == .committed ? operations(true).joined(separator: " ") : asked
    let type = ["committed": "ok", "aborted": "fail", "unknown": "info"]["\(transaction.outcome)"]
    // Nobody knows when what is unknown ended: the next event of its client must come later.
    let end = transaction.completed ?? transaction.invoked
    events.append((end, "{:type :\(type ?? "info"), \(process), :value [\(told)]}"))
  }

  var text: String {
    events.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }
    .map { $0.element.line + "\n" }.joined()
  }
}
