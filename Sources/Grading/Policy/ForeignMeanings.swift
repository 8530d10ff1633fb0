/// What the compiler derives (`==` of a struct, `init(rawValue:)`) calls operators by their names.
/// One that a submission gives to a type of somebody else's would be called instead of that type's.
extension SourceRules {
  func foreignMeanings(_ syntax: Syntax) -> [Refusal] {
    let own = Set(
      syntax.nodes.indices.filter { Self.types.contains(syntax.nodes[$0].kind) }
        .map { Self.path(of: $0, in: syntax) })
    return syntax.nodes.indices.compactMap { index in
      let node = syntax.nodes[index]
      guard node.kind == "func_decl", node.fields["is_operator"] == "true",
        Self.derived.contains(node.name)
      else { return nil }
      let around = syntax.enclosing[index]
      var owner = ""
      if around >= 0 {
        // In a type of its own, one of the operands is of that type.
        guard syntax.nodes[around].kind == "extension_decl",
          !own.contains(Self.path(of: around, in: syntax))
        else { return nil }
        owner = " for `\(syntax.nodes[around].fields["extended_type"] ?? "?")`"
      }
      return (
        syntax.line(node.range.lowerBound),
        "`\(node.name)`\(owner): what the compiler derives would call it; declare it inside a type "
          + "of your own"
      )
    }
  }

  /// `Outer.Inner`: where a type stands, or what an extension names, without arguments.
  private static func path(of index: Int, in syntax: Syntax) -> String {
    let node = syntax.nodes[index]
    guard node.kind != "extension_decl" else {
      return String((node.fields["extended_type"] ?? "?").prefix { $0 != "<" && $0 != " " })
    }
    let around = syntax.enclosing[index]
    // A type inside a function can't be extended: its path is nobody's.
    guard around >= 0 else { return node.name }
    return syntax.nodes[around].kind == "brace_stmt"
      ? "{}." + node.name : path(of: around, in: syntax) + "." + node.name
  }

  private static let types: Set<String> = ["struct_decl", "enum_decl", "class_decl"]
  private static let derived: Set<String> = [
    "==", "!=", "===", "!==", "<", ">", "<=", ">=", "~=", "&&", "||", "!",
  ]
}
