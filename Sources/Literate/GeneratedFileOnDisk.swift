/// A generated file as it stands on disk, edited or not.
struct GeneratedFileOnDisk {
  /// The digest that the header states: that of the body as it was generated.
  var stated: FileDigest
  /// Whether header and body are still as they were generated.
  var isPristine = false
  /// The code between directives, in order, and the line of the file where each begins.
  var segments: [(line: Int, code: [UInt8])] = []
  /// Everything else, with white space left out, so that a formatter does not count as an edit.
  var scaffold: [UInt8] = []
  /// The imports outside the blocks, trimmed. A formatter that sorts imports moves all of them here.
  var imports = Set<[UInt8]>()

  /// Reads a file, or nothing if it was not generated.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.linesWithEndings()
    guard lines.first?.starts(with: GeneratedFile.headerPrefix.utf8) == true,
      let index = lines.prefix(8).firstIndex(where: {
        $0.starts(with: GeneratedFile.digestPrefix.utf8)
      }),
      let digest = FileDigest(
        hexadecimal: lines[index].dropFirst(GeneratedFile.digestPrefix.utf8.count).text.filter {
          !$0.isWhitespace
        })
    else { return nil }
    stated = digest
    for line in lines[1..<index] where !line.starts(with: "// swift-format-ignore-file".utf8) {
      add(toScaffold: line)
    }
    isPristine =
      scaffold.isEmpty && imports.isEmpty
      && FileDigest(of: Array(lines[(index + 1)...].joined())) == digest
    read(lines[(index + 1)...])
  }

  /// Whether the code and the scaffold are those of a newly generated file.
  func saysTheSame(as file: GeneratedFile) -> Bool {
    guard let other = GeneratedFileOnDisk(file.bytes) else { return false }
    return scaffold == other.scaffold && imports == other.imports
      && segments.map(\.code) == other.segments.map(\.code)
  }

  /// Lines are read with a line feed, whatever the editor that saved them writes.
  private mutating func read(_ body: ArraySlice<[UInt8]>) {
    var isInCode = false
    for (index, line) in zip(body.indices, body) {
      if GeneratedFile.isDirective(line) {
        isInCode = !Self.isClosing(line)
        if isInCode { segments.append((index + 2, [])) }
      } else if isInCode {
        let isCRLF = line.suffix(2) == [Ascii.carriageReturn, Ascii.newline]
        segments[segments.count - 1].code += isCRLF ? line.dropLast(2) + [Ascii.newline] : line
      } else {
        add(toScaffold: line)
      }
    }
  }

  private mutating func add(toScaffold line: [UInt8]) {
    let trimmed = line.trimmed
    if trimmed.importedModule != nil {
      imports.insert(trimmed)
      return
    }
    scaffold += line.filter {
      !Ascii.isBlank($0) && $0 != Ascii.newline && $0 != Ascii.carriageReturn
    }
  }

  /// Whether a directive has no file, and so ends a block.
  private static func isClosing(_ directive: [UInt8]) -> Bool {
    directive.filter { $0 > Ascii.space }.starts(with: "#sourceLocation()".utf8)
  }
}
