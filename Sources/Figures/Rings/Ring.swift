/// A ring of hash values shared out among owners, as consistent hashing does it.
///
/// A point owns the arc from the point before it up to itself: a key belongs to the first point
/// at or after it, clockwise (Karger and others, "Consistent Hashing and Random Trees", 1997).
public struct Ring: Figure, Hashable {
  public var title: String
  public var summary: String
  public var points: [Point]
  public var keys: [Key]
  /// Arcs that the text speaks of: what moved when a node joined.
  public var highlights: [Highlight] = []

  public struct Point: Hashable, Sendable {
    /// Where on the ring, in turns: from 0 at the top, clockwise, up to but without 1.
    public var position: Double
    public var owner: String

    public init(_ position: Double, _ owner: String) {
      self.position = position
      self.owner = owner
    }

    /// A point at a hash value of 64 bits.
    public init(hash: UInt64, _ owner: String) {
      self.init(turns(of: hash), owner)
    }
  }

  public struct Key: Hashable, Sendable {
    public var label: String
    public var position: Double

    public init(_ label: String, at position: Double) {
      self.label = label
      self.position = position
    }

    /// A key whose hash value has 64 bits.
    public init(_ label: String, hash: UInt64) {
      self.init(label, at: turns(of: hash))
    }
  }

  /// An arc, clockwise from a position to another.
  public struct Highlight: Hashable, Sendable {
    public var start: Double
    public var end: Double
    public var label: String

    public init(_ label: String, from start: Double, to end: Double) {
      self.label = label
      self.start = start
      self.end = end
    }
  }

  public init(title: String, summary: String = "", points: [Point], keys: [Key] = []) {
    self.title = title
    self.summary = summary
    self.points = points
    self.keys = keys
  }

  // MARK: - Who owns what

  /// The points in the order of their positions; at equal ones the first given comes first.
  var order: [Point] {
    points.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }
    .map(\.element)
  }

  /// The owners in the order in which they were given.
  var owners: [String] {
    var seen: Set<String> = []
    return points.map(\.owner).filter { seen.insert($0).inserted }
  }

  /// The arcs in order: where each starts, and the point at its end that owns it.
  var arcs: [(start: Double, end: Double, owner: String)] {
    let order = order
    return order.indices.map { index in
      let before = order[index == 0 ? order.count - 1 : index - 1].position
      let end = order[index].position
      // A single point owns the whole ring.
      let isRound = index == 0 && before >= end
      return (isRound ? before - 1 : before, end, order[index].owner)
    }
  }

  func owner(of key: Key) -> String? {
    (order.first { $0.position >= key.position } ?? order.first)?.owner
  }

  /// What part of the ring an owner has.
  func share(of owner: String) -> Double {
    arcs.filter { $0.owner == owner }.reduce(0) { $0 + $1.end - $1.start }
  }

  /// Stops the program where a position isn't on the ring.
  func checkPositions() {
    for position in points.map(\.position) + keys.map(\.position) {
      precondition((0..<1).contains(position), "position \(position) isn't on the ring: 0..<1 is")
    }
  }

  // MARK: - Text

  /// Points and keys in the order of their positions, then what each owner has.
  public var text: String {
    checkPositions()
    var lines = arcs.map { arc in
      (
        arc.end, 1, "●", arc.owner,
        "from " + Numeral.fixed(arc.start + (arc.start < 0 ? 1 : 0), decimals: 3)
      )
    }
    lines += keys.map {
      ($0.position, 0, "◇", Typography.line($0.label), "→ " + (owner(of: $0) ?? "nobody"))
    }
    let order = lines.indices.sorted {
      (lines[$0].0, lines[$0].1, $0) < (lines[$1].0, lines[$1].1, $1)
    }
    let width = lines.map { Typography.cells($0.3) }.max() ?? 0
    let ring = order.map { index in
      let (position, _, sign, name, words) = lines[index]
      return
        "\(Numeral.fixed(position, decimals: 3))  \(sign) \(name.padded(to: width))  \(words)\n"
    }
    let shares = owners.map { "\(Typography.line($0)) owns \(Ring.percent(share(of: $0)))\n" }
    let moves = highlights.map {
      "\(Typography.line($0.label)): \(Numeral.fixed($0.start, decimals: 3)) to "
        + Numeral.fixed($0.end, decimals: 3) + "\n"
    }
    let body = ring.isEmpty ? "an empty ring\n" : ring.joined()
    return textPage(self, body + (shares.isEmpty ? "" : "\n" + (shares + moves).joined()))
  }

  static func percent(_ share: Double) -> String {
    Numeral.fixed(share * 100, decimals: 1) + " %"
  }
}

/// The place of a hash value on a ring; the last values round down, so that it stays below 1.
private func turns(of hash: UInt64) -> Double { Double(hash >> 11) / 0x1p53 }
