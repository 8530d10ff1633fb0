/// What an operation may be in the histories that are generated.
public struct Symbol: Hashable, Sendable {
  public var effect: RegisterEffect
  public var isPending: Bool

  public init(_ effect: RegisterEffect, isPending: Bool = false) {
    self.effect = effect
    self.isPending = isPending
  }
}

/// All histories of some symbols, each once up to renaming its operations.
///
/// Only the order of an operation's response before another's invocation counts, so a history is written
/// with blocks of invocations and blocks of responses in turn, none of them empty: each operation is a pair
/// of block numbers and a symbol, and a history the sorted list of its operations.
public enum Enumeration {
  private struct Item {
    var start: Int
    var end: Int
    var symbol: Int
  }

  /// Calls `visit` with each history of exactly that many operations, each by a client of its own.
  public static func histories(
    of count: Int, _ symbols: [Symbol], _ visit: ([RegisterOperation]) -> Void
  ) {
    for blocks in 1...count {
      var items: [Item] = []
      var all: [Item] = []
      for start in 1...blocks {
        for end in start...blocks {
          for symbol in symbols.indices where !symbols[symbol].isPending || end == blocks {
            all.append(Item(start: start, end: end, symbol: symbol))
          }
        }
      }
      choose(count, from: 0, all, &items) { items in
        guard isCanonical(items, blocks, symbols) else { return }
        visit(operations(items, symbols))
      }
    }
  }

  private static func choose(
    _ count: Int, from first: Int, _ all: [Item], _ items: inout [Item], _ visit: ([Item]) -> Void
  ) {
    guard count > 0 else { return visit(items) }
    for index in first..<all.count {
      items.append(all[index])
      choose(count - 1, from: index, all, &items, visit)
      items.removeLast()
    }
  }

  private static func isCanonical(_ items: [Item], _ blocks: Int, _ symbols: [Symbol]) -> Bool {
    var (starts, ends) = (0, 0)
    for item in items {
      starts |= 1 << item.start
      if !symbols[item.symbol].isPending { ends |= 1 << item.end }
    }
    return (1...blocks).allSatisfy {
      starts & (1 << $0) != 0 && ($0 == blocks || ends & (1 << $0) != 0)
    }
  }

  /// Positions count invocations and responses, one after the other.
  private static func operations(_ items: [Item], _ symbols: [Symbol]) -> [RegisterOperation] {
    var operations = items.enumerated().map { index, item in
      RegisterOperation(symbols[item.symbol].effect, client: index, invoked: 0, returned: nil)
    }
    var position = 0
    for block in 1...(items.map(\.start).max() ?? 1) {
      for index in items.indices where items[index].start == block {
        operations[index].invoked = position
        position += 1
      }
      for index in items.indices
      where items[index].end == block && !symbols[items[index].symbol].isPending {
        operations[index].returned = position
        position += 1
      }
    }
    return operations
  }
}
