/// What the source of a submission may not say, refused by name and line.
///
/// The rules see what the compiler parsed (`Syntax`). They allow what they know and refuse the
/// rest; what the stub itself uses is allowed. They are the first of four nets, and the one that
/// speaks plainest: the others are the compiler (strict memory safety), the comparison of
/// interfaces (`Interface`) and the object file (`ObjectRules`).
struct SourceRules: Sendable {
  /// What a stub uses, and its submissions may use as well.
  struct Allowance: Codable, Hashable, Sendable {
    var modules: Set<String>
    var attributes: Set<String>
    var names: Set<String>
    /// How often it says `public`.
    var publics: Int

    init(_ stub: Syntax) {
      modules = Set(stub.imports.map(\.module))
      attributes = Set(stub.attributes.map(\.name))
      names = stub.references
      publics = stub.publics.count
    }
  }

  var stub: Allowance

  /// Everything that is refused, in the order of the file.
  func refusals(in syntax: Syntax, file: String) -> [Finding] {
    let rules = [
      directives, imports, attributes, constructs, hiddenParts, sharedState, foreignMeanings,
      reservedNames, publics,
    ]
    let refusals = rules.flatMap { $0(syntax) }
      .sorted { ($0.line, $0.message) < ($1.line, $1.message) }
    // The compiler lists some parts of a source twice.
    return refusals.indices.filter { $0 == 0 || refusals[$0] != refusals[$0 - 1] }.map {
      Finding(place: Place(file: file, line: refusals[$0].line), message: refusals[$0].message)
    }
  }

  typealias Refusal = (line: Int, message: String)

  /// The parse tree holds neither what stands under a condition, nor that lines are renamed, nor how
  /// something is imported. Each of these has bytes that it can't be spelt without, so the bytes are
  /// refused wherever they stand.
  private func directives(_ syntax: Syntax) -> [Refusal] {
    ["#if", "#sourceLocation", "@testable", "@`testable"].compactMap { directive in
      syntax.first(directive, from: 0).map {
        (syntax.line($0), "`\(directive)` is not allowed in an exercise, not even in a comment")
      }
    }
  }

  private func imports(_ syntax: Syntax) -> [Refusal] {
    syntax.imports.filter { !stub.modules.contains($0.module) }.map {
      ($0.line, "`import \($0.module)`: only what the stub imports may be imported")
    }
  }

  private func attributes(_ syntax: Syntax) -> [Refusal] {
    let own = syntax.ownAttributes
    return syntax.attributes.lazy.filter { attribute in
      !Self.allowedAttributes.contains(attribute.name) && !own.contains(attribute.name)
        && !stub.attributes.contains(attribute.name)
    }.prefix(Self.most).map {
      (
        syntax.line($0.node, word: $0.spelling),
        "`\($0.spelling)` is not allowed in an exercise"
      )
    }
  }

  private func constructs(_ syntax: Syntax) -> [Refusal] {
    syntax.nodes.indices.lazy.compactMap { index in
      Self.refusedConstruct(syntax.nodes[index]).map { (index, $0.word, $0.reason) }
    }.prefix(Self.most).map { index, word, reason in
      (syntax.line(index, word: word), "`\(word)`: \(reason)")
    }
  }

  private static func refusedConstruct(_ node: Syntax.Node) -> (word: String, reason: String)? {
    switch node.kind {
    case "unsafe_expr": return ("unsafe", memory)
    case "macro_decl": return ("macro", "no macros in an exercise")
    case "macro_expansion_expr", "macro_expansion_decl":
      return ("#" + (node.fields["name"] ?? node.name), "no macros in an exercise")
    case "magic_identifier_literal_expr":
      let word = node.fields["kind"] ?? "#"
      return allowedLiterals.contains(word) ? nil : (word, "not in an exercise")
    case "object_literal", "objc_selector_expr": return ("#", "not in an exercise")
    default: return nil
    }
  }

  /// The parse tree leaves out what a parameter of a subscript is by default.
  private func hiddenParts(_ syntax: Syntax) -> [Refusal] {
    syntax.nodes.indices.lazy.filter { index in
      let node = syntax.nodes[index]
      guard node.kind == "parameter_list", node.parent >= 0 else { return false }
      let owner = syntax.nodes[node.parent]
      return owner.kind == "accessor_decl" && owner.range.lowerBound > node.range.lowerBound
        && syntax.bytes(node.range).contains { "={@".utf8.contains($0) }
    }.prefix(Self.most).map {
      (
        syntax.line(syntax.nodes[$0].range.lowerBound),
        "a subscript's parameters have neither defaults nor attributes in an exercise"
      )
    }
  }

  private func reservedNames(_ syntax: Syntax) -> [Refusal] {
    let known = syntax.declaredNames.union(stub.names)
    return syntax.nodes.indices.lazy.flatMap { index in
      syntax.referredNames(index).filter { $0.hasPrefix("_") && $0 != "_" && !known.contains($0) }
        .map { (index, $0) }
    }.prefix(Self.most).map { index, name in
      (
        syntax.line(index, word: name),
        "`\(name)`: names that start like this belong to Swift itself"
      )
    }
  }

  /// What is public costs the compiler time and memory in the list of its symbols.
  private func publics(_ syntax: Syntax) -> [Refusal] {
    let publics = syntax.publics
    let most = stub.publics + Self.mostPublics
    guard publics.count > most else { return [] }
    return [
      (syntax.line(publics[most]), "it makes far more public than the stub: leave the word away")
    ]
  }

  /// Beyond the stub's: a type of one's own may have public members.
  private static let mostPublics = 100
  /// A person reads no more refusals of one kind.
  private static let most = 20
  private static let memory = "an exercise has no business with raw memory"
  /// By the compiler's names; those in the language's own words are modifiers.
  private static let allowedAttributes: Set<String> = [
    "access_control", "autoclosure", "available", "borrowing", "consuming", "convenience",
    "discardable_result", "dynamic_callable", "dynamic_member_lookup", "escaping", "final",
    "indirect", "infix", "inline", "lazy", "mutating", "non_mutating", "nonisolated", "override",
    "postfix", "prefix", "property_wrapper", "reference_ownership", "required", "result_builder",
    "rethrows", "sendable", "Sendable", "setter_access", "warn_unqualified_access",
  ]
  private static let allowedLiterals: Set<String> = [
    "#file", "#fileID", "#filePath", "#function", "#line", "#column",
  ]
}
