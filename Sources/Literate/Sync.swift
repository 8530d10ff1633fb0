internal import LineDiff

/// Brings edits made in generated files back into the prose.
///
/// Each generated file has three versions: as it was generated (the base), as it is on disk, and as
/// today's prose would generate it. Block by block they are merged; where the same lines changed on
/// both sides, both are shown and nothing is written.
public struct Sync: Sendable {
  /// The chapters whose prose changes, as they will be.
  public private(set) var texts: [SourceText] = []
  /// The generated files that hold the edits.
  public private(set) var editedFiles: [String] = []
  public private(set) var diagnostics: [Diagnostic] = []

  /// - Throws: `FileError` if a file is there and can't be read. What can't be merged is in
  ///   `diagnostics`.
  public static func plan(_ files: PackageFiles) throws(FileError) -> Sync {
    var sync = Sync()
    let course = try CourseText.read(from: files)
    sync.diagnostics = course.errors
    guard sync.diagnostics.isEmpty else { return sync }
    let bases = try Bases.read(from: files)
    for chapter in course.all { try sync.add(chapter, files, bases) }
    if !sync.diagnostics.isEmpty { sync.texts = [] }
    return sync
  }

  private init() {}

  private mutating func add(
    _ chapter: Chapter, _ files: PackageFiles, _ bases: Bases
  ) throws(FileError) {
    let generated = Generator.generate(chapter).files
    var edits: [Int: [UInt8]] = [:]
    for file in generated {
      guard let bytes = try files.read(file.path), bytes != file.bytes else { continue }
      if let conflict = file.conflict(in: bytes) {
        diagnostics.append(conflict)
        continue
      }
      guard let onDisk = GeneratedFileOnDisk(bytes), !onDisk.isPristine else { continue }
      editedFiles.append(file.path)
      merge(file, onDisk, Self.base(of: file, onDisk, bases), into: &edits)
    }
    guard !edits.isEmpty, diagnostics.isEmpty else { return }
    write(edits, to: chapter, generated)
  }

  /// The version that the edited file was made from: its digest stands in the file's header.
  private static func base(
    of file: GeneratedFile, _ onDisk: GeneratedFileOnDisk, _ bases: Bases
  ) -> GeneratedFileOnDisk? {
    for candidate in [file.bytes, bases[file.path]] {
      if let candidate, let base = GeneratedFileOnDisk(candidate), base.isPristine,
        base.stated == onDisk.stated
      {
        return base
      }
    }
    return nil
  }

  private mutating func merge(
    _ file: GeneratedFile, _ onDisk: GeneratedFileOnDisk, _ base: GeneratedFileOnDisk?,
    into edits: inout [Int: [UInt8]]
  ) {
    let prose = file.pieces.compactMap { piece -> (line: Int, code: [UInt8])? in
      if case .code(let line, let code) = piece { (line, code) } else { nil }
    }
    guard let base else { return withoutBase(file, onDisk, prose) }
    let hoisted = onDisk.imports.subtracting(base.imports)
    let known = base.imports.union(
      base.segments.flatMap { $0.code.linesWithEndings().map(\.trimmed) })
    guard base.scaffold == onDisk.scaffold, base.segments.count == onDisk.segments.count,
      base.imports.isSubset(of: onDisk.imports), hoisted.isSubset(of: known)
    else { return outsideBlocks(file, onDisk) }
    let counterpart = Self.counterparts(base.segments.map(\.code), prose.map(\.code))
    for index in base.segments.indices
    where base.segments[index].code != onDisk.segments[index].code {
      var ours = onDisk.segments[index].code
      let old = base.segments[index].code
      if file.path.hasSuffix("/Cells.swift") { ours = Self.outdented(ours, like: old) }
      let lines = Merge.restoring(
        hoisted, base: old.linesWithEndings(), in: ours.linesWithEndings())
      guard let target = counterpart[index] else {
        removed(file, onDisk.segments[index].line)
        continue
      }
      switch Merge.merge(
        base: old.linesWithEndings(), ours: lines,
        theirs: prose[target].code.linesWithEndings())
      {
      case .merged(let lines): edits[prose[target].line] = Array(lines.joined())
      case .conflict(let range, let ours, let theirs):
        conflict(file, onDisk.segments[index].line, prose[target].line, range, ours, theirs)
      }
    }
  }

