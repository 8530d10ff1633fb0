import Testing

@testable import Figures

@Suite("Grids")
struct GridTests {
  @Test("ballots and acceptors look as recorded")
  func ballots() throws { try expectGolden(GridSamples.ballots, "grid-ballots") }

  @Test("long names of many columns stand upright")
  func kills() throws { try expectGolden(GridSamples.kills, "grid-kills") }

  @Test("a heat map looks as recorded")
  func heat() throws { try expectGolden(GridSamples.heat, "heat-map") }
}
