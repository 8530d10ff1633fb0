public func sum(upTo last: Int) -> Int {
  (0...last).reduce(0, +)
}
