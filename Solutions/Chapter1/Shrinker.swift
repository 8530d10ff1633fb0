// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c4bcba197729ed5f

#sourceLocation(file: "Solutions/01-introduction.md", line: 727)
public func shortened<Choice>(
  _ schedule: [Choice], fails: ([Choice]) -> Bool
) -> [Choice] {
  var rest = schedule
  var size = max(1, rest.count / 2)
  while !rest.isEmpty {
    let before = rest.count
    var end = rest.count
    while end > 0 {
      let start = max(0, end - size)
      let shorter = Array(rest[..<start] + rest[end...])
      if fails(shorter) { rest = shorter }
      end = start
    }
    if size == 1 && rest.count == before { break }
    size = max(1, min(size, rest.count) / 2)
  }
  return rest
}
#sourceLocation()
