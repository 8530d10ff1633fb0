/// One operation of a history, as integers.
struct Call {
  static let noResponse: Int32 = -1
  static let never = Int32.max

  /// Where it stands among the history's entries.
  var entry: Int32
  var client: Int32
  var operation: Int32
  /// `noResponse` while it is pending.
  var response: Int32
  var invoked: Int32
  /// `never` while it is pending.
  var returned: Int32
  /// Whether it leaves every state as it is, answered as it was.
  var isObservation: Bool
  /// Whether it would, whatever the answer.
  var isAlwaysObservation: Bool

  var isPending: Bool { returned == Call.never }

  /// The same operation before anybody heard of its end.
  var unanswered: Call {
    var call = self
    call.response = Call.noResponse
    call.returned = Call.never
    call.isObservation = isAlwaysObservation
    return call
  }
}

extension [Call] {
  /// The calls as they were just after the event at `position`.
  func prefix(through position: Int32) -> [Call] {
    filter { $0.invoked <= position }.map { $0.returned <= position ? $0 : $0.unanswered }
  }

  /// All but the pending ones that can't matter: nobody sees them, and they change nothing.
  var relevant: [Call] { filter { !($0.isPending && $0.isObservation) } }

  /// The positions of all responses, in order.
  var returns: [Int32] { filter { !$0.isPending }.map(\.returned).sorted() }
}
