/// The look that all figures share.
///
/// Colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with any
/// common colour vision can tell apart; purple and orange are darkened and black is the page's
/// ink, so that each keeps a contrast of 3 to 1. Colour is never the only difference: series also
/// differ in dash and marker, cells in their symbol.
///
/// A figure brings its own card as background. Where a page is dark but the reader's system is
/// not (GitHub lets one choose), the colours of the system's choice still stand on their own
/// ground.
enum Stylesheet {
  /// How many series are told apart by colour before the colours repeat.
  static let seriesCount = 6

  static let css = """
    text{font-family:-apple-system,"Segoe UI","Helvetica Neue",Helvetica,Arial,sans-serif;\
    font-size:12px;fill:#1f2328}
    .title{font-size:14px;font-weight:600}
    .strong{font-weight:600}
    .small{font-size:11px}
    .dim{fill:#59636e}
    .middle{text-anchor:middle}
    .end{text-anchor:end}
    .halo{paint-order:stroke;stroke:#fff;stroke-width:6px;stroke-linejoin:round}
    .card{fill:#fff;stroke:#d1d9e0}
    .paper{fill:#fff}
    .hairline{stroke:#e4e8ec;fill:none}
    .lane{stroke:#9aa4ae;stroke-width:1.5;fill:none}
    .line{stroke:#1f2328;stroke-width:1.3;fill:none}
    .dot{fill:#1f2328}
    .shade{fill:#818b98;fill-opacity:.14}
    .wide{stroke-width:2.2}
    .ring{stroke-width:7}
    .dash{stroke-dasharray:6 4}
    .dots{stroke-dasharray:1.5 3.5}
    \(series(["#0072b2", "#d55e00", "#009e73", "#b8578f", "#b87d00", "#4d565f"], tint: ".16"))
    @media(prefers-color-scheme:dark){
    text{fill:#e6edf3}
    .dim{fill:#9198a1}
    .halo{stroke:#0d1117}
    .card{fill:#0d1117;stroke:#3d444d}
    .paper{fill:#0d1117}
    .hairline{stroke:#21262d}
    .lane{stroke:#6e7681}
    .line{stroke:#e6edf3}
    .dot{fill:#e6edf3}
    \(series(["#4aa8e8", "#f0803c", "#2fbf94", "#dc8fbb", "#e0aa3e", "#aeb7c0"], tint: ".3"))
    }
    """

  /// `s` strokes, `f` fills, `t` tints with a series' colour.
  private static func series(_ colours: [String], tint: String) -> String {
    colours.enumerated().map { index, colour in
      ".s\(index){stroke:\(colour);fill:none}"
        + ".f\(index){fill:\(colour)}.t\(index){fill:\(colour);fill-opacity:\(tint)}"
    }.joined(separator: "\n")
  }
}
