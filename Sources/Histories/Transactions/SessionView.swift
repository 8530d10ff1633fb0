/// One transaction's view of the lists while it runs: what it must find when it reads.
struct SessionView {
  /// A read as the rest of the world sees it: the version that others had made.
  struct Finding {
    var reader: TransactionID
    /// The place of the read among the transaction's operations.
    var operation: Int
    var key: Int
    /// The list without the reader's own appends at its end.
    var version: ArraySlice<Int>
    /// Whether the transaction contradicts itself here.
    var isInconsistent: Bool
    /// Whether the transaction had found this version before.
    var isRepeated: Bool
  }

  private struct Known {
    var key: Int
    var version: ArraySlice<Int>?
    var own: [Int] = []
  }

  let transaction: TransactionID
  private var known: [Known] = []

  init(transaction: TransactionID) { self.transaction = transaction }

  mutating func append(_ value: Int, to key: Int) {
    known[place(of: key)].own.append(value)
  }

  mutating func read(_ list: [Int], of key: Int, at operation: Int) -> Finding {
    let place = place(of: key)
    let own = known[place].own
    let split = list.count - own.count
    let endsWithOwn = split >= 0 && list[max(split, 0)...].elementsEqual(own)
    let version = endsWithOwn ? list[..<split] : list[...]
    let isRepeated = known[place].version.map { $0.elementsEqual(version) }
    if !endsWithOwn { known[place].own = [] }
    known[place].version = version
    return Finding(
      reader: transaction, operation: operation, key: key, version: version,
      isInconsistent: !endsWithOwn || isRepeated == false, isRepeated: isRepeated ?? false)
  }

  private mutating func place(of key: Int) -> Int {
    if let place = known.firstIndex(where: { $0.key == key }) { return place }
    known.append(Known(key: key, version: nil))
    return known.count - 1
  }
}
