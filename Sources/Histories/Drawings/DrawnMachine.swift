public import Simulation

/// A machine whose histories can be drawn: see FORMAT.md.
///
/// A drawing is short for the text form: each sign in it stands for an operation there.
public protocol DrawnMachine<Operation, Response>: TextualObject {
  static var signs: DrawnSigns { get }
}

/// For each sign of a drawing, the operation's name in the text form; nil where the machine has none.
public struct DrawnSigns: Hashable, Sendable {
  /// `x=1`
  public var set: String?
  /// `x=-`; where it is nil, that sets to nothing.
  public var clear: String?
  /// `x+1`, with what was answered, if anything, behind a question mark: `x+1?21`
  public var add: String?
  /// `x?1`, with what was answered; nothing is `x?-`.
  public var ask: String?
  /// `x:1=2`, or `x:1=2!` if another value was there.
  public var compareAndSet: String?
  /// Whether the name in front is the operation's first argument. If not, the machine is one thing, and drawn
  /// as `x`.
  public var namesKeys: Bool

  public init(
    set: String? = nil, clear: String? = nil, add: String? = nil, ask: String? = nil,
    compareAndSet: String? = nil, namesKeys: Bool = false
  ) {
    self.set = set
    self.clear = clear
    self.add = add
    self.ask = ask
    self.compareAndSet = compareAndSet
    self.namesKeys = namesKeys
  }
}

extension KeyValueStore: DrawnMachine {
  public static let signs = DrawnSigns(
    set: "put", clear: "delete", add: "append", ask: "get", compareAndSet: "cas", namesKeys: true)
}

extension Register: DrawnMachine where Value: TextualValue {
  public static var signs: DrawnSigns {
    DrawnSigns(set: "write", ask: "read", compareAndSet: "cas")
  }
}

extension Counter: DrawnMachine {
  public static let signs = DrawnSigns(add: "add", ask: "read")
}

extension FIFOQueue: DrawnMachine where Element: TextualValue {
  public static var signs: DrawnSigns { DrawnSigns(add: "enqueue", ask: "dequeue") }
}
