internal import Foundation
internal import Histories

/// What is said of one file, in a line for a person or for a script.
struct FileVerdict {
  let file: String
  let model: HistoryModel
  let demand: HistoryDemand
  let result: Result<Judgement, FormatError>

  init(
    file: String, model: HistoryModel, demand: HistoryDemand,
    _ result: Result<Judgement, FormatError>
  ) {
    self.file = file
    self.model = model
    self.demand = demand
    self.result = result
  }

  var status: Status {
    switch result {
    case .success(let judgement): judgement.status
    case .failure: .usage
    }
  }

  var line: String {
    switch result {
    case .success(let judgement): judgement.line
    case .failure(let error): "refused: line \(error.line): \(error.message)"
    }
  }

  /// An object on one line, its keys in order.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers can always be encoded.
    guard let data = try? encoder.encode(record) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private struct Record: Encodable {
    struct PassedOver: Encodable {
      var what: String
      var lines: [Int]
    }

    var file: String
    var model: String
    var consistency: String
    /// accepted, rejected, unknown or refused.
    var verdict: String
    var reason: String
    /// Of a file that is refused.
    var line: Int?
    /// Operations or transactions.
    var size: Int?
    var passedOver: [PassedOver]?
  }

  private var record: Record {
    var record = Record(
      file: file, model: model.rawValue, consistency: demand.name, verdict: "refused", reason: "")
    switch result {
    case .failure(let error):
      record.reason = error.message
      record.line = error.line
    case .success(let judgement):
      record.verdict = judgement.verdict.rawValue
      record.reason = judgement.words
      record.size = judgement.size
      record.passedOver = judgement.omissions.map {
        Record.PassedOver(what: $0.what, lines: $0.lines)
      }
    }
    return record
  }
}
