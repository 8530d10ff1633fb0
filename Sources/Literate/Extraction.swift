internal import LineDiff

/// What extraction would do: every file that prose and code do not agree on, and why.
///
/// Planning reads and writes nothing else; `apply` then writes each file as a whole. An error in the
/// plan means that nothing is written at all.
public struct Extraction: Sendable {
  public enum Change: Sendable {
    case create
    case update
    /// No block generates the file any more.
    case remove
  }

  public struct Step: Sendable {
    public var path: String
    public var change: Change
    var before: [UInt8]
    var after: [UInt8]

    /// What the step changes, for a person.
    public func diff(limit: Int = 40) -> String {
      LineDiff(from: before.text, to: after.text).unified(limit: limit)
    }
  }

  public private(set) var course: CourseText
  public private(set) var steps: [Step] = []
  public private(set) var diagnostics: [Diagnostic] = []
  /// All files that the prose generates, whether they change or not.
  public private(set) var generated: [GeneratedFile] = []
  public private(set) var stubs: [StubFile] = []
  private var bases = Bases()
  private var basesOnDisk: [UInt8] = []
  /// Read only if a stub's file is not the stub: most runs do not need it.
  private lazy var previousBases = Bases(decoding: basesOnDisk) ?? Bases()

  public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// The blocks that became part of some file.
  public var blockCount: Int { generated.reduce(0) { $0 + $1.blockLines.count } + stubs.count }
  public var fileCount: Int { generated.count + stubs.count }

  /// Which files may be overwritten although they were edited by hand.
  public enum Policy: Sendable {
    /// None: an edited file is an error.
    case keepEdits
    /// Those whose edits the prose has taken in.
    case synced([String])
    /// All.
    case force

    func protects(_ path: String) -> Bool {
      switch self {
      case .keepEdits: true
      case .synced(let paths): !paths.contains(path)
      case .force: false
      }
    }
  }

  /// Reads the prose and the files, and finds what differs.
  ///
  /// - Parameter isSignposting: whether chapters get their ``Signposts``, too.
  /// - Throws: `FileError` if a file is there and can't be read. What is wrong with the prose is in
  ///   `diagnostics`.
  public static func plan(
    _ files: PackageFiles, policy: Policy = .keepEdits, isSignposting: Bool = false
  ) throws(FileError) -> Extraction {
    var plan = Extraction(course: try CourseText.read(from: files))
    plan.diagnostics = plan.course.diagnostics
    guard plan.errors.isEmpty else { return plan }
    if isSignposting { plan.addSignposts(hasContents: files.exists("README.md")) }
    for chapter in plan.course.all {
      let (generated, stubs) = Generator.generate(chapter)
      plan.generated += generated
      plan.stubs += stubs
    }
    plan.diagnostics += PathCheck.check(plan.generated, plan.stubs, files)
    let manifest = try Manifest.read(from: files)
    plan.diagnostics += manifest?.unreadable ?? []
    guard plan.errors.isEmpty else { return plan }
    plan.basesOnDisk = try files.read(Bases.path) ?? []
    for file in plan.generated { try plan.add(file, files, policy) }
    for stub in plan.stubs { try plan.add(stub, files) }
    try plan.addStale(files)
    if let manifest { plan.add(manifest) }
    plan.steps.sort { $0.path < $1.path }
    plan.diagnostics = plan.diagnostics.inSourceOrder()
    return plan
  }

  private init(course: CourseText) { self.course = course }

  /// Puts the signposts right; the code is then made from the chapters as they will be.
  private mutating func addSignposts(hasContents: Bool) {
    let signposts = Signposts(course.chapters, hasContents: hasContents)
    for chapter in course.chapters {
      let text = signposts.posted(chapter)
      guard text.bytes != chapter.source.bytes else { continue }
      steps.append(
        Step(
          path: chapter.path, change: .update, before: chapter.source.bytes, after: text.bytes))
      course.replace(chapter, by: text)
    }
    diagnostics = course.diagnostics
  }

  private mutating func add(
    _ file: GeneratedFile, _ files: PackageFiles, _ policy: Policy
  ) throws(FileError) {
    let bytes = file.bytes
    let existing = try files.read(file.path)
    defer { bases[file.path] = bytes }
    guard let existing else {
      return steps.append(Step(path: file.path, change: .create, before: [], after: bytes))
    }
    guard existing != bytes else { return }
    if policy.protects(file.path), let trouble = Self.edit(in: existing, file) {
      diagnostics.append(trouble)
    }
    steps.append(Step(path: file.path, change: .update, before: existing, after: bytes))
  }

