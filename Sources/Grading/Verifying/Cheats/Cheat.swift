/// Something that a function of the stub can do instead of what it should.
struct Shortcut: Hashable, Sendable {
  enum Kind: Hashable, Sendable, CaseIterable {
    case zero, one, argument, thrown, other
    /// An initialiser that stores the same whatever it is given.
    case storesZero, storesOne
  }

  var number: Int
  /// Whose it is, by index.
  var function: Int
  var kind: Kind
  /// The statement.
  var code: String
  /// As the report says it: `` `Grid.isPhase1` returns true ``.
  var name: String
}

/// Alternatives that are chosen together, and what the report calls them.
struct Cheat: Hashable, Sendable {
  var name: String
  var chosen: Set<Int>
}

extension Shortcut {
  /// All that the stub's functions can do without solving anything.
  static func all(of syntax: StubSyntax, text: [UInt8]) -> [Shortcut] {
    let constants = Constants(syntax.nominals)
    var found: [Shortcut] = []
    for (index, function) in syntax.functions.enumerated() {
      let body = String(decoding: text[function.body], as: UTF8.self).filter { !$0.isWhitespace }
      var codes: Set<String> = []
      for (kind, code, does) in Self.choices(of: function, constants, syntax.nominals) {
        // What the placeholder does anyway is no alternative to it.
        let isPlaceholder = body.hasSuffix("returning:\(does.filter { !$0.isWhitespace }))}")
        guard !isPlaceholder, codes.insert(code).inserted else { continue }
        let verb = kind == .thrown ? "throws" : kind.isStoring ? "stores" : "returns"
        found.append(
          Shortcut(
            number: found.count + 1, function: index, kind: kind, code: code,
            name: "`\(function.name)` \(verb) \(does)"))
      }
    }
    return found
  }

  private static func choices(
    of function: StubSyntax.Function, _ constants: Constants, _ nominals: [StubSyntax.Nominal]
  ) -> [(Kind, code: String, does: String)] {
    if let type = function.initialised {
      let stored = nominals.first { $0.name == type }?.stored ?? []
      return [(.storesZero, .zero), (.storesOne, .one)].compactMap { kind, grade in
        let values = stored.compactMap { property in
          constants.value(property.type, grade).map { (property.name, $0) }
        }
        let code = values.map { "self.\($0) = \($1)" }.joined(separator: "; ")
        return values.isEmpty ? nil : (kind, code, values.map(\.1).joined(separator: ", "))
      }
    }
    var values: [(Kind, String)] = []
    func add(_ kind: Kind, _ value: String?) { if let value { values.append((kind, value)) } }
    add(.zero, constants.value(function.result, .zero))
    add(.one, constants.value(function.result, .one))
    for (index, name) in arguments(of: function).enumerated() {
      add(index == 0 ? .argument : .other, name)
    }
    if case .optional(let wrapped) = function.result {
      add(.other, constants.value(wrapped, .one).map { ".some(\($0))" })
    }
    for value in constants.cases(of: function.result) { add(.other, value) }
    return values.map { ($0, "return \($1)", $1) }
      + thrown(by: function, constants).map { (.thrown, "throw \($0)", $0) }
  }

  /// The parameters that could be handed back as they are.
  private static func arguments(of function: StubSyntax.Function) -> [String] {
    function.parameters.filter { parameter in
      guard parameter.type != .unknown, parameter.name != "_" else { return false }
      return parameter.type == function.result || .optional(parameter.type) == function.result
    }.map(\.name)
  }

  private static func thrown(by function: StubSyntax.Function, _ constants: Constants) -> [String] {
    guard let thrown = function.thrown else { return [] }
    guard let name = thrown.nominal else {
      return thrown == .unknown ? ["CancellationError()"] : []
    }
    return constants.value(thrown, .zero).map { [name + $0] } ?? []
  }
}

extension Shortcut.Kind {
  var isStoring: Bool { self == .storesZero || self == .storesOne }
}
