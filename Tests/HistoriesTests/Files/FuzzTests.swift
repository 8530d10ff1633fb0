import Histories
import Testing

/// Files of every kind of wrongness, for a bounded number of times: a reader must answer each with a
/// history or with an error, whatever stands in it.
@Suite("Readers and bad files") struct FuzzTests {
  @Test(
    "the files that the others are made of have their verdicts", arguments: AnyReader.all.indices)
  func seeds(_ index: Int) throws {
    let reader = AnyReader.all[index]
    for text in reader.right { #expect(try reader.verdict(text) == .accepted, "\(reader.name)") }
    for text in reader.wrong { #expect(try reader.verdict(text) == .rejected, "\(reader.name)") }
  }

  @Test(
    "a changed file is read or refused, and the line ends make no difference to that",
    arguments: AnyReader.all.indices)
  func mutations(_ index: Int) throws {
    let reader = AnyReader.all[index]
    var mutations = Mutations(seed: UInt64(index))
    var refused = 0
    for round in 0..<1500 {
      let seeds = reader.right + reader.wrong
      var text = mutations.mutated(seeds[round % seeds.count])
      if round % 3 == 0 { text = mutations.mutated(text) }
      let verdict = try reader.verdict(text)
      if case .refused = verdict { refused += 1 }
      // Within a text in quotes, line ends are content.
      guard !text.contains("\r"), !text.contains("\"") else { continue }
      #expect(
        try reader.verdict(text.replacing("\n", with: "\r\n")) == verdict,
        "\(text.debugDescription)")
    }
    #expect(refused > 500, "\(reader.name): \(refused)")
  }

  @Test("bytes that mean nothing are refused", arguments: AnyReader.all.indices)
  func garbage(_ index: Int) throws {
    let reader = AnyReader.all[index]
    var mutations = Mutations(seed: 1000 + UInt64(index))
    for _ in 0..<1000 {
      let text = mutations.garbage()
      guard case .refused = try reader.verdict(text) else {
        Issue.record("\(reader.name): \(text.debugDescription)")
        continue
      }
    }
  }

  @Test("words in any order are never accepted", arguments: AnyReader.all.indices)
  func salad(_ index: Int) throws {
    let reader = AnyReader.all[index]
    var mutations = Mutations(seed: 2000 + UInt64(index))
    let words = (reader.right + reader.wrong).joined(separator: " ")
      .split(whereSeparator: \.isWhitespace).map(String.init)
    for _ in 0..<1000 {
      let text = mutations.salad(words + ["\n", "{", "}", "[", "]", ":ok"])
      #expect(try reader.verdict(text) != .accepted, "\(reader.name): \(text.debugDescription)")
    }
  }

  @Test(
    "comments, empty lines and spaces at line ends change no verdict",
    arguments: AnyReader.all.indices)
  func noise(_ index: Int) throws {
    let reader = AnyReader.all[index]
    guard reader.name != "jepsen" else { return }
    let mark = reader.name.hasPrefix("text") ? " # {[\"" : " ; {[\""
    for (texts, verdict) in [(reader.right, AnyReader.Verdict.accepted), (reader.wrong, .rejected)]
    {
      for text in texts {
        for end in ["\n", "\r\n", " \t\n\n\n", "\(mark)\n", "\(mark)\r\n"] {
          let noisy = text.replacing("\n", with: end)
          #expect(try reader.verdict(noisy) == verdict, "\(noisy.debugDescription)")
        }
      }
    }
  }
}
