/// The parts of a parse tree that rules ask for.
extension Syntax {
  /// The modules imported, `import struct Foundation.Date` included.
  var imports: [(module: String, line: Int)] {
    nodes.filter { $0.kind == "import_decl" }.map {
      ($0.fields["module_path"] ?? "?", line($0.range.lowerBound))
    }
  }

  /// Where it says `public` or `open`.
  var publics: [Int] {
    nodes.lazy.filter { node in
      node.kind == "access_control_attr"
        && ["public", "open"].contains(node.fields["access_level"])
    }.map(\.range.lowerBound)
  }

  struct Attribute {
    /// The compiler's name of a built-in one, else the type's that it is made of.
    var name: String
    /// As the source has it, as far as that can be told.
    var spelling: String
    var node: Int
  }

  /// Attributes and modifiers of declarations, of types and of conformances.
  var attributes: [Attribute] { nodes.indices.flatMap(attributes(of:)) }

  private func attributes(of index: Int) -> [Attribute] {
    let node = nodes[index]
    switch node.kind {
    case "custom_attr": return [customAttribute(index)]
    case "type_attributed":
      // `@escaping @Sendable `, as the compiler writes them.
      return (node.fields["attrs"] ?? "").split(separator: "@").map { text in
        let name = String(text.prefix { Self.isOfWord($0.utf8.first ?? 0) })
        return Attribute(name: name, spelling: "@\(name)", node: index)
      }
    case "inherited_entry":
      return node.fields.keys.filter { !["type", "suppressed"].contains($0) }.sorted().map {
        Attribute(name: $0, spelling: "@\($0)", node: index)
      }
    case _ where node.kind.hasSuffix("_attr"): return [builtIn(index)]
    default: return []
    }
  }

  private func builtIn(_ index: Int) -> Attribute {
    let node = nodes[index]
    let isUnsafe = node.fields.keys.contains { $0.contains("unsafe") }
    let name = String(node.kind.dropLast("_attr".count)) + (isUnsafe ? "(unsafe)" : "")
    let written = word(at: node.range.lowerBound)
    return Attribute(name: name, spelling: "@" + (written.isEmpty ? name : written), node: index)
  }

  /// A property wrapper, a result builder or an actor. Only its plain name right behind the sign is
  /// taken for a name.
  private func customAttribute(_ index: Int) -> Attribute {
    let start = nodes[index].range.lowerBound
    let name = word(at: start)
    let isPlain =
      !name.isEmpty && bytes(from: start + 1 + name.utf8.count).first != UInt8(ascii: ".")
    return Attribute(name: isPlain ? name : "?", spelling: "@\(name)", node: index)
  }

  /// The identifier at a place, a sign before it left out.
  private func word(at start: Int) -> String {
    let rest = bytes(from: start)
    let letters = rest.first == UInt8(ascii: "@") ? rest.dropFirst() : rest
    return String(decoding: letters.prefix(while: Self.isOfWord), as: UTF8.self)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Property wrappers and result builders that the file declares for itself. A name of Swift's own
  /// is none: where the file's is out of scope, it would mean Swift's.
  var ownAttributes: Set<String> {
    let makers: Set<String> = ["property_wrapper_attr", "result_builder_attr"]
    let names = nodes.filter { makers.contains($0.kind) && $0.parent >= 0 }
      .map { nodes[$0.parent].name }
    return Set(names).subtracting(["MainActor", "TaskLocal", "DebugDescription", "?", ""])
  }

  /// Every name that the file gives to something, and what comes with a wrapped property.
  var declaredNames: Set<String> {
    Set(nodes.flatMap { $0.kind == "var_decl" ? [$0.name, "_" + $0.name] : [$0.name] })
  }

  /// The names by which a node refers to something.
  func referredNames(_ index: Int) -> [String] {
    ["name", "field", "id"].compactMap { nodes[index].fields[$0] }
      .map { String($0.prefix { $0 != "(" }) }
  }

  /// Everything that the file refers to.
  var references: Set<String> { Set(nodes.indices.flatMap(referredNames)) }
}