  /// Why the file on disk must not be overwritten, if it must not.
  private static func edit(in existing: [UInt8], _ file: GeneratedFile) -> Diagnostic? {
    if let conflict = file.conflict(in: existing) { return conflict }
    guard let onDisk = GeneratedFileOnDisk(existing) else {
      return Diagnostic(
        path: file.path, line: 1,
        "this file was not generated, but a block of \(file.source) generates one of that name",
        hint: "move it away, or overwrite it with `swift run course extract --force`")
    }
    guard !onDisk.isPristine, !onDisk.saysTheSame(as: file) else { return nil }
    return Diagnostic(
      path: file.path, line: firstDifference(existing, file.bytes),
      "this file was edited by hand since it was generated from \(file.source)",
      hint: "take the edit into the prose with `swift run course sync`, or drop it with "
        + "`swift run course extract --force`")
  }

  private static func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let pairs = Array(zip(left.linesWithEndings(), right.linesWithEndings()))
    let header = 3
    return 1 + (pairs.indices.dropFirst(header).first { pairs[$0].0 != pairs[$0].1 } ?? pairs.count)
  }

  /// A stub is copied where the student has no file yet, or still has the old stub untouched.
  private mutating func add(_ stub: StubFile, _ files: PackageFiles) throws(FileError) {
    let existing = try files.read(stub.path)
    if existing == stub.bytes {
      bases[stub.path] = stub.bytes
      return
    }
    let previous = previousBases[stub.path]
    guard existing == nil || existing == previous else {
      bases[stub.path] = previous
      return
    }
    steps.append(
      Step(
        path: stub.path, change: existing == nil ? .create : .update, before: existing ?? [],
        after: stub.bytes))
    bases[stub.path] = stub.bytes
  }

  /// The exercises' files that are not, or not any more, the chapters' stubs.
  ///
  /// - Throws: `FileError` if a file is there and can't be read.
  public func editedStubs(_ files: PackageFiles) throws(FileError) -> [String] {
    var edited: [String] = []
    for stub in stubs {
      if let bytes = try files.read(stub.path), bytes != stub.bytes { edited.append(stub.path) }
    }
    return edited
  }

  /// The rows of the manifest say which modules there are.
  private mutating func add(_ manifest: Manifest) {
    let after = manifest.agreeing(with: course.chapters)
    guard after != manifest.bytes else { return }
    steps.append(
      Step(path: Manifest.path, change: .update, before: manifest.bytes, after: after))
  }

  /// Generated files that nothing generates any more. An edited one is never removed, whatever the
  /// policy: its edit has no block to go to.
  private mutating func addStale(_ files: PackageFiles) throws(FileError) {
    let current = Set(generated.map(\.path))
    for path in Self.generatedFolders(files).flatMap(files.listTree) {
      guard path.hasSuffix(".swift"), !current.contains(path), let bytes = try files.read(path),
        let onDisk = GeneratedFileOnDisk(bytes)
      else { continue }
      guard onDisk.isPristine else {
        diagnostics.append(
          Diagnostic(
            path: path, line: 1, "no block generates this file any more, and it was edited by hand",
            hint: "move what you need into a chapter, then delete the file"))
        continue
      }
      steps.append(Step(path: path, change: .remove, before: bytes, after: []))
    }
  }

  private static func generatedFolders(_ files: PackageFiles) -> [String] {
    ["Sources", "Tests", "Solutions"].flatMap { folder in
      files.list(folder).filter { $0.hasPrefix("Chapter") || $0.hasPrefix("Exercise") }
        .filter { $0.contains { $0.isNumber } }.map { folder + "/" + $0 }
    }
  }

  /// Writes every file of the plan, each as a whole. Call it only on a plan without errors.
  ///
  /// - Throws: `LiterateError` if the plan has errors, `FileError` if a file can't be written; then
  ///   none of them was changed, unless the disk fails between two.
  public func apply(to files: PackageFiles) throws {
    guard errors.isEmpty else { throw LiterateError(errors) }
    files.sweep()
    var changed: [(path: String, bytes: [UInt8])] = []
    for step in steps where step.change != .remove { changed.append((step.path, step.after)) }
    // Last, for a killed run must not leave a base that its file was never made from.
    let encoded = bases.encoded()
    if encoded != basesOnDisk { changed.append((Bases.path, encoded)) }
    try files.write(changed)
    for step in steps where step.change == .remove { try files.remove(step.path) }
  }
}
