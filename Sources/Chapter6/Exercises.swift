// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3e86c4ed6156c3f5

#sourceLocation(file: "Chapters/06-consistency.md", line: 3006)
public import Simulation

/// A history of one register of numbers, which holds 0 at first.
///
/// A client whose operation is pending asks for nothing more.
public typealias RegisterHistory = History<
  Register<Int>.Operation, Register<Int>.Response
>
#sourceLocation(file: "Chapters/06-consistency.md", line: 3024)
extension RegisterHistory {
  /// Whether the operations fit into one order in which each read returns what
  /// was written last before it, or 0 if nothing was.
  ///
  /// A pending operation may be in the order or not. Tries all orders:
  /// exponential in the number of operations.
  ///
  /// - Parameter mustPrecede: pairs that the order has to keep.
  public static func hasLegalOrder(
    of operations: [Entry], respecting mustPrecede: (Entry, Entry) -> Bool
  ) -> Bool {
    extends(operations, from: Register(0), mustPrecede)
  }

  private static func extends(
    _ rest: [Entry], from register: Register<Int>,
    _ mustPrecede: (Entry, Entry) -> Bool
  ) -> Bool {
    if rest.allSatisfy(\.isPending) { return true }
    return rest.indices.contains { index in
      var (others, after) = (rest, register)
      let next = others.remove(at: index)
      let answer = after.apply(next.operation)
      return !others.contains { mustPrecede($0, next) }
        && (next.isPending || next.response == answer)
        && extends(others, from: after, mustPrecede)
    }
  }
}
#sourceLocation()
