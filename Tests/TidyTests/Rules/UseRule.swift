/// What nothing uses, and what only tests use, among all that is declared at file scope.
///
/// A declaration uses another one if it names it and could see it. Those of an extension are used if one of
/// its members is named, or it adds a conformance, and what it extends is used; a conformance of a type that
/// isn't ours is used with its protocol. Whatever is reached so from the programs, the manifest and the
/// chapters is used. A name is a name here, whatever it means: so
/// something may pass that nothing uses, but nothing is accused that is used.
struct UseRule {
  private struct Node {
    var file: Int
    var declaration: Declaration
    /// What it can be named by.
    var names: Set<String>
    /// Those of its names that only its own file can say.
    var hidden: Set<String>
    /// What stands in it.
    var words: Set<String> = []
  }

  private let files: [SourceFile]
  private let visible: [Set<String>]
  private var nodes: [Node] = []
  /// The nodes that a name can mean.
  private var named: [String: [Int]] = [:]
  /// The extensions of a type.
  private var extending: [String: [Int]] = [:]
  /// The extensions that make a type of others conform to a protocol.
  private var conforming: [String: [Int]] = [:]
  /// The types that are declared here.
  private var types: [String: [Int]] = [:]

  init(_ tree: SourceTree) {
    files = tree.files
    visible = files.map { Set($0.imports.map(\.module) + [$0.module]) }
    for index in files.indices { addNodes(of: index) }
    for (index, node) in nodes.enumerated() {
      for name in node.names { named[name, default: []].append(index) }
      if node.declaration.keyword == "extension" {
        extending[node.declaration.base, default: []].append(index)
      } else if node.declaration.isType {
        types[node.declaration.name, default: []].append(index)
      }
    }
    for (index, node) in nodes.enumerated()
    where node.declaration.keyword == "extension" && types[node.declaration.base] == nil {
      for name in node.declaration.conformances { conforming[name, default: []].append(index) }
    }
  }

  private mutating func addNodes(of index: Int) {
    let file = files[index]
    let starts = file.declarations.filter(\.isAtFileScope).map(\.position)
    for (start, end) in zip(starts, starts.dropFirst() + [file.tokens.count]) {
      let inside = file.declarations.filter { (start..<end).contains($0.position) }
      let words = Set(file.tokens[start..<end].filter { $0.kind == .word }.map(\.text))
      nodes.append(
        Node(
          file: index, declaration: inside[0], names: names(inside),
          hidden: names(inside).subtracting(names(inside.filter { $0.access > .hidden })),
          words: words))
    }
  }

  /// What the first of these declarations can be named by: its name, or the members of an extension.
  private func names(_ declarations: [Declaration]) -> Set<String> {
    guard let first = declarations.first else { return [] }
    guard first.keyword == "extension" else { return [first.name] }
    return Set(
      declarations.dropFirst().map { member in
        // An initializer is named by the label of what it takes, and without one by its type.
        guard member.keyword == "init" else { return member.name }
        return member.label.flatMap { $0 == "_" ? nil : $0 } ?? first.base
      })
  }
}

// MARK: - Findings

extension UseRule {
  /// Handwritten declarations that neither a program, nor a chapter, nor a test reaches.
  var unused: [Finding] {
    let used = reached { $0.isRoot || $0.isTestRoot }
    return nodes.indices.filter { !used.contains($0) }
      .compactMap { finding($0, used, "nothing uses", "delete it") }
  }

  /// Declarations of a library that only tests reach, but for those that wait for a chapter to come.
  func usedByTestsOnly(awaited: Set<String> = []) -> [Finding] {
    let used = reached(also: awaited) { $0.isRoot }
    return usedByTestsOnly(but: used).compactMap {
      finding($0, used, "only tests use", "delete it, or say which chapter it waits for")
    }
  }

