/// Writes a token's bytes: numbers in seven-bit groups, low ones first (LEB128), times as differences.
struct TokenWriter {
  private var bytes: [UInt8] = []

  /// The bytes with a checksum of four behind them.
  var sealed: [UInt8] { bytes + checksum(bytes) }

  mutating func number(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func word(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  mutating func text(_ text: String) {
    number(text.utf8.count)
    bytes += text.utf8
  }

  mutating func steps(_ steps: [Step]) {
    let timers = timerNames(steps)
    number(timers.count)
    for timer in timers { text(timer) }
    number(steps.count)
    var time: Int64 = 0
    for step in steps {
      number(Int(step.time.nanoseconds - time))
      time = step.time.nanoseconds
      choice(step.choice, timers)
    }
  }

  private func timerNames(_ steps: [Step]) -> [String] {
    var names: [String] = []
    for case .fire(_, let timer) in steps.map(\.choice) where !names.contains(timer) {
      names.append(timer)
    }
    return names
  }

  private mutating func choice(_ choice: Choice, _ timers: [String]) {
    switch choice {
    case .deliver(let message): fields(0, name(message))
    case .lose(let message): fields(1, name(message))
    case .duplicate(let message): fields(2, name(message))
    case .fire(let node, let timer):
      fields(3, [Int(node.index), timers.firstIndex(of: timer) ?? 0])
    case .invoke(let node, let number): fields(4, [Int(node.index), number])
    case .crash(let node, let lost, let torn): fields(5, [Int(node.index), lost, torn ? 1 : 0])
    case .crashDuring(let node, let count, let lost, let torn):
      fields(6, [Int(node.index), count, lost, torn ? 1 : 0])
    case .restart(let node): fields(7, [Int(node.index)])
    case .pause(let node): fields(8, [Int(node.index)])
    case .resume(let node): fields(9, [Int(node.index)])
    case .cut(let way): fields(10, [Int(way.sender.index), Int(way.receiver.index)])
    case .heal(let way): fields(11, [Int(way.sender.index), Int(way.receiver.index)])
    case .clock(let node, let error):
      fields(
        12,
        [Int(node.index), Int(error.offset.wholeNanoseconds), error.partsPerMillion])
    }
  }

  private func name(_ message: MessageName) -> [Int] {
    [Int(message.sender.index), Int(message.receiver.index), message.number]
  }

  private mutating func fields(_ code: Int, _ values: [Int]) {
    number(code)
    for value in values { number(value) }
  }
}

/// Reads what a `TokenWriter` wrote; any byte may be wrong.
struct TokenReader {
  private let bytes: [UInt8]
  private var position = 0

  init?(sealed: [UInt8]) {
    guard sealed.count >= 4 else { return nil }
    bytes = Array(sealed.dropLast(4))
    guard checksum(bytes) == Array(sealed.suffix(4)) else { return nil }
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number() throws(ReplayError) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: value)) }
    }
    throw .damaged
  }

  mutating func word() throws(ReplayError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { value |= UInt64(try byte()) << shift }
    return value
  }

  mutating func text() throws(ReplayError) -> String {
    let count = try self.count()
    defer { position += count }
    guard let text = String(validating: bytes[position..<(position + count)], as: UTF8.self) else {
      throw .damaged
    }
    return text
  }

  mutating func steps() throws(ReplayError) -> [Step] {
    var timers: [String] = []
    for _ in 0..<(try count()) { timers.append(try text()) }
    var steps: [Step] = []
    var time: Int64 = 0
    for _ in 0..<(try count()) {
      let (sum, overflow) = time.addingReportingOverflow(Int64(try number()))
      guard !overflow else { throw .damaged }
      time = sum
      steps.append(Step(at: Instant(nanoseconds: time), try choice(timers)))
    }
    return steps
  }

  private mutating func choice(_ timers: [String]) throws(ReplayError) -> Choice {
    switch try number() {
    case 0: return .deliver(try name())
    case 1: return .lose(try name())
    case 2: return .duplicate(try name())
    case 3:
      let (node, timer) = (try node(), try number())
      guard timers.indices.contains(timer) else { throw .damaged }
      return .fire(node, timer: timers[timer])
    case 4: return .invoke(try node(), operation: try number())
    case 5: return .crash(try node(), losing: try natural(), tearing: try number() != 0)
    case 6:
      return .crashDuring(
        try node(), afterEffects: try natural(), losing: try natural(),
        tearing: try number() != 0)
    case 7: return .restart(try node())
    case 8: return .pause(try node())
    case 9: return .resume(try node())
    case 10: return .cut(Fault.Direction(from: try node(), to: try node()))
    case 11: return .heal(Fault.Direction(from: try node(), to: try node()))
    case 12: return .clock(try node(), try clockError())
    default: throw .damaged
    }
  }

  private mutating func clockError() throws(ReplayError) -> ClockError {
    let offset = Duration.nanoseconds(try number())
    let rate = try number()
    guard rate > -1_000_000 else { throw .damaged }
    return ClockError(offset: offset, partsPerMillion: rate)
  }

  private mutating func node() throws(ReplayError) -> NodeID {
    let index = try number()
    guard (0..<Int(UInt16.max)).contains(index) else { throw .damaged }
    return NodeID(index)
  }

  private mutating func name() throws(ReplayError) -> MessageName {
    MessageName(from: try node(), to: try node(), number: try natural())
  }

  private mutating func natural() throws(ReplayError) -> Int {
    let value = try number()
    guard value >= 0 else { throw .damaged }
    return value
  }

  /// How many bytes or things follow: never more than there are bytes left.
  private mutating func count() throws(ReplayError) -> Int {
    let count = try number()
    guard (0...(bytes.count - position)).contains(count) else { throw .damaged }
    return count
  }

  private mutating func byte() throws(ReplayError) -> UInt8 {
    guard position < bytes.count else { throw .damaged }
    defer { position += 1 }
    return bytes[position]
  }
}

private func checksum(_ bytes: [UInt8]) -> [UInt8] {
  var digest = Digest()
  for byte in bytes { digest.add(byte) }
  return (0..<4).map { UInt8(truncatingIfNeeded: digest.value >> UInt64(8 * $0)) }
}

// MARK: - Base64 with the alphabet that is safe in file names and addresses (RFC 4648, §5)

private let alphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

func base64(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var bits: UInt32 = 0
    for byte in group { bits = bits << 8 | UInt32(byte) }
    bits <<= 8 * UInt32(3 - group.count)
    for index in 0...group.count {
      text.append(alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63])
    }
  }
  return String(decoding: text, as: UTF8.self)
}

func unbase64(_ text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  var bits: UInt32 = 0
  var count = 0
  for character in text.utf8 {
    guard let value = alphabet.firstIndex(of: character) else { return nil }
    bits = (bits << 6 | UInt32(value)) & 0xFFF
    count += 6
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return bytes
}
