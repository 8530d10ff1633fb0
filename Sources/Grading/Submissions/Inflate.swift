/// Decompresses DEFLATE (RFC 1951), up to a limit: a bomb costs no more than that.
struct Inflate {
  /// What is wrong with an archive, in words for the student.
  struct Damage: Error, Hashable, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
  }

  private let input: ArraySlice<UInt8>
  private var next: Int
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  private let limit: Int

  /// - Throws: `Damage` if the data is none, or has more than `limit` bytes in it.
  static func inflate(_ input: ArraySlice<UInt8>, limit: Int) throws(Damage) -> [UInt8] {
    var inflate = Inflate(input, limit: limit)
    while try inflate.block() {}
    return inflate.output
  }

  private init(_ input: ArraySlice<UInt8>, limit: Int) {
    self.input = input
    self.limit = limit
    next = input.startIndex
  }

  /// Reads a block; whether another one follows.
  private mutating func block() throws(Damage) -> Bool {
    let isLast = try take(1) == 1
    switch try take(2) {
    case 0: try stored()
    case 1: try compressed(lengths: Self.fixedLengths, distances: Self.fixedDistances)
    case 2:
      let (lengths, distances) = try tables()
      try compressed(lengths: lengths, distances: distances)
    default: throw Damage("the archive is damaged: an unknown kind of block")
    }
    return !isLast
  }

  private mutating func take(_ count: Int) throws(Damage) -> Int {
    while bitCount < count {
      guard next < input.endIndex else { throw Damage("the archive is damaged: it is cut short") }
      bits |= UInt32(input[next]) << UInt32(bitCount)
      next += 1
      bitCount += 8
    }
    let value = bits & ((1 << UInt32(count)) - 1)
    bits >>= UInt32(count)
    bitCount -= count
    return Int(value)
  }

  /// - Throws: if the output would be longer than the limit with `count` bytes more.
  private func makeRoom(for count: Int) throws(Damage) {
    guard output.count + count <= limit else {
      throw Damage("it unpacks to more than \(limit) bytes")
    }
  }

  private mutating func stored() throws(Damage) {
    bits = 0
    bitCount = 0
    let length = try take(16)
    guard try take(16) == length ^ 0xFFFF, next + length <= input.endIndex else {
      throw Damage("the archive is damaged: a stored block of another length")
    }
    try makeRoom(for: length)
    output += input[next..<(next + length)]
    next += length
  }

  private mutating func compressed(lengths: Codes, distances: Codes) throws(Damage) {
    while true {
      let symbol = try decode(lengths)
      if symbol < 256 {
        try makeRoom(for: 1)
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        try copy(lengthSymbol: symbol - 257, distances: distances)
      }
    }
  }

  private mutating func copy(lengthSymbol: Int, distances: Codes) throws(Damage) {
    guard lengthSymbol < Self.lengthBases.count else { throw Damage("the archive is damaged") }
    let length = Self.lengthBases[lengthSymbol] + (try take(Self.lengthExtra[lengthSymbol]))
    let symbol = try decode(distances)
    guard symbol < Self.distanceBases.count else { throw Damage("the archive is damaged") }
    let distance = Self.distanceBases[symbol] + (try take(Self.distanceExtra[symbol]))
    guard distance <= output.count else { throw Damage("the archive is damaged") }
    try makeRoom(for: length)
    // What is copied may reach into what the copy itself writes: then it repeats.
    let start = output.count - distance
    // An array of its own: a slice would keep the output from growing in place.
    let pattern = Array(output[start..<min(output.count, start + length)])
    for _ in 0..<(length / pattern.count) { output += pattern }
    output += pattern.prefix(length % pattern.count)
  }

  /// The code lengths of a dynamic block, themselves compressed (RFC 1951, §3.2.7).
  private mutating func tables() throws(Damage) -> (Codes, Codes) {
    let (literals, distances) = (try take(5) + 257, try take(5) + 1)
    let count = try take(4) + 4
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<count { lengths[Self.lengthOrder[index]] = try take(3) }
    let codes = Codes(lengths: lengths)
    var all: [Int] = []
    while all.count < literals + distances {
      switch try decode(codes) {
      case let length where length < 16: all.append(length)
      case 16:
        guard let last = all.last else { throw Damage("the archive is damaged") }
        all += [Int](repeating: last, count: try take(2) + 3)
      case 17: all += [Int](repeating: 0, count: try take(3) + 3)
      default: all += [Int](repeating: 0, count: try take(7) + 11)
      }
    }
    guard all.count == literals + distances else { throw Damage("the archive is damaged") }
    return (Codes(lengths: Array(all[..<literals])), Codes(lengths: Array(all[literals...])))
  }

  /// Canonical Huffman codes: how many of each length, and the symbols in the order of their codes.
  private struct Codes {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(lengths: [Int]) {
      for length in lengths where length > 0 { counts[length] += 1 }
      let used = lengths.indices.filter { lengths[$0] > 0 }
      symbols = used.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }
  }

  private mutating func decode(_ codes: Codes) throws(Damage) -> Int {
    var (code, first, index) = (0, 0, 0)
    for length in 1...15 {
      code |= try take(1)
      let count = codes.counts[length]
      if code - first < count { return codes.symbols[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw Damage("the archive is damaged: a code of no symbol")
  }

  private static let fixedLengths = Codes(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = Codes(lengths: [Int](repeating: 5, count: 30))
  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthExtra = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceExtra = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]
}
