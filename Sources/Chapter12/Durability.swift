// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e36c6a7f50306dee

#sourceLocation(file: "Chapters/12-gfs.md", line: 3635)
/// The mean time until more than `spare` of the pieces are gone.
///
/// Pieces fail independently at `failure` each; one repair at a time runs at
/// `repair`. Both are rates, and the result is in their unit of time.
func meanTimeToLoss(
  pieces: Int, spare: Int, failure: Double, repair: Double
) -> Double {
  // The time from j missing pieces to j + 1, from that of j - 1.
  var total = 0.0
  var step = 0.0
  for missing in 0...spare {
    let rate = Double(pieces - missing) * failure
    step = (1 + (missing > 0 ? repair * step : 0)) / rate
    total += step
  }
  return total
}
#sourceLocation()
