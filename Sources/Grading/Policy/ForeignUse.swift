/// A symbol that an object needs and that is not for exercises.
struct ForeignUse {
  /// The word of a source that stands for it, as far as that can be told.
  var word: String
  var message: String

  /// - Parameters:
  ///   - name: an undefined symbol.
  ///   - module: the submission's own.
  ///   - modules: those that it may use.
  /// - Returns: nil for what is allowed.
  init?(_ name: String, module: String, modules: Set<String>) {
    let mangled = Self.scope(name)
    if name.hasPrefix("$s"), let (used, rest) = Self.module(mangled), used != "_Concurrency" {
      if used == module || Self.language.contains(used) { return nil }
      guard modules.contains(used) else {
        self.init(used, "it uses the module \(used), which the stub doesn't import")
        return
      }
      // What a value refers to is shared by all its copies.
      guard let type = Self.shared(rest) else { return nil }
      self.init(type, "`\(type)`: objects are shared by all nodes and calls, and not for exercises")
    } else if Self.isConcurrency(name) {
      guard !modules.contains("_Concurrency") else { return nil }
      self.init(
        "Task", "a protocol has neither tasks nor actors; ask the context for timers and messages")
    } else if !name.hasPrefix("$s") {
      guard !Self.isRuntime(name) else { return nil }
      self.init(name, "it calls `\(name)`, which is not for exercises")
    } else if let foreign = Self.foreign(in: mangled), !modules.contains(foreign) {
      self.init(foreign, "it uses the module \(foreign), which the stub doesn't import")
    } else if !modules.contains(where: { mangled.contains("\($0.utf8.count)\($0)E") }),
      let refused = Self.refused.first(where: { mangled.contains($0.part) }),
      !mangled.contains("5using")
    {
      self.init(refused.word, "`\(refused.word)`: \(refused.reason)")
    } else {
      return nil
    }
  }

  private init(_ word: String, _ message: String) {
    self.word = word
    self.message = message
  }

  /// A mangled name without its sign. One that begins with its module may be the descriptor of an
  /// associated type (`Tl`): that begins with the type's own name and goes on with its protocol.
  private static func scope(_ name: String) -> Substring {
    let mangled = name.dropFirst(2)
    guard mangled.hasSuffix("Tl"), let (_, rest) = module(mangled) else { return mangled }
    return rest
  }

  /// The identifier at the front of a mangled name, where one is spelt out, and what follows: a
  /// module, or a name in one.
  private static func module(_ mangled: Substring) -> (name: String, rest: Substring)? {
    let digits = mangled.prefix { $0.isNumber }
    guard let count = Int(digits), count > 0 else { return nil }
    let rest = mangled.dropFirst(digits.count)
    return (String(rest.prefix(count)), rest.dropFirst(count))
  }

  /// The class that a mangled name begins with.
  private static func shared(_ mangled: Substring) -> String? {
    guard let (type, rest) = module(mangled), rest.first == "C" else { return nil }
    return type
  }

  private static func foreign(in mangled: Substring) -> String? {
    foreign.first { mangled.contains("\($0.utf8.count)\($0)") }
  }

  private static func isRuntime(_ name: String) -> Bool {
    guard name != "swift_stdlib_random" else { return false }
    return name.hasPrefix("swift_") || name.hasPrefix("__swift_") || runtime.contains(name)
  }

  private static func isConcurrency(_ name: String) -> Bool {
    [
      "$sSc", "$s12_Concurrency", "swift_task", "swift_job", "swift_async", "swift_continuation",
      "swift_defaultActor", "swift_distributed", "swift_nonDefaultDistributedActor",
      "swift_get_clock", "swift_sleep",
    ].contains { name.hasPrefix($0) }
  }

  /// What the compiler calls for by itself: memory and arithmetic.
  private static let runtime: Set<String> = [
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
  private static let language: Set<String> = ["Swift", "_StringProcessing"]
  private static let foreign = [
    "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Dispatch", "Testing",
    "Synchronization",
  ]
  private static let clock = "a protocol reads no clock of the machine; ask the context"
  private static let random =
    "without `using:` it is different in every run; take a seeded generator"
  private static let refused: [(part: String, word: String, reason: String)] = [
    ("15ContinuousClock", "ContinuousClock", clock),
    ("15SuspendingClock", "SuspendingClock", clock),
    ("11CommandLine", "CommandLine", "the arguments of the process belong to the grader"),
    ("8readLine", "readLine", "there is nothing to read"),
    ("27SystemRandomNumberGenerator", "SystemRandomNumberGenerator", random),
    ("6random", "random", random), ("8shuffled", "shuffled", random),
    ("7shuffle", "shuffle", random), ("13randomElement", "randomElement", random),
    ("9Unmanaged", "Unmanaged", "an exercise has no business with raw memory"),
  ]
}
