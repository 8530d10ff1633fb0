// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 44391d7182277f12

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 798)
internal import Chapter3

extension Causality {
  /// The run as ShiViz reads it with its default expression, which stands in
  /// the first line.
  public var shiViz: String {
    let hosts = processes.map { name in
      String(name.map { $0.isWhitespace ? "_" : $0 })
    }
    var lines = [#"(?<event>.*)\n(?<host>\S*) (?<clock>{.*})"#, ""]
    for (index, time) in execution.vectorTimes().enumerated() {
      let entries = hosts.indices.filter {
        $0 < time.entries.count && time[$0] > 0
      }.map { "\(quoted(hosts[$0])):\(time[$0])" }
      lines.append(
        String(labels[index].map { $0.isNewline ? " " : $0 }))
      lines.append(
        hosts[execution.events[index].process]
          + " {" + entries.joined(separator: ",") + "}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.map { character in
      character == "\"" || character == "\\" ? "\\\(character)" : "\(character)"
    }
    return "\"" + escaped.joined() + "\""
  }
}
#sourceLocation()
