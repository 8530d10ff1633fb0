internal import ArgumentParser
internal import Figures
internal import Foundation
internal import Histories

struct CheckHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-history",
    abstract: "Judge a history of your own: what clients asked, and what they were told.",
    discussion: """
      Formats: text (the course's own, Sources/Histories/FORMAT.md), jepsen (logs of its etcd tests), \
      knossos (edn), porcupine (its key-value logs), elle (edn of transactions); auto looks at the file.
      Prints the verdict; of a rejected history the operations that contradict each other. Of several files, \
      a line each.
      Exit code: 0 accepted, 1 rejected or unknown, 2 usage or a file that can't be read or has nothing to judge; \
      of several files the highest.

      Examples:
        course check-history run.txt --model register
        course check-history etcd_000.log --model cas-register --figure why.svg
        course check-history run.txt --model kv --consistency sequential
        course check-history run.edn --model list-append --consistency snapshot-isolation
        course check-history runs/*.log --model cas-register --json
        zcat run.txt.gz | course check-history - --model register
      """)

  @Argument(help: "The files with the histories; - is standard input.")
  var files: [String]

  @Option(
    help: "What the clients used: \(HistoryModel.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var model: HistoryModel

  @Option(
    help:
      "How the files are written: \(HistoryFormat.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var format: HistoryFormat = .auto

  @Option(
    help: """
      What they must satisfy. Single operations: \
      \(HistoryDemand.names(for: .register).joined(separator: ", ")) (default: linearizable). \
      Transactions: \(HistoryDemand.names(for: .listAppend).joined(separator: ", ")) \
      (default: serializable).
      """)
  var consistency: String?

  @Option(help: "Write the picture to this file, as SVG.")
  var figure: String?

  @Option(help: "Give up after so many states.")
  var limit: Int = SearchLimit.standard.states

  @Option(help: "What the register holds at first, or the counter; nil by default, or 0.")
  var initial: String?

  @Flag(help: "Print a line of JSON for each file instead.")
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    guard HistoryDemand(consistency, of: model) != nil else {
      throw ValidationError(
        "--consistency \(consistency ?? "") is not known for --model \(model.rawValue); "
          + "known: \(HistoryDemand.names(for: model).joined(separator: ", "))")
    }
    let hasInitial = [.register, .casRegister, .counter].contains(model)
    guard initial == nil || hasInitial else {
      throw ValidationError(
        "--initial is for registers and counters: a \(model.rawValue) begins empty")
    }
    guard figure == nil || files.count == 1 else {
      throw ValidationError("--figure takes one file, not \(files.count)")
    }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("standard input can be read only once")
    }
  }

  func run() throws {
    guard let demand = HistoryDemand(consistency, of: model) else { return }
    var worst = Status.fine
    for file in files {
      let result = FileVerdict(file: file, model: model, demand: demand, judged(file, demand))
      if json {
        print(result.json)
      } else if files.count > 1 {
        print("\(file): \(result.line)")
      } else {
        try show(result)
      }
      if let figure { try draw(result, to: figure) }
      if result.status.rawValue > worst.rawValue { worst = result.status }
    }
    if worst != .fine { throw ExitCode(worst.rawValue) }
  }

  private func judged(
    _ file: String, _ demand: HistoryDemand
  ) -> Result<Judgement, FormatError> {
    do throws(FormatError) {
      let text = try Self.text(of: file)
      let history = HistoryFile(text: text, name: file == "-" ? "stdin" : file, format: format)
      return .success(
        try history.judgement(of: model, demand, initial: initial, limit: .states(limit)))
    } catch {
      return .failure(error)
    }
  }

  private static func text(of file: String) throws(FormatError) -> String {
    let data: Data
    do {
      data =
        file == "-"
        ? try FileHandle.standardInput.readToEnd() ?? Data()
        : try Data(contentsOf: URL(fileURLWithPath: file))
    } catch {
      throw FormatError(
        file: file, line: 1, message: "can't be read: \(error.localizedDescription)")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw FormatError(file: file, line: 1, message: "this is not text in UTF-8")
    }
    return text
  }

  /// Of a single file, all that there is to say.
  private func show(_ result: FileVerdict) throws {
    switch result.result {
    case .failure(let error): throw CommandFailure(.usage, "\(error)")
    case .success(let judgement):
      print(judgement.report)
      if judgement.status != .fine, let picture = judgement.picture {
        print("\n" + picture.text, terminator: "")
      }
    }
  }

  private func draw(_ result: FileVerdict, to path: String) throws {
    guard case .success(let judgement) = result.result else { return }
    if let picture = judgement.picture {
      try write(picture.svg, to: path)
    } else if !json {
      print("no picture: there is nothing to see")
    }
  }

  private func write(_ svg: String, to path: String) throws {
    do {
      try Data(svg.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        .environment, "course: \(path) can't be written: \(error.localizedDescription)")
    }
  }
}
