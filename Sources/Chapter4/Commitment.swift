// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1dc34b51d33da48f

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2826)
/// When a primary answers a write.
enum Commitment: String, CaseIterable {
  case asynchronous, semiSynchronous = "semi-synchronous", synchronous

  /// One write a millisecond up to the crash at 990 ms. The log is shipped
  /// every 20 ms while the link is up, and accepted 10 ms later. Returns how
  /// many answered writes the backup doesn't have, and the longest wait.
  func crash(afterDownFor down: Int) -> (lost: Int, stall: Int) {
    let crash = 990
    let firstStuck = (crash - down) / 20 * 20
    var (lost, stall) = (0, 0)
    for write in 0..<crash {
      let isShipped = write < firstStuck
      let accepted = isShipped ? (write / 20 + 1) * 20 + 10 : crash + 1
      let answered =
        switch self {
        case .asynchronous: write
        case .synchronous: accepted
        case .semiSynchronous:
          isShipped ? accepted : max(write, firstStuck + 100)
        }
      stall = max(stall, min(answered, crash) - write)
      if !isShipped, answered < crash { lost += 1 }
    }
    return (lost, stall)
  }
}
#sourceLocation()
