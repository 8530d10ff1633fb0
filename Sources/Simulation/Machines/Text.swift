/// How values are shown to a reader.
package enum Text {
  /// As it describes itself, but an optional as what it holds, or `nil`.
  package static func of(_ value: some Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return "\(value)" }
    return mirror.children.first.map { of($0.value) } ?? "nil"
  }
}
