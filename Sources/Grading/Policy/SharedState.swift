/// State that outlives a call and belongs to no node: with it, nodes would talk to each other
/// outside the network, and a copy of a node would not be a copy.
extension SourceRules {
  func sharedState(_ syntax: Syntax) -> [Refusal] {
    let computed = Set(
      syntax.nodes.lazy.filter { node in
        node.kind == "accessor_decl" && Self.readers.contains { node.fields[$0] == "true" }
      }.map(\.parent))
    return syntax.nodes.indices.compactMap { index in
      let node = syntax.nodes[index]
      switch node.kind {
      case "class_decl" where node.fields["actor"] == "true":
        return (syntax.line(node.range.lowerBound), "`actor \(node.name)`: \(Self.reason)")
      case "var_decl" where node.fields["let"] != "true" && node.fields["implicit"] != "true":
        let isShared = node.fields["static"] == "true" || syntax.enclosing[index] < 0
        guard isShared, !computed.contains(index) else { return nil }
        return (syntax.line(node.range.lowerBound), "`var \(node.name)`: \(Self.reason)")
      default: return nil
      }
    }
  }

  private static let reason =
    "what all nodes and calls share is not for exercises; keep it in a type's own properties"
  private static let readers = ["get", "_read", "read"]
}
