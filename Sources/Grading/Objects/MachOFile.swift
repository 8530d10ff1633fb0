/// Mach-O of 64 bits (Apple's `mach-o/loader.h` and `mach-o/nlist.h`).
extension ObjectFile {
  private static let segment = 0x19
  private static let symbolTable = 2

  mutating func readMachO(_ file: Bytes) throws(Damage) {
    var start = 32
    for _ in 0..<min(file.number(16, 4), file.count / 8) {
      let (command, length) = (file.number(start, 4), file.number(start + 4, 4))
      guard length >= 8 else { throw Damage(description: "an object file that is damaged") }
      try file.check(start, length)
      switch command {
      case Self.segment:
        for index in 0..<min(file.number(start + 64, 4), length / 80) {
          sections.insert(file.text(start + 72 + index * 80, most: 16))
        }
      case Self.symbolTable: try readSymbols(of: start, in: file)
      default: break
      }
      start += length
    }
  }

  private mutating func readSymbols(of command: Int, in file: Bytes) throws(Damage) {
    let (table, count) = (file.number(command + 8, 4), file.number(command + 12, 4))
    let names = file.number(command + 16, 4)
    try file.check(table, count * 16)
    try file.check(names, file.number(command + 20, 4))
    for index in 0..<count {
      let start = table + index * 16
      let type = file.number(start + 4, 1)
      // Symbols for debuggers have one of the upper bits, those of this file alone lack the lowest.
      guard type & 0xE0 == 0, type & 1 != 0 else { continue }
      let name = file.text(names + file.number(start, 4))
      let isUndefined = type & 0x0E == 0 && file.number(start + 8, 8) == 0
      symbols.append(
        Symbol(
          // C's names begin with an underscore of the format's own.
          name: name.hasPrefix("_") ? String(name.dropFirst()) : name,
          reach: isUndefined ? .undefined : type & 0x10 != 0 ? .hidden : .exported,
          isWeak: file.number(start + 6, 2) & 0xC0 != 0))
    }
  }
}
