/// A wrong turn as its author writes it: a unified diff whose hunks find their place by their text.
///
/// File names and line numbers are allowed and ignored, so that a patch survives changes around it.
/// Each hunk's old lines must stand in the source at exactly one place after the hunk before.
public struct Patch: Sendable {
  private struct Hunk {
    var line: Int
    var old: [String] = []
    var new: [String] = []
  }

  private let hunks: [Hunk]

  /// Why a patch does not fit, and the line of the block that says so, counted from 0.
  public struct Misfit: Error, Equatable {
    public var line: Int
    public var message: String
  }

  /// Reads the block's content.
  ///
  /// - Throws: `Misfit` if it is no patch, or changes nothing.
  public init(_ text: [UInt8]) throws(Misfit) {
    var hunks: [Hunk] = []
    var isOpen = false
    for (number, bytes) in text.split(separator: Ascii.newline, omittingEmptySubsequences: false)
      .enumerated()
    {
      let line = bytes.text
      if line.hasPrefix("--- ") || line.hasPrefix("+++ ") || line.hasPrefix("diff ") {
        isOpen = false
        continue
      }
      if line.hasPrefix("@@") || !isOpen {
        hunks.append(Hunk(line: number))
        isOpen = true
        if line.hasPrefix("@@") { continue }
      }
      try Self.add(line, to: &hunks[hunks.count - 1], number)
    }
    self.hunks = hunks.map(Self.trimmed).filter { !$0.old.isEmpty || !$0.new.isEmpty }
    if !self.hunks.contains(where: { $0.old != $0.new }) {
      throw Misfit(line: 0, message: "this patch changes nothing")
    }
  }

  private static func add(_ line: String, to hunk: inout Hunk, _ number: Int) throws(Misfit) {
    let rest = String(line.dropFirst())
    switch line.first {
    case " ", nil:
      hunk.old.append(rest)
      hunk.new.append(rest)
    case "-": hunk.old.append(rest)
    case "+": hunk.new.append(rest)
    default:
      throw Misfit(
        line: number, message: "a line of a patch begins with a space, '-', '+' or '@@'")
    }
  }

  /// An empty line at a hunk's end is the block's own layout, no context.
  private static func trimmed(_ hunk: Hunk) -> Hunk {
    var hunk = hunk
    while hunk.old.last == "", hunk.new.last == "" {
      hunk.old.removeLast()
      hunk.new.removeLast()
    }
    return hunk
  }

  /// The source with the patch applied.
  ///
  /// - Throws: `Misfit` if the source has no such lines.
  public func applied(to source: [UInt8]) throws(Misfit) -> [UInt8] {
    var lines = source.split(separator: Ascii.newline, omittingEmptySubsequences: false).map(\.text)
    var start = 0
    for hunk in hunks {
      let places = (start..<(max(start, lines.count - hunk.old.count) + 1)).filter { place in
        place + hunk.old.count <= lines.count
          && zip(lines[place...], hunk.old).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
      }
      guard !hunk.old.isEmpty else {
        throw Misfit(line: hunk.line, message: "this hunk only adds: show a line beside it")
      }
      guard let place = places.first else {
        throw Misfit(line: hunk.line, message: "the solution has no such lines for this hunk")
      }
      guard places.count == 1 else {
        throw Misfit(
          line: hunk.line,
          message: "these lines stand in the solution \(places.count) times: show more of them")
      }
      lines.replaceSubrange(place..<(place + hunk.old.count), with: hunk.new)
      start = place + hunk.new.count
    }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
