import Testing

@testable import Figures

@Suite("Rings")
struct RingTests {
  @Test("a join looks as recorded")
  func joining() throws { try expectGolden(RingSamples.joining, "ring-join") }

  @Test("many points are told by a legend")
  func virtual() throws { try expectGolden(RingSamples.virtual, "ring-virtual") }

  @Test("a key belongs to the first point at or after it, the last ones to the first point")
  func ownership() {
    let ring = RingSamples.joining
    #expect(ring.keys.map(ring.owner) == ["D", "B", "C", "A"])
    #expect(ring.owner(of: .init("on the point", at: 0.3)) == "D")
  }

  @Test("the shares add up to the whole ring")
  func shares() {
    for ring in [RingSamples.joining, RingSamples.virtual] {
      let sum = ring.owners.reduce(0) { $0 + ring.share(of: $1) }
      #expect(abs(sum - 1) < 1e-12)
    }
    #expect(Ring(title: "one", points: [.init(0.4, "A")]).share(of: "A") == 1)
  }
}
