/// Stands where the reader's work goes: marks the running test as not attempted and hands back a
/// placeholder, so that a stub compiles and yet can never pass by luck.
///
/// - Parameters:
///   - what: what is missing, as the reader would look it up (`"Proposer.receive"`).
///   - placeholder: the value to go on with; evaluated once.
public func unimplemented<Placeholder>(
  _ what: String, returning placeholder: @autoclosure () -> Placeholder,
  file: String = #filePath, line: Int = #line
) -> Placeholder {
  Attempt.mark(Gap(what: what, file: file, line: line))
  return placeholder()
}

/// Stands where the reader's work goes, in a function that returns nothing.
public func unimplemented(_ what: String, file: String = #filePath, line: Int = #line) {
  Attempt.mark(Gap(what: what, file: file, line: line))
}
