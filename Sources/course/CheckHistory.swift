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
      Prints the verdict; of a rejected history the operations that contradict each other.
      Exit code: 0 accepted, 1 rejected or unknown, 2 usage or a file that can't be read.

      Examples:
        course check-history run.txt --model register
        course check-history etcd_000.log --model cas-register --figure why.svg
        course check-history run.txt --model kv --consistency sequential
        course check-history run.edn --model list-append --consistency snapshot-isolation
      """)

  @Argument(help: "The file with the history.")
  var file: String

  @Option(
    help: "What the clients used: \(HistoryModel.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var model: HistoryModel

  @Option(
    help:
      "How the file is written: \(HistoryFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: HistoryFormat = .auto

  @Option(
    help: """
      What it must satisfy. Single operations: \
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

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    guard HistoryDemand(consistency, of: model) != nil else {
      throw ValidationError(
        "--consistency \(consistency ?? "") is not known for --model \(model.rawValue); "
          + "known: \(HistoryDemand.names(for: model).joined(separator: ", "))")
    }
  }

  func run() throws {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw CommandFailure(
        .usage, "course: \(file) can't be read as text: \(error.localizedDescription)")
    }
    guard let demand = HistoryDemand(consistency, of: model) else { return }
    let judgement: Judgement
    do throws(FormatError) {
      judgement = try HistoryFile(text: text, name: file, format: format)
        .judgement(of: model, demand, initial: initial, limit: .states(limit))
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    print(judgement.words)
    if let picture = judgement.picture {
      if judgement.status != .fine { print("\n" + picture.text, terminator: "") }
      if let figure { try write(picture.svg, to: figure) }
    } else if figure != nil {
      print("no picture: there is nothing to see")
    }
    if judgement.status != .fine { throw ExitCode(judgement.status.rawValue) }
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
