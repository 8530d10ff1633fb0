extension Trace {
  /// The expression that makes ShiViz read `shiViz`, to be put into its field for the log's format.
  public static let shiVizParser = #"(?<host>\S*) (?<clock>{.*})\n(?<event>.*)"#

  /// The run as a log for ShiViz (Beschastnikh et al., "Debugging Distributed Systems", CACM 2016):
  /// for each event a line with the node and its vector clock, and a line of text.
  ///
  /// Names that ShiViz can't read (with spaces or quotes) get underscores in their place.
  public var shiViz: String {
    var clocks = Array(repeating: Array(repeating: 0, count: nodes.count), count: nodes.count)
    var sent: [Int: [Int]] = [:]
    var text = ""
    for event in events {
      guard let node = event.node.map({ Int($0.index) }) else { continue }
      if case .receives(let message, _, _) = event.what, let other = sent[message] {
        for index in nodes.indices { clocks[node][index] = max(clocks[node][index], other[index]) }
      }
      clocks[node][node] += 1
      if case .sends(let message, _, _) = event.what { sent[message] = clocks[node] }
      text += "\(host(node)) \(clock(clocks[node]))\n\(line(of: event))\n"
    }
    return text
  }

  private func clock(_ clock: [Int]) -> String {
    let entries = clock.indices.filter { clock[$0] > 0 }.map { "\"\(host($0))\":\(clock[$0])" }
    return "{" + entries.joined(separator: ", ") + "}"
  }

  private func host(_ index: Int) -> String {
    let safe = nodes[index].unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.value > 0x20 && scalar.value != 0x7F && !"\"\\{}".unicodeScalars.contains(scalar)
      return isPlain ? Character(scalar) : "_"
    }
    return safe.isEmpty ? "_" : String(safe)
  }
}
