/// Something that a running cell does, told as it happens to whoever started it.
///
/// The events of a cell are all there is to know of its run, and this type is the only place that says
/// what they are: `Notebook` writes them, `course run` reads them.
public enum CellEvent: Hashable, Sendable, Codable {
  case began
  case printed(String)
  case showed(ShownFigure)
  /// It doesn't do what its chapter records of it, at this line of the chapter.
  case differed(line: Int, message: String)
  /// It came to its end, after so many milliseconds, with what it threw, if it did. A cell that began
  /// and never ended took its process down.
  case ended(milliseconds: Int, thrown: String?)
}

/// A figure that a cell put on the page.
public struct ShownFigure: Hashable, Sendable, Codable {
  /// Its own name: the picture of `duel` in chapter 7 is `Chapters/figures/07-duel.svg`.
  public var name: String
  public var title: String
  public var text: String
  public var svg: String

  public init(name: String, title: String, text: String, svg: String) {
    self.name = name
    self.title = title
    self.text = text
    self.svg = svg
  }
}
