#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The files that a package's modules are built from.
enum SourceTree {
  /// A text that changes with every change that could make SwiftPM build something anew: names,
  /// sizes and dates of all sources, and what the manifest says.
  static func state(of package: String) -> String {
    var digest = TextDigest()
    for manifest in ["Package.swift", "Package.resolved"] {
      digest.add(
        FileManager.default.contents(atPath: package + "/" + manifest).map(Array.init) ?? [])
    }
    for path in below(package + "/Sources") {
      let found = try? FileManager.default.attributesOfItem(atPath: path)
      let date = (found?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
      digest.add("\(path) \(date.bitPattern) \(found?[.size] ?? 0)")
    }
    return digest.text
  }

  /// All files in a folder and below it, in the order of their paths.
  static func below(_ folder: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { folder + "/" + $0 }
  }
}