  /// Which block of today's prose each block of the base became: by content where it is unchanged,
  /// and in order between those, if as many went as came.
  private static func counterparts(_ base: [[UInt8]], _ prose: [[UInt8]]) -> [Int?] {
    var result = [Int?](repeating: nil, count: base.count)
    var gone = Set<Int>()
    var new = Set<Int>()
    for change in prose.difference(from: base) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): new.insert(offset)
      }
    }
    var (old, now) = (0, 0)
    while old < base.count || now < prose.count {
      let (firstOld, firstNow) = (old, now)
      while gone.contains(old) { old += 1 }
      while new.contains(now) { now += 1 }
      if old - firstOld == now - firstNow {
        for index in firstOld..<old { result[index] = firstNow + index - firstOld }
      }
      if old < base.count { result[old] = now }
      (old, now) = (old + 1, now + 1)
    }
    return result
  }

  /// A formatter indents a cell's body, since it stands in a function; the prose does not.
  private static func outdented(_ code: [UInt8], like base: [UInt8]) -> [UInt8] {
    func margin(_ lines: [[UInt8]]) -> Int {
      lines.filter { !$0.dropLast().isBlank }.map { $0.prefix { $0 == Ascii.space }.count }.min()
        ?? 0
    }
    let lines = code.linesWithEndings()
    let extra = margin(lines) - margin(base.linesWithEndings())
    guard extra > 0 else { return code }
    return Array(
      lines.map { $0.dropFirst(min(extra, $0.prefix { $0 == Ascii.space }.count)) }.joined())
  }

  /// Puts the merged blocks into the prose, and proves that extracting gives them back.
  private mutating func write(
    _ edits: [Int: [UInt8]], to chapter: Chapter, _ generated: [GeneratedFile]
  ) {
    let blocks = chapter.blocks.compactMap { block in edits[block.line].map { (block.fenced, $0) } }
    let text = chapter.source.applying(blocks.flatMap { chapter.source.edit($0.0, to: $0.1) })
    let parser = ChapterParser.parse(
      text, kind: chapter.kind, number: chapter.number, stem: chapter.stem)
    let expected = chapter.blocks.map { edits[$0.line] ?? $0.fenced.literal }
    guard parser.diagnostics.allSatisfy({ $0.severity != .error }),
      parser.chapter.blocks.map(\.fenced.literal) == expected
    else {
      return diagnostics.append(
        Diagnostic(
          path: chapter.path, line: blocks.first?.0.line ?? 1,
          "this edit cannot be written into the prose so that it reads back the same",
          hint: "make the change in the chapter by hand"))
    }
    if text.bytes != chapter.source.bytes { texts.append(text) }
  }

  /// Writes the chapters. Call it only on a plan without diagnostics; then extract.
  ///
  /// - Throws: `LiterateError` if there are diagnostics, `FileError` if a chapter can't be written.
  public func apply(to files: PackageFiles) throws {
    guard diagnostics.isEmpty else { throw LiterateError(diagnostics) }
    for text in texts { try files.write(text.bytes, to: text.path) }
  }
}

// MARK: - What cannot be merged

extension Sync {
  private mutating func conflict(
    _ file: GeneratedFile, _ line: Int, _ proseLine: Int, _ base: Range<Int>, _ ours: [Merge.Line],
    _ theirs: [Merge.Line]
  ) {
    diagnostics.append(
      Diagnostic(
        path: file.source, line: proseLine + 1 + base.lowerBound,
        """
        the same lines changed here and in \(file.path):\(line + base.lowerBound)
        \(Self.quote("the prose", theirs))
        \(Self.quote(file.path, ours))
        """,
        hint: "make both the same, or drop the file's edit with `swift run course extract --force`")
    )
  }

  private static func quote(_ name: String, _ lines: [Merge.Line]) -> String {
    let text = lines.map { "  | " + $0.filter { $0 != Ascii.newline }.text }
    return (["  \(name) has:"] + (text.isEmpty ? ["  | (nothing)"] : text)).joined(separator: "\n")
  }

  private mutating func withoutBase(
    _ file: GeneratedFile, _ onDisk: GeneratedFileOnDisk, _ prose: [(line: Int, code: [UInt8])]
  ) {
    let now = GeneratedFileOnDisk(file.bytes)?.segments.map(\.code) ?? []
    let line = zip(now, onDisk.segments).first { $0 != $1.code }?.1.line ?? 1
    let diff = LineDiff(
      from: now.joined().text, to: onDisk.segments.map(\.code).joined().text
    ).unified(limit: 40)
    diagnostics.append(
      Diagnostic(
        path: file.path, line: line,
        """
        both the prose and this file changed since it was generated, and their common ancestor is \
        not at hand (prose -, file +)
        \(diff)
        """,
        hint:
          "bring the change into \(file.source) by hand, then `swift run course extract --force`"
      ))
  }

  private mutating func outsideBlocks(_ file: GeneratedFile, _ onDisk: GeneratedFileOnDisk) {
    diagnostics.append(
      Diagnostic(
        path: file.path, line: onDisk.segments.first?.line ?? 1,
        "this file was edited outside its blocks, or a #sourceLocation line was changed",
        hint: "move the edit between two #sourceLocation lines; that is what the prose can hold"))
  }

  private mutating func removed(_ file: GeneratedFile, _ line: Int) {
    diagnostics.append(
      Diagnostic(
        path: file.path, line: line, "the block that this edit belongs to is gone from the prose",
        hint: "add it to \(file.source) again, or drop it with `swift run course extract --force`"))
  }
}
