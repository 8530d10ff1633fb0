public import Simulation

extension HistoryText {
  /// Writes a history so that reading it gives the same one, pending operations included.
  ///
  /// - Parameter header: the words behind `model`; none, no header.
  public static func print<Object: TextualObject>(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>, as _: Object.Type,
    header: [Word] = []
  ) -> String {
    var lines = header.isEmpty ? [] : [line([Word("model")] + header)]
    var time: Int64 = 0
    let overlapping = overlappingClients(recorded.history)
    for event in recorded.history.events {
      let entry = recorded.history.entries[event.entry]
      let name = Word(recorded.name(entry.client)).description
      let tag = overlapping.contains(entry.client) ? "#\(entry.id.number)" : ""
      let isLater = event.moment.time.nanoseconds != time
      time = event.moment.time.nanoseconds
      let prefix = isLater ? "@\(time) " : ""
      let told: [Word]
      if event.isResponse, let response = entry.response {
        told = [Word("ok")] + Object.words(of: response)
      } else {
        told = [Word("invoke")] + Object.words(of: entry.operation)
      }
      lines.append(prefix + name + tag + " " + line(told))
      if entry.isPending, tag.isEmpty { lines.append("\(name) info") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func line(_ words: [Word]) -> String {
    words.map(\.description).joined(separator: " ")
  }

  /// The clients that have two answered operations open at once: theirs need tags.
  private static func overlappingClients<Operation, Response>(
    _ history: History<Operation, Response>
  ) -> Set<NodeID> {
    var ends: [NodeID: Int] = [:]
    var overlapping: Set<NodeID> = []
    for entry in history.completed {
      if let end = ends[entry.client], end > entry.invoked.position {
        overlapping.insert(entry.client)
      }
      if let end = entry.completed?.moment.position {
        ends[entry.client] = max(end, ends[entry.client] ?? 0)
      }
    }
    return overlapping
  }
}
