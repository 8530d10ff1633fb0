/// What the whole course will hold: its eighteen chapters and the paths through them.
public enum Catalogue {
  public struct Entry: Hashable, Sendable {
    public var number: Int
    public var slug: String
    public var title: String

    /// `07-paxos`.
    public var stem: String { (number < 10 ? "0" : "") + "\(number)-\(slug)" }
  }

  public struct Path: Hashable, Sendable {
    public var name: String
    public var chapters: [Int]
    /// Whom it is for.
    public var summary: String
    /// What it takes for granted.
    public var prerequisites: [Int] = []
  }

  public static let entries: [Entry] = [
    Entry(number: 1, slug: "introduction", title: "Introduction"),
    Entry(number: 2, slug: "rpc", title: "Remote procedure call"),
    Entry(number: 3, slug: "lamport-clocks", title: "Lamport clocks"),
    Entry(number: 4, slug: "primary-backup", title: "Primary-backup"),
    Entry(number: 5, slug: "vector-clocks", title: "Vector clocks and snapshots"),
    Entry(number: 6, slug: "consistency", title: "Consistency"),
    Entry(number: 7, slug: "paxos", title: "Paxos"),
    Entry(number: 8, slug: "randomized-consensus", title: "Randomized consensus"),
    Entry(number: 9, slug: "pmmc", title: "Paxos made moderately complex"),
    Entry(number: 10, slug: "wait-free-registers", title: "Wait-free registers"),
    Entry(number: 11, slug: "two-phase-commit", title: "Two-phase commit"),
    Entry(number: 12, slug: "gfs", title: "The Google File System"),
    Entry(number: 13, slug: "bigtable", title: "BigTable"),
    Entry(number: 14, slug: "spanner", title: "Spanner"),
    Entry(number: 15, slug: "byzantine-fault-tolerance", title: "Byzantine fault tolerance"),
    Entry(number: 16, slug: "crypto", title: "Cryptography and cryptocurrency"),
    Entry(number: 17, slug: "dynamo", title: "Dynamo"),
    Entry(number: 18, slug: "caches", title: "Caches"),
  ]

  public static let paths: [Path] = [
    Path(
      name: "beginner", chapters: [1, 2, 4, 6, 12],
      summary: "from a first failing run to a file system"),
    Path(
      name: "intermediate", chapters: [3, 5, 7, 11, 13, 17],
      summary: "order, agreement, transactions and two stores", prerequisites: [1, 2, 6]),
    Path(
      name: "advanced", chapters: [14, 15, 16, 8, 10, 18],
      summary: "clocks with bounds, traitors, coins and registers",
      prerequisites: [3, 6, 9, 11, 17]),
    Path(
      name: "system-design", chapters: [1, 2, 4, 6, 12, 13, 14, 17],
      summary: "the systems that the industry copied", prerequisites: [9, 11]),
    Path(
      name: "algorithms", chapters: [3, 5, 7, 11, 13, 17, 8, 15],
      summary: "protocols and their proofs", prerequisites: [1, 2, 6]),
    Path(
      name: "performance", chapters: [3, 5, 7, 11, 13, 17, 18, 9, 10],
      summary: "what it costs, and where the time goes", prerequisites: [1, 2, 6]),
  ]

  /// The path with that name, or the nearest names to it.
  public static func path(named name: String) -> Result<Path, UnknownPath> {
    let wanted = name.lowercased()
    if let path = paths.first(where: { $0.name == wanted }) { return .success(path) }
    return .failure(UnknownPath(name: name, suggestion: nearest(wanted, among: paths.map(\.name))))
  }

  public struct UnknownPath: Error {
    public var name: String
    public var suggestion: String?
  }
}
