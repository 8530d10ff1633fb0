/// Finds the sources asked for in what a student handed in, however it was packed.
///
/// A course tree may stand in a folder of its own (`ada-homework/Exercises/Chapter7/…`), a chapter's
/// folder may come without the tree (`Chapter7/…`), and files may come loose (`Proposer.swift`).
/// The shallowest place counts; two on the same level are one too many.
struct SubmissionTree {
  /// Each path asked for, with where it stands.
  private(set) var places: [String: String] = [:]

  /// - Parameters:
  ///   - paths: every file in what was handed in.
  ///   - wanted: the paths asked for, as in `Exercises/Chapter7/Proposer.swift`.
  init(of paths: [String], wanted: [String]) throws(Inflate.Damage) {
    let paths = paths.filter { !Self.isMac($0) }
    // With a tree in it, what lies about elsewhere was not handed in: a repository holds more.
    let hasTree = paths.contains { ("/" + $0).contains("/Exercises/") }
    for layout in hasTree ? [Self.whole] : [Self.chapter, Self.loose] {
      let names = wanted.map(layout)
      // Two files of one name can't both come loose.
      let pairs = zip(wanted, names).filter { pair in names.count { $0 == pair.1 } == 1 }
      guard let root = try Self.root(of: paths, for: pairs.map(\.1)) else { continue }
      let all = Set(paths)
      for (path, name) in pairs where all.contains(root + name) { places[path] = root + name }
      return
    }
  }

  /// The prefix under which the names stand: empty, or ending in a slash.
  private static func root(
    of paths: [String], for names: [String]
  ) throws(Inflate.Damage) -> String? {
    let roots = Set(
      paths.flatMap { path in
        names.filter { ("/" + path).hasSuffix("/" + $0) }.map { String(path.dropLast($0.count)) }
      })
    let depth = roots.map(depth).min()
    let best = roots.filter { Self.depth($0) == depth }.sorted()
    guard best.count < 2 else {
      throw Inflate.Damage(
        "the files asked for are in it twice: in \(best.map(JSON.quoted).joined(separator: " and "))"
      )
    }
    return best.first
  }

  private static func depth(_ prefix: String) -> Int { prefix.utf8.count { $0 == 47 } }

  private static func whole(_ path: String) -> String { path }

  private static func chapter(_ path: String) -> String {
    path.split(separator: "/").suffix(2).joined(separator: "/")
  }

  private static func loose(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What a Mac adds to an archive beside each file.
  private static func isMac(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0 == "__MACOSX" || $0.hasPrefix("._") }
  }
}

extension Submission {
  /// A submission read out of an archive's bytes.
  init(named name: String, archive bytes: [UInt8], wanted: [String]) {
    do {
      let entries = try Archive.entries(of: bytes)
      let tree = try SubmissionTree(
        of: entries.filter { $0.kind != .folder }.map(\.path), wanted: wanted)
      let files = tree.places.compactMapValues { place in
        // The last of several entries of one name wins, as it would on unpacking.
        entries.last { $0.path == place }.map(Content.init)
      }
      self.init(name: name, files: files)
    } catch {
      self.init(name: name, problem: "the archive can't be read: \(error)")
    }
  }
}

extension Submission.Content {
  fileprivate init(_ entry: ArchiveEntry) {
    guard entry.kind == .file else {
      self = .unreadable("it is a link or a folder, not a file")
      return
    }
    do {
      self.init(bytes: try entry.unpacked(limit: Submission.longestSource))
    } catch {
      self = .unreadable("\(error)")
    }
  }
}
