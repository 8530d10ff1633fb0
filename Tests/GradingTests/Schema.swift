import Foundation

/// As much of JSON Schema as the formats of the reports need: enough to reject what a format's own
/// reader would reject.
struct Schema {
  private let root: [String: Any]

  init(fixture name: String) throws {
    let data = try Data(
      contentsOf: FixtureCourse.fixtures.appendingPathComponent("Schemas/\(name).json"))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What is wrong with the text, by where it stands; empty if nothing is.
  func violations(in text: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return check(value, root, at: "$")
  }

  private func check(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var found: [String] = []
    if let types = schema["type"] {
      let names = types as? [String] ?? [types as? String ?? ""]
      if !names.contains(where: { Self.isOf($0, value) }) { found.append("\(path): not \(names)") }
    }
    if let allowed = schema["enum"] as? [AnyHashable],
      !allowed.contains(where: { $0 == value as? AnyHashable })
    {
      found.append("\(path): none of \(allowed)")
    }
    if let longest = schema["maxLength"] as? Int, let text = value as? String,
      text.count > longest
    {
      found.append("\(path): longer than \(longest)")
    }
    if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
      found.append("\(path): less than \(least)")
    }
    if let object = value as? [String: Any] { found += members(object, schema, at: path) }
    if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
      found += array.enumerated().flatMap { check($1, items, at: "\(path)[\($0)]") }
    }
    return found
  }

  private func members(
    _ object: [String: Any], _ schema: [String: Any], at path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    let missing = required.filter { object[$0] == nil }.map { "\(path): no \($0)" }
    let unknown =
      schema["additionalProperties"] as? Bool == false
      ? object.keys.filter { properties[$0] == nil }.sorted().map { "\(path): unknown \($0)" } : []
    let inner = object.keys.sorted().flatMap { key in
      properties[key].map { check(object[key] ?? NSNull(), $0, at: "\(path).\(key)") } ?? []
    }
    return missing + unknown + inner
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
    case "number": value is Double
    default: false
    }
  }
}
