internal import Simulation

/// An object with registers that hold texts, which also grow at their ends.
protocol GrowingObject: StateMachine {
  /// What the operation adds to the end of the register of its key, and what its client was told that it then
  /// held, if it was told; nil if the operation does anything else.
  static func growth(
    _ operation: Operation, answered response: Response?
  ) -> (suffix: Value, whole: Value?)?

  /// The value as bytes, if two are equal where their bytes are, and one that grows does so by bytes.
  static func bytes(of value: Value) -> [UInt8]?
}

extension KeyValueStore: GrowingObject {
  static func growth(
    _ operation: Operation, answered response: Response?
  ) -> (suffix: String?, whole: String??)? {
    guard case .append(_, let suffix) = operation else { return nil }
    if case .value(let whole)? = response { return (suffix, .some(whole)) }
    return response == nil ? (suffix, nil) : nil
  }

  static func bytes(of value: String?) -> [UInt8]? {
    value.map { PorcupineStore.bytes(of: $0) } ?? []
  }
}

extension PorcupineStore: GrowingObject {
  static func growth(
    _ operation: Operation, answered _: Response?
  ) -> (suffix: String, whole: String?)? {
    if case .append(_, let suffix) = operation { (suffix, nil) } else { nil }
  }

  static func bytes(of value: String) -> [UInt8]? { value.isExact ? Array(value.utf8) : nil }
}

/// What was written and appended to one register, to take texts apart again: pieces of which none begins as
/// another does, so that there is one way at most.
struct Pieces {
  private var bytes: [[UInt8]] = []
  private var calls: [Int32] = []

  mutating func add(_ piece: [UInt8], of call: Int32) {
    bytes.append(piece)
    calls.append(call)
  }

  /// False if some piece is empty, or begins with another.
  mutating func sort() -> Bool {
    let ranks = bytes.indices.sorted { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    (bytes, calls) = (ranks.map { bytes[$0] }, ranks.map { calls[$0] })
    return bytes.first?.isEmpty != true
      && zip(bytes, bytes.dropFirst()).allSatisfy { !$1.starts(with: $0) }
  }

  /// The calls that the text is made of; nil if it is made of anything else.
  func calls(in text: [UInt8]) -> [Int32]? {
    var rest = text[...]
    var found: [Int32] = []
    while !rest.isEmpty {
      // Of all pieces that are not greater, the greatest is the one that the text may begin with.
      let place = bytes.firstPlace { rest.lexicographicallyPrecedes($0) } - 1
      guard place >= 0, rest.starts(with: bytes[place]) else { return nil }
      rest = rest.dropFirst(bytes[place].count)
      found.append(calls[place])
    }
    return found
  }
}
