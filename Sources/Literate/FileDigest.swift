internal import Hashing

/// A digest that tells accidental differences.
public struct FileDigest: Hashable, Sendable, CustomStringConvertible {
  var value: UInt64

  public init(of bytes: some Collection<UInt8>) { value = StableHash(of: bytes).value }

  init?(hexadecimal text: some StringProtocol) {
    guard let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
