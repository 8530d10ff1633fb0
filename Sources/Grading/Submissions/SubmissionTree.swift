/// Finds the sources asked for in what a student handed in.
///
/// The tree may stand in a folder of its own (`ada-homework/Exercises/…`); the shallowest folder
/// that holds `Exercises` is its root, and two of them on the same level are one too many.
enum SubmissionTree {
  static let folder = "Exercises/"

  /// The prefix of all paths in the tree: empty, or ending in a slash.
  ///
  /// - Parameter paths: every path in what was handed in.
  static func root(of paths: [String]) throws(Inflate.Damage) -> String {
    let prefixes = paths.compactMap(prefix).filter { !$0.hasPrefix("__MACOSX/") }
    let depth = prefixes.map(depth).min()
    let roots = Set(prefixes.filter { Self.depth($0) == depth }).sorted()
    guard let root = roots.first else {
      throw Inflate.Damage("there is no folder `Exercises` in it")
    }
    guard roots.count == 1 else {
      throw Inflate.Damage(
        "there are several folders `Exercises` in it: \(roots.joined(separator: ", "))")
    }
    return root
  }

  private static func prefix(_ path: String) -> String? {
    if path.hasPrefix(folder) { return "" }
    return path.firstRange(of: "/" + folder).map { String(path[...$0.lowerBound]) }
  }

  private static func depth(_ prefix: String) -> Int { prefix.utf8.count { $0 == 47 } }

  /// A submission read out of an archive's bytes.
  static func submission(
    named name: String, archive bytes: [UInt8], wanted: [String]
  ) -> Submission {
    do {
      let entries = try Archive.entries(of: bytes)
      let root = try root(of: entries.map(\.path))
      var files: [String: Submission.Content] = [:]
      for path in wanted {
        // The last of several entries of one name wins, as it would on unpacking.
        guard let entry = entries.last(where: { $0.path == root + path }) else { continue }
        files[path] = content(of: entry)
      }
      return Submission(name: name, files: files)
    } catch {
      return Submission(name: name, problem: "the archive can't be read: \(error)")
    }
  }

  private static func content(of entry: ArchiveEntry) -> Submission.Content {
    guard entry.kind == .file else { return .unreadable("it is a link or a folder, not a file") }
    do {
      return .init(bytes: try entry.unpacked(limit: Submission.longestSource))
    } catch {
      return .unreadable("\(error)")
    }
  }
}
