#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// SwiftPM's build plan: how each module of the package is compiled, and from what.
///
/// It is YAML whose lists are written as JSON, a line each.
struct BuildPlan {
  struct Module {
    var name: String
    var arguments: [String] = []
    var inputs: [String] = []
    var outputs: [String] = []

    /// Its own, and those of modules in C that it imports.
    var objects: [String] { (inputs + outputs).filter { $0.hasSuffix(".o") } }
    var sources: [String] { inputs.filter { $0.hasSuffix(".swift") } }
    /// The modules that have to be there first.
    var imports: [String] {
      inputs.filter { $0.hasSuffix(".swiftmodule") }.compactMap {
        $0.split(separator: "/").last?.split(separator: ".").first.map(String.init)
      }
    }
  }

  private(set) var modules: [String: Module] = [:]

  /// - Throws: what the decoder says of a line that isn't JSON.
  init(_ text: String) throws {
    var current: Module?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  \"") {
        add(current)
        current = line.hasSuffix(".module\":") ? Module(name: "") : nil
      } else if let list = try Self.list("    inputs: ", line) {
        current?.inputs = list
      } else if let list = try Self.list("    outputs: ", line) {
        current?.outputs = list
      } else if let list = try Self.list("    args: ", line) {
        current?.arguments = list
      }
    }
    add(current)
  }

  private mutating func add(_ module: Module?) {
    guard var module, let flag = module.arguments.firstIndex(of: "-module-name"),
      module.arguments.indices.contains(flag + 1)
    else { return }
    module.name = module.arguments[flag + 1]
    modules[module.name] = module
  }

  private static func list(_ key: String, _ line: Substring) throws -> [String]? {
    guard line.hasPrefix(key + "[") else { return nil }
    return try JSONDecoder().decode([String].self, from: Data(line.dropFirst(key.count).utf8))
  }

  /// The modules named and all that they import, in the order of their names.
  func closure(of roots: [String]) -> [Module] {
    var found: [String: Module] = [:]
    var open = roots
    while let name = open.popLast() {
      guard found[name] == nil, let module = modules[name] else { continue }
      found[name] = module
      open += module.imports
    }
    return found.values.sorted { $0.name < $1.name }
  }
}
