/// Types of one name in two modules that one reader sees.
///
/// Whoever reads a module reads what it stands on, so among our own modules, a name that another one below
/// has is taken, whoever may use it there. A chapter's reader and a test's see what their files can name.
struct SharedNamesRule {
  private struct Place {
    var path: String
    var line: Int
    var access: Declaration.Access
  }

  /// By module, then by name.
  private var types: [String: [String: Place]] = [:]
  /// By module, the modules that its files import, with the access that a type there needs to be named.
  private var imports: [String: [String: Declaration.Access]] = [:]
  /// The modules that are no chapters and no tests.
  private var own = Set<String>()

  static func shared(_ tree: SourceTree) -> [Finding] { SharedNamesRule(tree).findings }

  private init(_ tree: SourceTree) {
    for file in tree.files where !file.isWork {
      if !file.isGenerated && !file.isTest { own.insert(file.module) }
      for type in file.declarations
      where type.isType && type.isAtFileScope && type.access > .hidden {
        types[file.module, default: [:]][type.name] = Place(
          path: file.path, line: type.line, access: type.access)
      }
      for imported in file.imports {
        let needed = imported.isTestable ? Declaration.Access.module : .package
        let known = imports[file.module]?[imported.module] ?? needed
        imports[file.module, default: [:]][imported.module] = min(known, needed)
      }
    }
  }

  private var findings: [Finding] {
    var found: [Finding] = []
    var told = Set<[String]>()
    for reader in Set(types.keys).union(imports.keys).sorted() {
      var seen: [String: [String]] = [:]
      for module in visible(from: reader).sorted() {
        for (name, place) in (types[module] ?? [:]).sorted(by: { $0.key < $1.key }) {
          for other in seen[name] ?? [] where sees(reader, name, of: other, and: module) {
            guard let first = types[other]?[name], told.insert([name, other, module]).inserted
            else { continue }
            found.append(
              Finding(
                path: place.path, line: place.line,
                message: "\(name) is a type of \(first.path):\(first.line), too, and a reader of "
                  + "\(reader) sees both: rename one by its role"))
          }
          seen[name, default: []].append(module)
        }
      }
    }
    return found
  }

  private func sees(
    _ reader: String, _ name: String, of one: String, and other: String
  ) -> Bool {
    if own.isSuperset(of: [reader, one, other]) { return true }
    return canName(name, of: one, in: reader) && canName(name, of: other, in: reader)
  }

  private func canName(_ name: String, of module: String, in reader: String) -> Bool {
    guard let place = types[module]?[name] else { return false }
    return reader == module || (imports[reader]?[module].map { place.access >= $0 } ?? false)
  }

  /// The modules that a reader of this one sees: for one of our own, all below it.
  private func visible(from module: String) -> Set<String> {
    var open = [module]
    var seen: Set = [module]
    while let next = open.popLast() {
      for imported in imports[next, default: [:]].keys where seen.insert(imported).inserted {
        if own.contains(module) { open.append(imported) }
      }
    }
    return seen
  }
}
