/// What SwiftPM writes while it builds, told apart: how far it is, and what it has to say.
struct BuildOutput {
  /// `[4/7] Compiling Histories EDN.swift`.
  struct Progress: Equatable {
    var done: Int
    var count: Int
    var work: String
  }

  /// The latest that is known.
  private(set) var progress: Progress?
  /// Every line that is no progress, without control sequences.
  private(set) var lines: [String] = []
  private var rest: [UInt8] = []

  /// Takes the next piece of output. Returns whether there is progress.
  mutating func take(_ bytes: [UInt8]) -> Bool {
    let before = progress
    rest += bytes
    while let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    {
      add(Self.plain(rest[..<end]))
      rest.removeSubrange(...end)
    }
    // Progress on a terminal overwrites its line, and may not end in a newline for long.
    if let latest = Self.progress(in: Self.plain(rest[...])) { progress = latest }
    return progress != before
  }

  /// What has not been ended by a newline, too.
  mutating func finish() {
    add(Self.plain(rest[...]))
    rest = []
  }

  private mutating func add(_ line: String) {
    if let latest = Self.progress(in: line) {
      progress = latest
    } else if !line.isEmpty {
      lines.append(line)
    }
  }

  private static func progress(in line: String) -> Progress? {
    guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return nil }
    let numbers = line[..<end].dropFirst().split(separator: "/").map { Int($0) }
    guard numbers.count == 2, let done = numbers[0], let count = numbers[1] else { return nil }
    return Progress(done: done, count: count, work: String(line[end...].dropFirst(2)))
  }

  /// Text without the sequences that move a cursor or colour what follows.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var isInSequence = false
    for byte in bytes {
      switch byte {
      case 0x1B: isInSequence = true
      case UInt8(ascii: "["), UInt8(ascii: ";"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !isInSequence { text.append(byte) }
      case _ where isInSequence: isInSequence = false
      default: text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
