/// What the object file of a submission may need, define and show.
///
/// Whatever a source does to hide a call, the call is an undefined symbol here: a C function such as
/// `exit`, a clock, a module that was never imported. And a definition under somebody else's name
/// could take the place of what the tests or the runtime call. Three statements rule that out:
///
/// - what the object shows to the libraries is, name by name, what the stub's shows;
/// - its other definitions are its own module's, or of the kinds that the compiler makes for itself
///   in every file, and then hidden;
/// - none of those is a name that the tests or the course's modules take from a library. (Where they
///   have one of the same name themselves, theirs is linked first, and wins.)
struct ObjectRules: Sendable {
  /// What a stub's object says about all objects of its exercise.
  struct Model: Codable, Hashable, Sendable {
    /// What it shows.
    var exports: Set<String>
    /// What it needs.
    var needs: Set<String>
    /// What a program of the exercise takes from libraries.
    var outside: Set<String>

    /// - Parameter program: the stub linked with the tests.
    init(stub: ObjectFile, program: ObjectFile) {
      exports = stub.names(.exported)
      needs = stub.names(.undefined)
      // A name may come with the version of it that was linked.
      outside = Set(program.names(.undefined).map { String($0.prefix { $0 != "@" }) })
    }
  }

  /// The submission's module, as in `Exercise7`.
  var module: String
  /// Modules of the course, which every part of it may use, and what the stub imports.
  var modules: Set<String>
  var model: Model

  /// Everything that is refused.
  ///
  /// - Parameter syntax: the source, where the names that are refused are looked for.
  func refusals(in object: ObjectFile, syntax: Syntax, file: String) -> [Finding] {
    let uses = object.names(.undefined).subtracting(model.needs).compactMap {
      ForeignUse($0, module: module, modules: modules)
    }.map { (syntax.line(holding: $0.word), $0.message) }
    let others = sections(of: object) + definitions(in: object) + exports(of: object)
    return (uses + others.map { (1, $0) }).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .prefix(Self.most).map { Finding(place: Place(file: file, line: $0.0), message: $0.1) }
  }

  /// The linker runs what stands in some sections before `main`.
  private func sections(of object: ObjectFile) -> [String] {
    object.sections.filter { section in
      !section.isEmpty && !Self.sections.contains { section == $0 || section.hasPrefix($0 + ".") }
        && !Self.sectionFamilies.contains { section.hasPrefix($0) }
    }.map { "it has a section `\($0)`, which is not for exercises" }
  }

  private func definitions(in object: ObjectFile) -> [String] {
    object.symbols.filter { symbol in
      guard symbol.reach == .hidden else { return false }
      let isOwn = Self.belongs(symbol.name, to: module)
      let isCompilers = symbol.isWeak && Self.isCompilers(symbol.name)
      return !(isOwn || isCompilers) || model.outside.contains(symbol.name)
    }.map { "it defines `\($0.name)`, which is not a name of its own" }
  }

  private func exports(of object: ObjectFile) -> [String] {
    let exports = object.names(.exported)
    let more = exports.subtracting(model.exports).map {
      "it shows `\($0)`, which is not in the stub"
    }
    let lost = model.exports.subtracting(exports)
    if lost.contains(where: { name in Self.derivedParts.contains { name.contains($0) } }) {
      return more + ["it replaces `==`, `hash` or the like, which the stub leaves to the compiler"]
    }
    return more + lost.map { "it lacks `\($0)`, which is in the stub" }
  }

  /// Whether a mangled name is of the module itself, or of an extension that the module makes: then
  /// the module stands behind the type that is extended.
  private static func belongs(_ name: String, to module: String) -> Bool {
    name.hasPrefix("$s") && name.contains("\(module.utf8.count)\(module)")
  }

  /// Helpers that the compiler puts into every file that needs them.
  private static func isCompilers(_ name: String) -> Bool {
    ["$s", "symbolic ", "associated conformance ", "got.$s", "get_witness_table ", "__swift_"]
      .contains { name.hasPrefix($0) } || name == "swift_willThrowTyped"
  }

  /// Parts of the mangled names of what can be derived: `==`, `<`, hashing, coding, all cases.
  private static let derivedParts = [
    "2eeoiySb", "1loiySb", "4hash4into", "9hashValueSivg", "6encode2to", "4from", "8allCases",
  ]
  private static let most = 20
  /// Of ELF, then of Mach-O.
  private static let sections: Set<String> = [
    ".text", ".data", ".bss", ".rodata", ".data.rel.ro", ".eh_frame", ".comment",
    ".note.GNU-stack", ".symtab", ".strtab", ".shstrtab", ".group", ".llvm_addrsig",
    ".swift1_autolink_entries", ".swift_modhash", ".linker-options", "__text", "__data", "__bss",
    "__const", "__common", "__cstring",
    "__literal4", "__literal8", "__literal16", "__compact_unwind", "__eh_frame",
    "__swift_modhash", "__constg_swiftt", "__objc_imageinfo", "__llvm_addrsig",
  ]
  private static let sectionFamilies = [
    ".rela", "swift5_", "__swift5_", ".rodata.cst", ".rodata.str",
  ]
}
