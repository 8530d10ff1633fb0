@testable import Figures

enum RingSamples {
  static var joining: Ring {
    var ring = Ring(
      title: "A node joins", summary: "D takes over a part of what B had; nothing else moves.",
      points: [.init(0.1, "A"), .init(0.45, "B"), .init(0.78, "C"), .init(0.3, "D")],
      keys: [
        .init("cart", at: 0.2), .init("user:7", at: 0.37), .init("photo", at: 0.6),
        .init("mail", at: 0.92),
      ])
    ring.highlights = [.init("moves", from: 0.1, to: 0.3)]
    return ring
  }

  /// Eight owners with eight points each.
  static var virtual: Ring {
    var state: UInt64 = 3
    let points = (0..<64).map { index -> Ring.Point in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return .init(hash: state, "node \(index % 8 + 1)")
    }
    return Ring(
      title: "Eight nodes, eight points each", summary: "Shares even out.", points: points)
  }
}
