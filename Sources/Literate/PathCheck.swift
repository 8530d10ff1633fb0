/// What could go wrong with the paths that the prose asks for, said at the blocks that ask.
///
/// Swift compiles no module with two files of one name, and a course must come out the same on a
/// file system that ignores case; so names are compared without it, and within their target.
struct PathCheck {
  private struct Claim {
    var path: String
    var source: String
    var line: Int

    /// `Sources/Chapter7`, the folder of the target.
    var target: String { path.split(separator: "/").prefix(2).joined(separator: "/") }
    /// The parts below the target.
    var parts: [Substring] { Array(path.split(separator: "/").dropFirst(2)) }
  }

  private let files: PackageFiles
  private var diagnostics: [Diagnostic] = []
  private var names: [String: Claim] = [:]
  private var folders: [String: String] = [:]
  private var isLink: [String: Bool] = [:]

  /// Everything that is wrong with the paths of these files, in the files' order.
  static func check(
    _ generated: [GeneratedFile], _ stubs: [StubFile], _ files: PackageFiles
  ) -> [Diagnostic] {
    var check = Self(files: files)
    for file in generated {
      check.add(Claim(path: file.path, source: file.source, line: file.blockLines.first ?? 1))
    }
    for stub in stubs {
      check.add(Claim(path: stub.path, source: stub.source, line: stub.line))
    }
    return check.diagnostics
  }

  private init(files: PackageFiles) { self.files = files }

  private mutating func add(_ claim: Claim) {
    checkName(claim)
    checkFolders(claim)
    checkLinks(claim)
  }

  private mutating func report(_ claim: Claim, _ message: String, hint: String) {
    diagnostics.append(
      Diagnostic(path: claim.source, line: claim.line, message, hint: hint))
  }

  private mutating func checkName(_ claim: Claim) {
    let name = claim.parts.last ?? ""
    let key = "\(claim.target)/\(name)".lowercased()
    guard let other = names.updateValue(claim, forKey: key) else { return }
    let message =
      if other.path == claim.path {
        "'\(claim.path)' is generated already, at \(other.source):\(other.line)"
      } else if other.path.lowercased() == claim.path.lowercased() {
        "'\(claim.path)' and '\(other.path)' differ only by case"
      } else {
        "'\(claim.path)' and '\(other.path)' have the same name, and Swift wants one a module"
      }
    report(claim, message, hint: "give one of the two another name")
  }

  private mutating func checkFolders(_ claim: Claim) {
    var folder = claim.target
    for part in claim.parts.dropLast() {
      folder += "/" + part
      guard let other = folders.updateValue(folder, forKey: folder.lowercased()), other != folder
      else { continue }
      report(
        claim, "the folders '\(folder)' and '\(other)' differ only by case",
        hint: "spell both the same")
    }
  }

  /// Writing through a link could leave the package.
  private mutating func checkLinks(_ claim: Claim) {
    var prefix = ""
    for part in claim.path.split(separator: "/") {
      prefix += prefix.isEmpty ? String(part) : "/" + part
      let isLink = self.isLink[prefix] ?? (files.kind(prefix) == .link)
      self.isLink[prefix] = isLink
      guard isLink else { continue }
      return report(
        claim, "'\(claim.path)' would be written through the link '\(prefix)'",
        hint: "replace the link by a folder or a file")
    }
  }
}
