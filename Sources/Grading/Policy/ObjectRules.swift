/// What the object file of a submission may need and define.
///
/// Whatever a source does to hide a call, the call is an undefined symbol here: a C function such
/// as `exit`, a clock, a module that was never imported. And what it defines under a name outside
/// its own module could take the place of something that the tests or the runtime call.
struct ObjectRules {
  /// The submission's module, as in `Exercise7`.
  var module: String
  /// Modules of the course, which every part of it may use.
  var courseModules: Set<String>
  /// Functions that the compiler derives for the stub's types, from `derived(in:)`.
  var stubDerived: Set<String>

  /// The functions in an object file that Swift may have derived: `==`, `<`, `hash(into:)` and
  /// those of the coding protocols.
  ///
  /// A protocol of the submission's own can give a type a public `==` by an extension, and neither
  /// symbol graph nor interface shows it. But then the compiler derives none, and it is missing.
  static func derived(in listing: String) -> Set<String> {
    let defined = listing.split(separator: "\n").compactMap { Symbol($0) }
      .filter { "TtDdRr".contains($0.type) }
    return Set(
      defined.filter { symbol in derivedParts.contains { symbol.name.contains($0) } }
        .map { String($0.name) })
  }

  /// Everything that is refused, in the order of the listing.
  ///
  /// - Parameter listing: what `nm -g` prints about the object file.
  func refusals(in listing: String, file: String) -> [Finding] {
    let messages = listing.split(separator: "\n").compactMap { line in
      Symbol(line).flatMap(refusal)
    }
    let isWhole = stubDerived.isSubset(of: Self.derived(in: listing))
    let loss =
      isWhole
      ? []
      : ["it replaces `==`, `hash` or the like, which the stub leaves to the compiler to derive"]
    return (messages + loss).map { Finding(place: Place(file: file, line: 1), message: $0) }
  }

  private struct Symbol {
    var type: Character
    var name: Substring

    /// A line of `nm`: an address or blanks, the type, the name (which may hold spaces).
    init?(_ line: Substring) {
      let fields = line.split(separator: " ", maxSplits: line.first == " " ? 1 : 2)
      guard fields.count >= 2, let type = fields[fields.count - 2].first else { return nil }
      self.type = type
      name = fields[fields.count - 1]
    }
  }

  private func refusal(_ symbol: Symbol) -> String? {
    switch symbol.type {
    case "U": refusal(ofUse: symbol.name)
    case "V", "v", "W", "w": nil  // the compiler's own, merged with everybody else's
    default: refusal(ofDefinition: symbol.name)
    }
  }

  private func refusal(ofUse name: Substring) -> String? {
    guard name.hasPrefix("$s") else {
      return Self.isRuntime(name) ? nil : "it calls `\(name)`, which is not for exercises"
    }
    let mangled = Self.scope(name.dropFirst(2))
    if let used = Self.module(mangled) {
      return courseModules.contains(used) || Self.languageModules.contains(used) || used == module
        ? nil : "it uses the module \(used), which the stub doesn't import"
    }
    if let foreign = Self.foreignModules.first(where: { mangled.contains("\($0.utf8.count)\($0)E") }
    ) {
      return "it uses the module \(foreign), which the stub doesn't import"
    }
    return Self.refusedParts.first { mangled.contains($0.part) && !mangled.contains("5using") }
      .map { "it uses \($0.meaning), which is not for exercises" }
  }

  private func refusal(ofDefinition name: Substring) -> String? {
    let own = "\(module.utf8.count)\(module)"
    return name.hasPrefix("$s") && (name.dropFirst(2).hasPrefix(own) || name.contains(own + "E"))
      ? nil : "it defines `\(name)`, which is not a name of its own"
  }

  /// What is left of a mangled name that begins with its module: the descriptor of an associated
  /// type (`Tl`) begins with the type's own name and goes on with its protocol.
  private static func scope(_ mangled: Substring) -> Substring {
    guard mangled.hasSuffix("Tl"), let name = module(mangled) else { return mangled }
    return mangled.drop { $0.isNumber }.dropFirst(name.utf8.count)
  }

  /// The module at the front of a mangled name, where one is spelt out.
  private static func module(_ mangled: Substring) -> String? {
    let digits = mangled.prefix { $0.isNumber }
    guard let count = Int(digits), count > 0 else { return nil }
    return String(mangled.dropFirst(digits.count).prefix(count))
  }

  private static func isRuntime(_ name: Substring) -> Bool {
    if name == "swift_stdlib_random" { return false }
    return name.hasPrefix("swift_") || name.hasPrefix("__swift_") || runtime.contains(name)
  }

  /// What the compiler calls for by itself: memory and arithmetic.
  private static let runtime: Set<Substring> = [
    "memcpy", "memmove", "memset", "memcmp", "bzero", "bcmp", "__stack_chk_fail",
    "_GLOBAL_OFFSET_TABLE_", "ceil", "floor", "round", "rint", "trunc", "sqrt", "fmod", "fma",
    "ceilf", "floorf", "roundf", "rintf", "truncf", "sqrtf", "fmodf", "fmaf", "__divti3",
    "__modti3", "__udivti3", "__umodti3", "__multi3", "__muloti4", "__gcc_personality_v0",
    "__gxx_personality_v0", "_Unwind_Resume",
    // The empty containers of the standard library, which inlined code refers to.
    "_swiftEmptyArrayStorage", "_swiftEmptyDictionarySingleton", "_swiftEmptySetSingleton",
    "_swift_FORCE_LOAD_COMPATIBILITY_SYMBOL", "_swift_stdlib_malloc_size",
    "_swift_stdlib_strtod_clocale", "_swift_stdlib_strtof_clocale",
  ]
  /// Parts of the mangled names of what can be derived.
  private static let derivedParts = [
    "2eeoiySb", "1loiySb", "4hash4into", "9hashValueSivg", "6encode2to", "4from", "8allCases",
  ]
  private static let languageModules: Set<String> = [
    "Swift", "_Concurrency", "_StringProcessing", "Synchronization",
  ]
  private static let foreignModules = [
    "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Dispatch",
  ]
  private static let refusedParts: [(part: String, meaning: String)] = [
    ("Continuous", "the machine's clock"), ("Suspending", "the machine's clock"),
    ("CommandLine", "the arguments of the process"), ("8readLine", "standard input"),
    ("SystemRandom", "the machine's randomness"),
    ("6random", "the machine's randomness"), ("8shuffled", "the machine's randomness"),
    ("7shuffle", "the machine's randomness"), ("13randomElement", "the machine's randomness"),
  ]
}
