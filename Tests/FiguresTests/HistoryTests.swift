import Testing

@testable import Figures

@Suite("Operation histories")
struct HistoryTests {
  @Test("bars with points of effect look as recorded")
  func register() throws { try expectGolden(HistorySamples.register, "history-register") }

  @Test("an operation that fits nowhere stands out")
  func inversion() throws { try expectGolden(HistorySamples.inversion, "history-inversion") }

  @Test("thirty operations stay apart")
  func crowd() throws { try expectGolden(HistorySamples.crowd, "history-crowd") }
}
