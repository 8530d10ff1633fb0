// Generated from Solutions/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f8e2274c534f3a0c

#sourceLocation(file: "Solutions/12-gfs.md", line: 1050)
public import Chapter12

/// A code that needs any `data` of its `data + parity` pieces.
///
/// Up to 255 pieces in all. Our solution has 63 lines.
public struct ReedSolomon: Sendable {
  public let data: Int
  public let parity: Int

  public init(data: Int, parity: Int) {
    self.data = data
    self.parity = parity
  }

  /// The parity pieces of these data pieces, which are equally long.
  public func encode(_ pieces: [[UInt8]]) -> [[UInt8]] {
    (data..<(data + parity)).map { combine(row($0), pieces) }
  }

  /// The data pieces, from pieces by number: the data pieces come first, then
  /// the parity pieces.
  ///
  /// - Throws: `tooFew` if there are fewer than `data` pieces; `damaged` if
  ///   the pieces are not those of any data, which is noticed for certain if
  ///   no more are damaged than there are pieces beyond `data`.
  public func decode(
    _ pieces: [Int: [UInt8]]
  ) throws(ErasureError) -> [[UInt8]] {
    let known = pieces.sorted { $0.key < $1.key }
    guard known.count >= data else { throw .tooFew }
    let chosen = known.prefix(data)
    let found = solve(chosen.map { row($0.key) }, chosen.map(\.value))
    for (number, piece) in known where combine(row(number), found) != piece {
      throw .damaged
    }
    return found
  }

  /// The factors by which the data pieces enter this piece.
  private func row(_ number: Int) -> [UInt8] {
    (0..<data).map { column in
      if number < data { return number == column ? 1 : 0 }
      return Field.inverse(UInt8(number) ^ UInt8(column))
    }
  }

  private func combine(_ row: [UInt8], _ pieces: [[UInt8]]) -> [UInt8] {
    var sum = Array(repeating: UInt8(0), count: pieces[0].count)
    for (factor, piece) in zip(row, pieces) {
      add(piece, times: factor, to: &sum)
    }
    return sum
  }

  private func add(
    _ piece: [UInt8], times factor: UInt8, to sum: inout [UInt8]
  ) {
    for place in piece.indices {
      sum[place] ^= Field.product(factor, piece[place])
    }
  }

  private func solve(
    _ rows: [[UInt8]], _ pieces: [[UInt8]]
  ) -> [[UInt8]] {
    // Each row is an equation: factors, then the piece that they add up to.
    var system = zip(rows, pieces).map { $0 + $1 }
    for column in 0..<data {
      let pivot = system.indices.first { $0 >= column && system[$0][column] != 0 }
      system.swapAt(column, pivot ?? column)
      let inverse = Field.inverse(system[column][column])
      system[column] = system[column].map { Field.product($0, inverse) }
      for other in 0..<data where other != column {
        let factor = system[other][column]
        add(system[column], times: factor, to: &system[other])
      }
    }
    return system.map { Array($0.dropFirst(data)) }
  }
}

/// The field of 256 elements.
private enum Field {
  static let powers: [UInt8] = {
    var value = 1
    return (0..<255).map { _ in
      defer { value = value << 1 ^ (value & 0x80 == 0 ? 0 : 0x11D) }
      return UInt8(value)
    }
  }()
  static let logarithms: [UInt8: Int] = Dictionary(
    uniqueKeysWithValues: powers.enumerated().map { ($1, $0) })

  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    guard let a = logarithms[a], let b = logarithms[b] else { return 0 }
    return powers[(a + b) % 255]
  }

  static func inverse(_ a: UInt8) -> UInt8 {
    logarithms[a].map { powers[(255 - $0) % 255] } ?? 0
  }
}
#sourceLocation()
