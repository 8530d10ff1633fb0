extension String {
  /// Its lines without their ends. To Swift a carriage return and the line feed behind it are one
  /// character, which no line feed is equal to.
  var linesOfText: [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.last == "\r" ? $0.dropLast() : $0)
    }
  }
}
