extension Character {
  /// Whether a line ends here, as compilers count lines: "\r\n" is one character, and no "\n".
  var endsLine: Bool { self == "\n" || self == "\r\n" }
}
