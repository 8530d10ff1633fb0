extension Trace: CustomStringConvertible {
  /// The text form; see ``Trace`` for the grammar.
  public var text: String {
    var text = "trace 1\nscenario \(escaped(scenario))\nseed \(seed)\n"
    for node in nodes { text += "node \(word(node))\n" }
    for event in events { text += line(of: event) + "\n" }
    return text
  }

  public var description: String { text }

  /// One event as a line without its line feed.
  func line(of event: Event) -> String {
    let subject = event.node.map(name) ?? "*"
    return "\(event.time) \(subject) \(phrase(event.what))"
  }

  private func name(_ id: NodeID) -> String {
    let index = Int(id.index)
    precondition(index < nodes.count, "the trace has \(nodes.count) nodes, but speaks of \(id)")
    return word(nodes[index])
  }

  private func phrase(_ what: What) -> String {
    switch what {
    case .starts: "starts"
    case .sends(let message, let other, let text):
      "sends m\(message) to \(name(other)) \(escaped(text))"
    case .copies(let message, let other, let text):
      "copies m\(message) to \(name(other)) \(escaped(text))"
    case .loses(let message, let other, let text):
      "loses m\(message) to \(name(other)) \(escaped(text))"
    case .receives(let message, let other, let text):
      "receives m\(message) from \(name(other)) \(escaped(text))"
    case .misses(let message, let other, let text):
      "misses m\(message) from \(name(other)) \(escaped(text))"
    case .sets(let timer, let delay):
      "sets \(delay.wholeNanoseconds.asMilliseconds) \(escaped(timer))"
    case .cancels(let timer): "cancels \(escaped(timer))"
    case .fires(let timer): "fires \(escaped(timer))"
    case .invokes(let operation, let text): "invokes \(operation) \(escaped(text))"
    case .returns(let operation, let text): "returns \(operation) \(escaped(text))"
    case .appends(let text): "appends \(escaped(text))"
    case .rewrites(let text): "rewrites \(escaped(text))"
    case .syncs: "syncs"
    case .notes(let text): "notes \(escaped(text))"
    case .crashes(let lost, let torn): "crashes losing \(lost)\(torn ? " torn" : "")"
    case .restarts: "restarts"
    case .pauses: "pauses"
    case .resumes: "resumes"
    case .cuts(let other): "cuts \(name(other))"
    case .heals(let other): "heals \(name(other))"
    case .clock(let error):
      "clock \(error.offset.wholeNanoseconds.asMilliseconds) \(error.partsPerMillion)"
    case .violates(let property, let message): "violates \(word(property)) \(escaped(message))"
    }
  }
}

/// A text that goes on to the end of its line.
private func escaped(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard scalars.contains(where: mustEscape) || scalars.last == " " else { return text }
  var result = ""
  for scalar in scalars { append(scalar, to: &result) }
  if scalars.last == " " { result = String(result.unicodeScalars.dropLast()) + "\\u{20}" }
  return result
}

/// A text that stands among others: quoted unless it is plain.
private func word(_ text: String) -> String {
  let isPlain =
    !text.isEmpty && text != "*"
    && text.unicodeScalars.allSatisfy { !mustEscape($0) && $0 != " " && $0 != "\"" }
  guard !isPlain else { return text }
  var result = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" { result += "\\\"" } else { append(scalar, to: &result) }
  }
  return result + "\""
}

private func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || scalar == "\\" || (0x7F...0x9F).contains(scalar.value)
    || scalar.value == 0x2028 || scalar.value == 0x2029
}

private func append(_ scalar: Unicode.Scalar, to result: inout String) {
  switch scalar {
  case "\\": result += "\\\\"
  case "\n": result += "\\n"
  case "\r": result += "\\r"
  case "\t": result += "\\t"
  case _ where mustEscape(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
  default: result.unicodeScalars.append(scalar)
  }
}
