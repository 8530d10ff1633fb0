/// What the compiler leaves in a folder.
extension Folder {
  /// No exercise's object file comes near it, in bytes; the program that tests it may.
  private static let longestObject = 256 << 20
  private static let longestGraphs = 16 << 20

  /// - Throws: `GradingError.environment` if there is none that can be read.
  func object(_ name: String) throws -> ObjectFile {
    guard size(of: name) <= Self.longestObject, let bytes = read(name) else {
      throw GradingError.environment("the compiler left no object file that can be read")
    }
    do {
      return try ObjectFile(bytes)
    } catch {
      throw GradingError.environment("the compiler left \(error)")
    }
  }

  /// What the module that was compiled here shows.
  ///
  /// - Throws: `Compiler.Rejection` if that is more than anybody can want to see.
  func interface() throws -> Interface {
    let graphs = files().filter { $0.hasSuffix(".symbols.json") }
    guard graphs.reduce(0, { $0 + size(of: $1) }) <= Self.longestGraphs else {
      throw Compiler.Rejection.refused([Finding(message: "it makes far more public than the stub")])
    }
    return try Interface(graphs: graphs.compactMap(read))
  }
}