  /// Those that wait no longer: their chapter is written, something uses them, or they are gone.
  func overdue(_ awaited: [String: Int], written: Set<Int>) -> [String] {
    let names = usedByTestsOnly(but: reached { $0.isRoot }).map { nodes[$0].names }
    return awaited.filter { name, chapter in
      written.contains(chapter) || !names.contains { $0.contains(name) }
    }.keys.sorted()
  }

  private func usedByTestsOnly(but used: Set<Int>) -> [Int] {
    let tested = reached { $0.isRoot || $0.isTestRoot }
    return nodes.indices.filter {
      tested.contains($0) && !used.contains($0) && !files[nodes[$0].file].isTest
    }
  }

  /// With a type, its extensions are told.
  private func finding(
    _ index: Int, _ used: Set<Int>, _ what: String, _ advice: String
  ) -> Finding? {
    let (file, declaration) = (files[nodes[index].file], nodes[index].declaration)
    let isExtension = declaration.keyword == "extension"
    let isTold = isExtension && types[declaration.base]?.allSatisfy(used.contains) == false
    guard !file.isGenerated, !isTold else { return nil }
    let name = (isExtension ? "the extension of " : "") + declaration.name
    return Finding(path: file.path, line: declaration.line, message: "\(what) \(name): \(advice)")
  }
}

// MARK: - What is reached

extension UseRule {
  private func reached(
    also awaited: Set<String> = [], from isRoot: (SourceFile) -> Bool
  ) -> Set<Int> {
    var reached = Set<Int>()
    var open = nodes.indices.filter { index in
      isRoot(files[nodes[index].file]) || nodes[index].declaration.isMain
        || !awaited.isDisjoint(with: nodes[index].names) || isOperator(nodes[index])
    }
    // The extensions that somebody names a member of, before what they extend is reached.
    var waiting = Set<Int>()
    while let index = open.popLast() {
      guard reached.insert(index).inserted else { continue }
      let node = nodes[index]
      let candidates =
        node.words.flatMap { word in (named[word] ?? []).filter { sees(node, $0, as: word) } }
        + files[node.file].programs.flatMap { named[$0] ?? [] }
      for next in candidates where !reached.contains(next) {
        if isUsable(next, reached) { open.append(next) } else { waiting.insert(next) }
      }
      guard node.declaration.isType else { continue }
      open += conforming[node.declaration.name] ?? []
      for next in extending[node.declaration.name] ?? []
      where waiting.contains(next) || !nodes[next].declaration.conformances.isEmpty {
        open.append(next)
      }
    }
    return reached
  }

  private func sees(_ node: Node, _ other: Int, as name: String) -> Bool {
    let target = nodes[other]
    if target.file == node.file { return true }
    return !target.hidden.contains(name)
      && visible[node.file].contains(files[target.file].module)
  }

  /// Whether what an extension extends is used, or not ours.
  private func isUsable(_ index: Int, _ reached: Set<Int>) -> Bool {
    let declaration = nodes[index].declaration
    guard declaration.keyword == "extension", let own = types[declaration.base] else { return true }
    return own.contains(where: reached.contains)
  }

  /// An operator is used by its sign, which may be anybody's.
  private func isOperator(_ node: Node) -> Bool {
    node.declaration.keyword == "func"
      && node.declaration.name.allSatisfy { !$0.isLetter && $0 != "_" }
  }
}

extension SourceFile {
  /// Begins something by itself: the manifest, a program, or what the chapters generate.
  var isRoot: Bool {
    isGenerated || path == "Package.swift" || path.hasPrefix("Benchmarks/")
      || (!isTest && path.hasSuffix("/main.swift"))
  }

  /// Holds tests, or is a program for them.
  var isTestRoot: Bool {
    isTest
      && (path.hasSuffix("/main.swift")
        || zip(tokens, tokens.dropFirst()).contains {
          $0.text == "@" && ($1.text == "Test" || $1.text == "Suite")
        })
  }
}
