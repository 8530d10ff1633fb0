/// What a cheat can hand back without solving anything, written down for a type.
struct Constants {
  enum Grade { case zero, one }

  var nominals: [StubSyntax.Nominal]
  /// Types can hold each other.
  private static let deepest = 4

  init(_ nominals: [StubSyntax.Nominal]) { self.nominals = nominals }

  /// `0`, `false`, `nil`, `[]`, the first case; or `1`, `true`, `.some(0)`, `[0]`, the second case.
  ///
  /// - Returns: nil for a type of which no value is known.
  func value(_ type: TypeName, _ grade: Grade, depth: Int = 0) -> String? {
    guard depth < Self.deepest else { return nil }
    func zero(_ type: TypeName) -> String? { value(type, .zero, depth: depth + 1) }
    let isZero = grade == .zero
    switch type {
    case .void, .other: return nil
    case .bool: return isZero ? "false" : "true"
    case .number: return isZero ? "0" : "1"
    case .text: return isZero ? "\"\"" : "\"a\""
    case .duration: return isZero ? ".zero" : ".seconds(1)"
    case .optional(let wrapped): return isZero ? "nil" : zero(wrapped).map { ".some(\($0))" }
    case .list(let element): return isZero ? "[]" : zero(element).map { "[\($0)]" }
    case .dictionary(let key, let value):
      guard !isZero else { return "[:]" }
      return zero(key).flatMap { key in zero(value).map { "[\(key): \($0)]" } }
    case .tuple(let parts): return arguments(parts.map { (nil, $0) }, grade, depth)
    case .own(let name, _):
      guard let nominal = nominals.first(where: { $0.name == name }) else { return nil }
      return value(nominal, grade, depth)
    }
  }

  /// Every case of an enumeration with its simplest values.
  func cases(of type: TypeName) -> [String] {
    guard let nominal = nominals.first(where: { $0.name == type.nominal }) else { return [] }
    return nominal.cases.compactMap { value($0, 0) }
  }

  private func value(_ nominal: StubSyntax.Nominal, _ grade: Grade, _ depth: Int) -> String? {
    if !nominal.cases.isEmpty {
      let known = nominal.cases.compactMap { value($0, depth) }
      return grade == .zero ? known.first : known.dropFirst().first
    }
    // Without an initialiser of its own a struct has the one for its members.
    let initialisers = nominal.initialisers.isEmpty ? [nominal.stored] : nominal.initialisers
    return initialisers.lazy.compactMap { parameters in
      arguments(parameters.map { ($0.label, $0.type) }, grade, depth).map { ".init\($0)" }
    }.first
  }

  private func value(_ element: (name: String, parameters: [StubSyntax.Parameter]), _ depth: Int)
    -> String?
  {
    guard !element.parameters.isEmpty else { return ".\(element.name)" }
    let parameters = element.parameters.map { ($0.label, $0.type) }
    return arguments(parameters, .zero, depth).map { ".\(element.name)\($0)" }
  }

  private func arguments(
    _ parameters: [(label: String?, type: TypeName)], _ grade: Grade, _ depth: Int
  ) -> String? {
    var parts: [String] = []
    for (label, type) in parameters {
      guard let value = value(type, grade, depth: depth + 1) else { return nil }
      parts.append((label.map { "\($0): " } ?? "") + value)
    }
    return "(" + parts.joined(separator: ", ") + ")"
  }
}
