/// What a search over integers found.
enum SearchResult {
  /// The calls in a legal order.
  case found([Int32])
  /// None exists. All that returned before this position can be explained; with its return, and what
  /// returned after it, no more.
  case none(stuckAt: Int32, alternatives: [Int32])
  case limit(explainedBefore: Int32)
}
