/// Who appended what: keys and appends as small integers, in the order in which they first occur.
struct AppendIndex {
  /// One append of one transaction.
  struct Append {
    var transaction: Int32
    var key: Int32
    var value: Int
    /// Whether the transaction appends to the key no more.
    var isFinal = true
  }

  private struct Element: Hashable {
    var key: Int32
    var value: Int
  }

  private(set) var keys: [String] = []
  private(set) var appends: [Append] = []
  /// The first append of a number that its key had already, if there is one.
  private(set) var repeated: Append?
  private var keyNumbers: [String: Int32] = [:]
  private var numbers: [Element: Int32] = [:]

  init(_ history: TransactionHistory) {
    numbers.reserveCapacity(history.transactions.count * 2)
    for (index, transaction) in history.transactions.enumerated() {
      let first = appends.count
      for operation in transaction.operations {
        switch operation {
        case .read(let key, _): _ = intern(key)
        case .append(let key, let value):
          add(Append(transaction: Int32(index), key: intern(key), value: value), first)
        }
      }
    }
  }

  /// The number of a key that occurs in the history.
  func number(of key: String) -> Int { Int(keyNumbers[key] ?? -1) }

  /// The number of the append that put this value there.
  func append(of value: Int, to key: Int) -> Int? {
    numbers[Element(key: Int32(key), value: value)].map(Int.init)
  }

  private mutating func intern(_ key: String) -> Int32 {
    if let known = keyNumbers[key] { return known }
    let number = Int32(keys.count)
    keyNumbers[key] = number
    keys.append(key)
    return number
  }

  /// Adds an append of the transaction whose appends begin at `first`.
  private mutating func add(_ append: Append, _ first: Int) {
    let number = Int32(appends.count)
    let element = Element(key: append.key, value: append.value)
    guard numbers.updateValue(number, forKey: element) == nil else {
      repeated = repeated ?? append
      return
    }
    for earlier in first..<appends.count where appends[earlier].key == append.key {
      appends[earlier].isFinal = false
    }
    appends.append(append)
  }
}
