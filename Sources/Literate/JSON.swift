/// A JSON value that prints its keys in the order given, so that the same input gives the same bytes.
public indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// The value as text, two spaces an indentation, without a newline at the end.
  public var text: String { text(margin: "") }

  private func text(margin: String) -> String {
    let inner = margin + "  "
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let value): return String(value)
    case .string(let value): return Self.quoted(value)
    case .array(let values):
      if values.isEmpty { return "[]" }
      let lines = values.map { inner + $0.text(margin: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(margin)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.key)): \($0.value.text(margin: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
    }
  }

  /// RFC 8259, §7: quotes, backslashes and control characters are escaped, all else stands as it is.
  private static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension SourceText {
  /// Every fenced block as `course blocks FILE --json` prints it.
  public var blocksAsJSON: JSON {
    .object([
      ("file", .string(path)),
      ("blocks", .array(fencedBlocks().map(\.asJSON))),
    ])
  }
}

extension FencedBlock {
  /// The role's name, for a block that has one.
  public var roleName: String? {
    guard let role = try? Role(info), role != .prose else { return nil }
    return role.name
  }

  /// The first of each key: a JSON object with one key twice means nothing sure.
  private var attributes: [(key: String, value: JSON)] {
    var seen = Set<String>()
    return info.attributes.filter { seen.insert($0.key).inserted }.map {
      ($0.key, .string($0.value ?? ""))
    }
  }

  fileprivate var asJSON: JSON {
    .object([
      ("line", .number(line)),
      ("endLine", .number(endLine)),
      ("info", .string(info.text)),
      ("language", .string(info.language)),
      ("role", roleName.map(JSON.string) ?? .null),
      ("attributes", .object(attributes)),
      ("literal", .string(literal.text)),
      ("containers", .array(containers.map(JSON.string))),
      ("closed", .bool(isClosed)),
    ])
  }
}
