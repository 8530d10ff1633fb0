/// Files that the other rules can't judge, because their brackets don't match: either the file is wrong, or
/// the reader of these rules is. Nothing is passed over in silence.
enum ReadingRule {
  static func unreadable(_ tree: SourceTree) -> [Finding] {
    tree.files.filter { !$0.isWork }.compactMap { file in
      file.unmatched.map {
        Finding(
          path: file.path, line: $0, message: "this bracket matches none: the file can't be judged")
      }
    }
  }
}
