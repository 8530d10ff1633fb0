/// Public functions that throw say what they throw, and when. One that a protocol asks for says it there.
enum ThrowsRule {
  static func undocumented(_ tree: SourceTree) -> [Finding] {
    let requirements = requirements(tree)
    return tree.handwritten.filter { $0.path.hasPrefix("Sources/") }.flatMap { file -> [Finding] in
      let hidden = Set(
        file.declarations.filter { $0.isType && $0.access < .package }.map(\.name))
      return file.declarations.compactMap { declaration -> Finding? in
        guard declaration.isThrowing, declaration.access >= .package,
          hidden.isDisjoint(with: declaration.parents),
          !declaration.documentation.contains(where: { $0.contains("- Throws") }),
          !isRequired(declaration, in: file, requirements)
        else { return nil }
        return Finding(
          path: file.path, line: declaration.line,
          message: "\(declaration.name) throws: say what and when, in a line '- Throws: …'")
      }
    }
  }

  /// What each protocol asks for, by its name.
  private static func requirements(_ tree: SourceTree) -> [String: Set<String>] {
    var requirements: [String: Set<String>] = [:]
    for file in tree.files {
      let protocols = Set(file.declarations.filter { $0.keyword == "protocol" }.map(\.name))
      for declaration in file.declarations {
        guard let parent = declaration.parents.last, protocols.contains(parent) else { continue }
        requirements[parent, default: []].insert(signature(declaration))
      }
    }
    return requirements
  }

  private static func isRequired(
    _ declaration: Declaration, in file: SourceFile, _ requirements: [String: Set<String>]
  ) -> Bool {
    file.declarations.filter { $0.name == declaration.parents.last }.flatMap(\.conformances)
      .contains { requirements[$0]?.contains(signature(declaration)) == true }
  }

  private static func signature(_ declaration: Declaration) -> String {
    declaration.name + "(" + (declaration.label ?? "")
  }
}
