/// ELF of 64 bits (System V ABI, "Object Files").
extension ObjectFile {
  private struct Section {
    var name: Int
    var type: Int
    var offset: Int
    var size: Int
    var link: Int
    var entry: Int

    init(_ file: Bytes, at start: Int) {
      name = file.number(start, 4)
      type = file.number(start + 4, 4)
      offset = file.number(start + 24, 8)
      size = file.number(start + 32, 8)
      link = file.number(start + 40, 4)
      entry = file.number(start + 56, 8)
    }
  }

  private static let symbolTable = 2
  private static let symbolLength = 24

  mutating func readELF(_ file: Bytes) throws(Damage) {
    let (table, length) = (file.number(0x28, 8), file.number(0x3A, 2))
    try file.check(table, 64)
    // With more sections than fit into the header, the first section holds the numbers.
    let first = Section(file, at: table)
    let count = file.number(0x3C, 2) == 0 ? first.size : file.number(0x3C, 2)
    let names = file.number(0x3E, 2) == 0xFFFF ? first.link : file.number(0x3E, 2)
    guard length >= 64, count > 0, count <= file.count / length, names < count else {
      throw Damage(description: "an object file without sections")
    }
    try file.check(table, count * length)
    let all = (0..<count).map { Section(file, at: table + $0 * length) }
    for section in all.dropFirst() {
      sections.insert(file.text(all[names].offset &+ section.name))
    }
    for section in all where section.type == Self.symbolTable {
      guard section.link < count else { throw Damage(description: "symbols without names") }
      try readSymbols(section, names: all[section.link], in: file)
    }
  }

  private mutating func readSymbols(
    _ table: Section, names: Section, in file: Bytes
  ) throws(Damage) {
    try file.check(table.offset, table.size)
    try file.check(names.offset, names.size)
    for start in stride(
      from: table.offset, to: table.offset + table.size, by: Self.symbolLength)
    {
      let binding = file.number(start + 4, 1) >> 4
      guard binding != 0 else { continue }
      let isHidden = [1, 2].contains(file.number(start + 5, 1) & 3)
      let isUndefined = file.number(start + 6, 2) == 0
      symbols.append(
        Symbol(
          name: file.text(names.offset + file.number(start, 4)),
          reach: isUndefined ? .undefined : isHidden ? .hidden : .exported, isWeak: binding != 1))
    }
  }
}
