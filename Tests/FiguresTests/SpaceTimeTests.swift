import Testing

@testable import Figures

@Suite("Space-time diagrams")
struct SpaceTimeTests {
  @Test("a lossy run looks as recorded")
  func lossyRun() throws { try expectGolden(SpaceTimeSamples.lossyPing, "space-time-lossy") }

  @Test("every sign looks as recorded")
  func everything() throws {
    try expectGolden(SpaceTimeSamples.everything, "space-time-everything")
  }

  @Test("sixty events look as recorded")
  func crowd() throws { try expectGolden(SpaceTimeSamples.crowd, "space-time-sixty") }

  @Test("time in proportion looks as recorded")
  func proportional() throws {
    try expectGolden(SpaceTimeSamples.proportional, "space-time-proportional")
  }
}
