/// Turns values into the text that traces show.
///
/// As `String(describing:)`, with two differences: sets and dictionaries are sorted by the text of
/// their elements, since their own order changes from process to process, and identifiers of nodes are
/// shown as the nodes' names. A type that describes itself (`CustomStringConvertible`) is believed.
struct Describer: Sendable {
  let roster: Roster

  func describe(_ value: Any) -> String {
    if let id = value as? NodeID { return roster.name(of: id) }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .collection: return "[" + elements(mirror).joined(separator: ", ") + "]"
    case .set: return "[" + elements(mirror).sorted().joined(separator: ", ") + "]"
    case .dictionary:
      let pairs = mirror.children.map { pair($0.value) }.sorted()
      return pairs.isEmpty ? "[:]" : "[" + pairs.joined(separator: ", ") + "]"
    case .optional: return mirror.children.first.map { describe($0.value) } ?? "nil"
    case .tuple: return "(" + fields(mirror) + ")"
    default: break
    }
    if let id = value as? OperationID { return "\(roster.name(of: id.client))#\(id.number)" }
    if let described = value as? any CustomStringConvertible { return described.description }
    switch mirror.displayStyle {
    case .enum: return enumeration(value, mirror)
    case .struct: return "\(type(of: value))(" + fields(mirror) + ")"
    case .class: return "\(type(of: value))"
    default: return String(describing: value)
    }
  }

  private func enumeration(_ value: Any, _ mirror: Mirror) -> String {
    guard let child = mirror.children.first, let name = child.label else {
      return String(describing: value)
    }
    let payload = Mirror(reflecting: child.value)
    let isTuple = payload.displayStyle == .tuple
    return "\(name)(\(isTuple ? fields(payload) : nested(child.value)))"
  }

  private func fields(_ mirror: Mirror) -> String {
    mirror.children.map { child in
      guard let label = child.label, !label.hasPrefix(".") else { return nested(child.value) }
      return "\(label): \(nested(child.value))"
    }.joined(separator: ", ")
  }

  private func elements(_ mirror: Mirror) -> [String] { mirror.children.map { nested($0.value) } }

  private func pair(_ value: Any) -> String {
    let parts = elements(Mirror(reflecting: value))
    return parts.joined(separator: ": ")
  }

  /// Within another value a string is quoted.
  private func nested(_ value: Any) -> String {
    (value as? String)?.debugDescription ?? describe(value)
  }
}
