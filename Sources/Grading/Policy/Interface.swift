#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a module shows to the world, as the compiler's symbol graphs list it.
///
/// A submission shows exactly what the stub shows. One declaration more could change what a test
/// means: an operator, a conformance, a type of the same name. The graphs leave out what the
/// compiler derives, so a hand-written `==` stands out from a derived one.
struct Interface: Hashable, Sendable {
  struct Declaration: Hashable, Sendable {
    var text: String
    /// `mutating`, `static`, `throws` and the like: not all of them are part of the identifier,
    /// and all of them say how a caller has to call.
    var keywords: [String]
    var line: Int?
  }

  /// By the compiler's precise identifier.
  var declarations: [String: Declaration] = [:]
  /// `Proposer: Hashable`, by the identifiers of both.
  var conformances: [String: String] = [:]

  /// - Parameter graphs: the texts of the module's symbol graph files.
  init(graphs: [[UInt8]]) throws {
    for graph in graphs {
      let graph = try JSONDecoder().decode(Graph.self, from: Data(graph))
      for symbol in graph.symbols { add(symbol) }
      let names = Dictionary(
        graph.symbols.map { ($0.identifier.precise, $0.pathComponents.joined(separator: ".")) },
        uniquingKeysWith: { first, _ in first })
      for relation in graph.relationships where relation.kind == "conformsTo" {
        let target = relation.targetFallback ?? names[relation.target] ?? relation.target
        let source = names[relation.source] ?? relation.sourceOrigin?.displayName ?? relation.source
        conformances["\(relation.source) \(relation.target)"] = "\(source): \(target)"
      }
    }
  }

  private mutating func add(_ symbol: Graph.Symbol) {
    // What a protocol gives to all that conform to it is not this module's doing.
    guard !symbol.identifier.precise.contains("::SYNTHESIZED::") else { return }
    // An extension block's identifier counts its members; those are listed themselves.
    guard symbol.kind.identifier != "swift.extension" else { return }
    let fragments = symbol.declarationFragments ?? []
    declarations[symbol.identifier.precise] = Declaration(
      text: fragments.map(\.spelling).joined(),
      keywords: fragments.filter { $0.kind == "keyword" }.map(\.spelling),
      line: symbol.location.map { $0.position.line + 1 })
  }

  /// What a submission shows beyond the stub, in the order of its lines.
  func additions(to stub: Interface, file: String) -> [Finding] {
    let declared = declarations.filter { stub.declarations[$0.key] == nil }.values.map {
      ($0.line ?? 1, "`\($0.text)` is public and not in the stub: make it private")
    }
    let conforming = conformances.filter { stub.conformances[$0.key] == nil }.values.map {
      (1, "the conformance `\($0)` is not in the stub")
    }
    return Self.findings(declared + conforming, file: file)
  }

  /// What the tests count on and a submission has taken away or changed.
  func losses(from stub: Interface, file: String) -> [Finding] {
    let declared = stub.declarations.filter { declarations[$0.key] == nil }.values.map {
      (1, "`\($0.text)` is in the stub and missing here")
    }
    let conforming = stub.conformances.filter { conformances[$0.key] == nil }.values.map {
      (1, "the conformance `\($0)` is in the stub and missing here")
    }
    let changed = stub.declarations.compactMap { identifier, declaration -> (Int, String)? in
      // A stored property's accessors are no keywords to the compiler, a computed one's are.
      guard let own = declarations[identifier], own.text != declaration.text,
        own.keywords != declaration.keywords
      else { return nil }
      return (own.line ?? 1, "`\(own.text)` is `\(declaration.text)` in the stub: leave it so")
    }
    return Self.findings(declared + conforming + changed, file: file)
  }

  private static func findings(_ lines: [(Int, String)], file: String) -> [Finding] {
    lines.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map { Finding(place: Place(file: file, line: $0.0), message: $0.1) }
  }
}

/// The part of swift-symbolkit's format that is looked at.
private struct Graph: Decodable {
  var symbols: [Symbol]
  var relationships: [Relationship]

  struct Symbol: Decodable {
    struct Kind: Decodable { var identifier: String }
    struct Identifier: Decodable { var precise: String }
    struct Fragment: Decodable {
      var kind: String
      var spelling: String
    }
    struct Location: Decodable { var position: Position }
    struct Position: Decodable { var line: Int }

    var kind: Kind
    var identifier: Identifier
    var pathComponents: [String]
    var declarationFragments: [Fragment]?
    var location: Location?
  }

  struct Relationship: Decodable {
    struct Origin: Decodable { var displayName: String }

    var kind: String
    var source: String
    var target: String
    var targetFallback: String?
    var sourceOrigin: Origin?
  }
}
