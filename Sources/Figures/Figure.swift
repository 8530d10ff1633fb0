/// A picture that a chapter shows: a plain value with two faces.
///
/// The text is for the page, for a terminal and for those who cannot see the picture; the SVG is
/// for the rest. Both are functions of the value alone, so the same value gives the same bytes on
/// every machine, and a recorded figure can be compared byte for byte.
public protocol Figure: Sendable {
  /// What the figure is called: one short line, the SVG's `<title>` and its visible heading.
  var title: String { get }
  /// What there is to see, in a sentence or two: the SVG's `<desc>`.
  var summary: String { get }
  /// The figure in monospace characters, every line ended by a newline.
  var text: String { get }
  /// The figure as a standalone SVG 1.1 document, ended by a newline.
  var svg: String { get }
}
