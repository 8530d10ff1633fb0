/// Gives equal values the same small number, in the order in which they are first met.
///
/// Numbers depend on the order of the search alone: the dictionary is only asked, never iterated.
final class Interner<Value: Hashable>: AnyInterner {
  private(set) var values: [Value] = []
  private var numbers: [Value: UInt32] = [:]

  func intern(_ value: Value) -> UInt32 {
    if let number = numbers[value] { return number }
    let number = UInt32(values.count)
    values.append(value)
    numbers[value] = number
    return number
  }

  subscript(number: UInt32) -> Value { values[Int(number)] }

  override func describe(_ number: UInt32) -> String { "\(self[number])" }
  override var count: Int { values.count }
}

/// An interner whose values' type is hidden.
class AnyInterner {
  func describe(_ number: UInt32) -> String { "" }
  var count: Int { 0 }
}
