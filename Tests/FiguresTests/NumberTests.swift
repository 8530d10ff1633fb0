import Foundation
import Testing

@testable import Figures

@Suite("Numbers")
struct NumberTests {
  @Test(
    "fixed decimals round halves away from zero",
    arguments: [
      (0.5, 0, "1"), (-0.5, 0, "-1"), (2.25, 1, "2.3"), (0.05, 1, "0.1"), (1234.5678, 2, "1234.57"),
      (-0.04, 1, "0.0"), (0, 2, "0.00"), (0.001, 3, "0.001"), (1e20, 1, "1e+20"),
    ])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(Numeral.fixed(value, decimals: decimals) == expected)
  }

  @Test(
    "short numbers keep four digits, and the nines of what is nearly one",
    arguments: [
      (0, "0"), (12.3456, "12.35"), (-31.25, "−31.25"), (0.0012345, "0.001235"), (98765, "98765"),
      (0.99999, "0.99999"), (0.999702, "0.9997"), (0.9999901494, "0.9999901"), (1e-7, "1×10⁻⁷"),
      (2.5e12, "2.5×10¹²"), (.nan, "no value"), (-.infinity, "−∞"),
    ])
  func short(value: Double, expected: String) { #expect(Numeral.short(value) == expected) }

  @Test("logarithms agree with the C library to twelve digits")
  func logarithms() {
    for exponent in -300...300 {
      let value = 1.2345 * Numeral.powerOfTen(exponent)
      #expect(abs(Logarithm.base10(value) - log10(value)) < 1e-12 * Double(max(1, abs(exponent))))
      #expect(Logarithm.floor10(value) == exponent)
      #expect(Logarithm.floor10(Numeral.powerOfTen(exponent)) == exponent)
    }
  }

  @Test("directions agree with the C library to ten digits")
  func directions() {
    for step in -100...1000 {
      let turn = Double(step) / 360
      let way = Angle.direction(turn: turn)
      #expect(abs(way.x - sin(turn * 2 * .pi)) < 1e-10)
      #expect(abs(way.y + cos(turn * 2 * .pi)) < 1e-10)
    }
  }
}

@Suite("Ticks")
struct TickTests {
  @Test("are round numbers with exact labels")
  func linear() {
    #expect(labels(Ticks.linear(0, 1, count: 5)) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(labels(Ticks.linear(-3, 4.9, count: 5)) == ["−4", "−2", "0", "2", "4", "6"])
    #expect(labels(Ticks.linear(0, 0.0003, count: 3)) == ["0", "0.0001", "0.0002", "0.0003"])
    #expect(labels(Ticks.linear(0, 3e6, count: 3)) == ["0", "1 M", "2 M", "3 M"])
    #expect(
      labels(Ticks.linear(0, 40_000, count: 4)) == ["0", "10,000", "20,000", "30,000", "40,000"])
    #expect(labels(Ticks.linear(2e15, 4e15, count: 2)) == ["2×10¹⁵", "3×10¹⁵", "4×10¹⁵"])
  }

  @Test("are decades on a logarithmic axis, thinned out where they are many")
  func logarithmic() {
    #expect(labels(Ticks.logarithmic(1, 1000, count: 5)) == ["1", "10", "100", "1000"])
    #expect(labels(Ticks.logarithmic(2, 32, count: 8)) == ["2", "5", "10", "20", "50"])
    #expect(
      labels(Ticks.logarithmic(1e-9, 1, count: 5)) == [
        "10⁻⁹", "10⁻⁷", "10⁻⁵", "0.001", "0.1", "10",
      ])
  }

  @Test("cover what they are asked for", arguments: [1e-290, 3e-7, 0.1, 7, 123_456, 8e14, 9e290])
  func cover(high: Double) {
    for low in [0, -high / 3, high * 0.999] {
      let ticks = Ticks.linear(low, high, count: 6)
      #expect(ticks.count <= 16)
      #expect((ticks.first?.value ?? .infinity) <= low + high * 1e-6)
      #expect((ticks.last?.value ?? -.infinity) >= high * (1 - 1e-6))
      #expect(
        zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value && $0.label != $1.label })
    }
  }

  private func labels(_ ticks: [Tick]) -> [String] { ticks.map(\.label) }
}

@Suite("Numbers and texts for tables") struct FixedWidthTests {
  @Test("a number has as many decimals as asked for, and halves go away from zero") func decimals()
  {
    #expect(fixed(0.97, decimals: 4) == "0.9700")
    #expect(fixed(-1.25, decimals: 1) == "-1.3")
    #expect(fixed(12, decimals: 0) == "12")
  }

  @Test("a text is padded on either side by what it takes on a screen") func padding() {
    #expect("λW".padded(to: 4) == "λW  ")
    #expect("7".padded(to: 3, right: true) == "  7")
    #expect("longer".padded(to: 3) == "longer")
  }
}
