/// A node of the compiler's syntax tree. All of it is optional: there are hundreds of kinds.
struct SyntaxNode: Decodable {
  /// Where the first and the last token begin, in bytes.
  struct Range: Decodable {
    var start: Int
    var end: Int
  }
  struct Name: Decodable {
    struct Base: Decodable {
      var name: String?
      var special: String?
    }
    var base_name: Base?
  }
  struct Body: Decodable {
    var range: Range?
    var elements: [Element]?
  }
  struct Element: Decodable {
    var _kind: String
    var implicit: Bool?
    var range: Range?
  }
  struct Parameters: Decodable { var params: [SyntaxNode]? }

  var _kind: String
  var implicit: Bool?
  var range: Range?
  var name: Name?
  var apiName: String?
  var access: String?
  var isStatic: Bool?
  var isLet: Bool?
  var readImpl: String?
  /// Mangled, as all types are.
  var interface_type: String?
  var result: String?
  var thrown_type: String?
  var extended_type: String?
  var params: Parameters?
  var body: Body?
  var members: [SyntaxNode]?
  var items: [SyntaxNode]?
  var accessors: [SyntaxNode]?

  private enum CodingKeys: String, CodingKey {
    case _kind, implicit, range, name, apiName, access, readImpl, interface_type, result
    case thrown_type, extended_type, params, body, members, items, accessors
    case isStatic = "static"
    case isLet = "let"
  }

  var text: String? { name?.base_name?.name ?? name?.base_name?.special }
  var parameters: [SyntaxNode] { params?.params ?? [] }

  /// Every mangled type at or below this node.
  var mangledTypes: [String] {
    let own = [interface_type, result, thrown_type, extended_type].compactMap { $0 }
    let below = [members, items, accessors, params?.params].compactMap { $0 }.joined()
    return own.filter { $0.hasPrefix("$s") } + below.flatMap(\.mangledTypes)
  }
}
