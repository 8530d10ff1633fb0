#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What the compiler made of a stub: which functions and types there are, where their bodies stand,
/// and of which types they are. Read from its syntax tree (`-dump-ast-format json`), never from text.
struct StubSyntax {
  struct Parameter {
    var label: String?
    var name: String
    var type: TypeName
  }

  struct Function {
    /// `Grid.isPhase1`, as a reader would look it up.
    var name: String
    /// Where the braces of its body stand, in bytes.
    var body: ClosedRange<Int>
    /// Where the body's only expression begins, if that stands there without `return`.
    var expression: Int?
    var result: TypeName
    var thrown: TypeName?
    var parameters: [Parameter]
    /// The type whose stored properties it gives values to, if it is an initialiser.
    var initialised: String?
  }

  struct Nominal {
    /// With the types around it: `SessionServer.Image`.
    var name: String
    var isPublic: Bool
    /// Whether the compiler derives its `==`.
    var derivesEquality = false
    var cases: [(name: String, parameters: [Parameter])] = []
    var initialisers: [[Parameter]] = []
    var stored: [Parameter] = []
  }

  private(set) var functions: [Function] = []
  private(set) var nominals: [Nominal] = []
  /// Where `let` begins for stored properties, in bytes.
  private(set) var constants: [Int] = []
  private let types: [String: TypeName]

  /// - Parameters:
  ///   - dump: what the compiler wrote.
  ///   - module: the stub's.
  ///   - demangled: the names of mangled types, in their order.
  /// - Throws: if it isn't what the compiler writes.
  init(_ dump: [UInt8], module: String, demangled: ([String]) throws -> [String]) throws {
    let root = try JSONDecoder().decode(SyntaxNode.self, from: Data(dump))
    let mangled = Set(root.mangledTypes).sorted()
    let names = try demangled(mangled).map { TypeName($0, in: module) }
    types = Dictionary(zip(mangled, names), uniquingKeysWith: { first, _ in first })
    for item in root.items ?? [] { read(item, in: nil) }
  }

  private mutating func read(_ node: SyntaxNode, in outer: Int?) {
    guard node.implicit != true else {
      if let outer, node.text?.hasPrefix("__derived_") == true,
        node.text?.hasSuffix("_equals") == true
      {
        nominals[outer].derivesEquality = true
      }
      return
    }
    switch node._kind {
    case "struct_decl", "enum_decl", "class_decl", "actor_decl":
      let name = ([outer.map { nominals[$0].name }, node.text].compactMap { $0 }).joined(
        separator: ".")
      nominals.append(Nominal(name: name, isPublic: node.access == "public"))
      readMembers(of: node, in: nominals.count - 1)
    case "extension_decl":
      let extended = type(node.extended_type).nominal
      readMembers(of: node, in: nominals.firstIndex { $0.name == extended })
    case "enum_element_decl":
      guard let outer, let name = node.text else { return }
      nominals[outer].cases.append((name, node.parameters.map(parameter)))
    case "var_decl", "subscript_decl": readStorage(node, in: outer)
    case "func_decl", "constructor_decl": readFunction(node, named: node.text, in: outer)
    default: break
    }
  }

  private mutating func readMembers(of node: SyntaxNode, in outer: Int?) {
    let members = node.members ?? []
    for (index, member) in members.enumerated() {
      read(member, in: outer)
      let isConstant =
        member.isLet == true && member.isStatic != true && member.readImpl == "stored"
      if isConstant, index > 0, let binding = members[..<index].last(where: { $0.isBinding }) {
        if let start = binding.range?.start { constants.append(start) }
      }
    }
  }

  private mutating func readStorage(_ node: SyntaxNode, in outer: Int?) {
    if let outer, node.readImpl == "stored", node.isStatic != true, let name = node.text {
      nominals[outer].stored.append(
        Parameter(label: name, name: name, type: type(node.interface_type)))
    }
    for accessor in node.accessors ?? [] where accessor.implicit != true {
      readFunction(accessor, named: node.text, in: outer)
    }
  }

  private mutating func readFunction(_ node: SyntaxNode, named name: String?, in outer: Int?) {
    let parameters = node.parameters.map(parameter)
    let isInitialiser = node._kind == "constructor_decl"
    if isInitialiser, let outer { nominals[outer].initialisers.append(parameters) }
    guard let range = node.body?.range, range.start < range.end else { return }
    let elements = node.body?.elements ?? []
    // An initialiser's only expression is no value of it.
    let isSingle = !isInitialiser && elements.count == 1 && elements[0]._kind == "return_stmt"
    let outerName = outer.map { nominals[$0].name }
    functions.append(
      Function(
        name: [outerName, name].compactMap { $0 }.joined(separator: "."),
        body: range.start...range.end,
        expression: isSingle && elements[0].implicit == true ? elements[0].range?.start : nil,
        result: isInitialiser ? TypeName.void : type(node.result),
        thrown: thrown(by: node), parameters: parameters,
        initialised: isInitialiser ? outerName : nil))
  }

  /// What it throws; `unknown` if it may throw anything.
  private func thrown(by node: SyntaxNode) -> TypeName? {
    if let thrown = node.thrown_type, !thrown.isEmpty { return type(thrown) }
    guard case .other(let text) = type(node.interface_type), text.contains(" throws ->") else {
      return nil
    }
    return TypeName.unknown
  }

  private func parameter(_ node: SyntaxNode) -> Parameter {
    Parameter(label: node.apiName, name: node.text ?? "_", type: type(node.interface_type))
  }

  private func type(_ mangled: String?) -> TypeName {
    mangled.flatMap { types[$0] } ?? TypeName.unknown
  }
}

extension SyntaxNode {
  fileprivate var isBinding: Bool { _kind == "pattern_binding_decl" }
}

extension Compiler {
  /// What the compiler makes of a stub.
  ///
  /// - Throws: `CheatTrial.Failure` if it makes nothing of it.
  func syntax(of stub: SourceFile, _ module: String, in attempts: Folder) throws -> StubSyntax {
    let folder = try attempts.unique()
    defer { folder.remove() }
    do {
      return try StubSyntax(
        try dump(module, stub, in: folder), module: module, demangled: demangled)
    } catch let rejection as Rejection {
      throw CheatTrial.Failure(description: Plain.text(rejection.findings))
    } catch {
      throw CheatTrial.Failure(description: "the compiler's tree can't be read: \(error)")
    }
  }

  private func demangled(_ names: [String]) throws -> [String] {
    // A pipe takes 64 KB at a time, and a stub has far fewer types.
    let command = Command(
      arguments: [toolchain.root + "/bin/swift-demangle", "-compact"], directory: "/",
      environment: Toolchain.environment, input: Array(names.joined(separator: "\n").utf8) + [10],
      limits: .compiler)
    let lines = String(decoding: Child.run(command).output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > names.count || names.isEmpty else {
      throw CheatTrial.Failure(description: "swift-demangle doesn't answer")
    }
    return Array(lines.prefix(names.count))
  }
}
