/// The nets that a submission has to pass; all of them, unless a test of a later one takes an
/// earlier one away.
struct Policy: OptionSet, Hashable, Sendable {
  let rawValue: Int

  static let source = Policy(rawValue: 1)
  static let memory = Policy(rawValue: 2)
  static let interface = Policy(rawValue: 4)
  static let symbols = Policy(rawValue: 8)
  static let all: Policy = [.source, .memory, .interface, .symbols]
}
