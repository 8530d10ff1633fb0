// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0d0ae8f5139464b1

#sourceLocation(file: "Chapters/12-gfs.md", line: 3409)
/// Chunks that have lost replicas, and how many each has left.
struct RecoveryQueue {
  var copies: [Int]

  /// - Parameter single: how many of the chunks, spread evenly, have one left.
  init(chunks: Int, single: Int) {
    copies = (0..<chunks).map { number in
      number * single / chunks < (number + 1) * single / chunks ? 1 : 2
    }
  }

  /// After each round of so many clones: how many chunks have one copy.
  func singles(clonesAtOnce: Int, fewestFirst: Bool) -> [Int] {
    // How many copies there are before each clone: 1 and 2, or 2 alone.
    var clones = copies.flatMap { Array($0..<3) }
    if fewestFirst { clones.sort() }
    var left = copies.count { $0 == 1 }
    var counts = [left]
    for start in stride(from: 0, to: clones.count, by: clonesAtOnce) {
      left -= clones[start...].prefix(clonesAtOnce).count { $0 == 1 }
      counts.append(left)
    }
    return counts
  }
}
#sourceLocation()
