/// A search over one part that may be interrupted by its limit, and goes on with a higher one.
///
/// An enumeration, so that each kind is compiled for what it works on.
enum PartSearch {
  case realTime(RealTimeSearch<UInt64>)
  case wideRealTime(RealTimeSearch<WideSlots>)
  case programOrder(ProgramOrderSearch)

  init(
    _ calls: [Call], _ kept: KeptOrder, _ outcomes: Outcomes, notesAlternatives: Bool = false
  ) {
    guard kept == .realTime else {
      self = .programOrder(ProgramOrderSearch(calls, outcomes))
      return
    }
    let line = Timeline(calls)
    self =
      line.slotCount <= 64
      ? .realTime(RealTimeSearch(line, outcomes, notesAlternatives: notesAlternatives))
      : .wideRealTime(RealTimeSearch(line, outcomes, notesAlternatives: notesAlternatives))
  }

  /// The states visited so far.
  var states: Int {
    switch self {
    case .realTime(let search): search.states
    case .wideRealTime(let search): search.states
    case .programOrder(let search): search.states
    }
  }

  /// Goes on until so many states have been visited in all.
  ///
  /// The search is given back as it is then; it isn't changed in place, which would copy it.
  consuming func run(limit: Int) -> (SearchResult, PartSearch) {
    switch consume self {
    case .realTime(var search): (search.run(limit: limit), .realTime(search))
    case .wideRealTime(var search): (search.run(limit: limit), .wideRealTime(search))
    case .programOrder(var search): (search.run(limit: limit), .programOrder(search))
    }
  }
}
