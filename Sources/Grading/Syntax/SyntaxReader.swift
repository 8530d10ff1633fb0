/// Reads the compiler's dump of a parse tree.
///
/// It is JSON but for one thing: the compiler forgets to close some of its objects (a type with an
/// attribute is one). So each word belongs to the object that was opened last, and nothing depends
/// on what is closed.
struct SyntaxReader {
  private struct Frame {
    /// -1 in an array, and in an object that is no node.
    var node = -1
    /// The key under which it stands.
    var key: String
    var isArray: Bool
  }

  private let bytes: [UInt8]
  private var index = 0
  private var frames: [Frame] = []
  private var nodes: [Syntax.Node] = []
  private var key = ""

  static func nodes(in dump: [UInt8]) -> [Syntax.Node] {
    var reader = SyntaxReader(bytes: dump)
    reader.read()
    return reader.nodes
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"): open(isArray: false)
      case UInt8(ascii: "["): open(isArray: true)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = frames.popLast()
        index += 1
      case UInt8(ascii: "\""):
        let text = string()
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
          key = text
        } else {
          take(text)
        }
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\n"): index += 1
      default: take(word())
      }
    }
  }

  private mutating func open(isArray: Bool) {
    frames.append(Frame(key: key, isArray: isArray))
    index += 1
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() -> String {
    let start = index
    while index < bytes.count, !",]}\n".utf8.contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A string, its escapes as they are spelt: nothing that is looked for has any.
  private mutating func string() -> String {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(index, bytes.count)
    index += 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func take(_ value: String) {
    guard let frame = frames.last else { return }
    if frame.isArray { return add(value, to: owner, under: frame.key) }
    if frame.node >= 0 { return add(value, to: frame.node, under: key) }
    switch (frame.key, key) {
    // A name comes as two objects of their own and belongs to what it is the name of.
    case (_, "_kind"): if value != "decl_name", value != "base_name" { begin(value) }
    case ("base_name", "name"), ("base_name", "special"):
      if owner >= 0 { nodes[owner].name = value }
    case ("base_name", _): add(value, to: owner, under: key)
    case ("range", _): setRange(Int(value) ?? 0)
    default: break
    }
  }

  /// The end of a range is where its last word begins: it reaches one byte further at least.
  private mutating func setRange(_ offset: Int) {
    guard owner >= 0 else { return }
    let start = key == "start" ? offset : nodes[owner].range.lowerBound
    nodes[owner].range = start..<(max(start, offset) + 1)
  }

  /// The node that the words of an array, or of an object that is none, belong to.
  private var owner: Int { frames.last { $0.node >= 0 }?.node ?? -1 }

  private mutating func begin(_ kind: String) {
    nodes.append(Syntax.Node(kind: kind, parent: owner))
    frames[frames.count - 1].node = nodes.count - 1
  }

  private mutating func add(_ value: String, to node: Int, under key: String) {
    guard node >= 0, !value.isEmpty, !Self.ignored.contains(key) else { return }
    if let known = nodes[node].fields[key] {
      nodes[node].fields[key] = known + "." + value
    } else {
      nodes[node].fields[key] = value
    }
  }

  /// What no rule asks for and every expression has.
  private static let ignored: Set<String> = [
    "type", "decl_context", "init_context", "discriminator", "function_ref", "apply_level",
    "isolation_crossing", "builtin_initializer", "initializer", "value", "encoding", "unbound",
  ]
}
