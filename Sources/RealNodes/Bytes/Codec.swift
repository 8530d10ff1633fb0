public import Simulation

/// How values of one type become bytes and come back.
///
/// An argument and not a conformance, so that the chapter that owns the type need not know of bytes,
/// and two programs may carry the same protocol in two forms. Equal values must have equal bytes.
public struct Codec<Value: Sendable>: Sendable {
  public let encode: @Sendable (Value) throws -> [UInt8]
  /// Reads a value that takes up all of the bytes; throws if they are none.
  public let decode: @Sendable ([UInt8]) throws -> Value

  public init(
    encode: @escaping @Sendable (Value) throws -> [UInt8],
    decode: @escaping @Sendable ([UInt8]) throws -> Value
  ) {
    self.encode = encode
    self.decode = decode
  }
}

extension Codec where Value: Codable {
  /// The bytes that follow from the type's declaration: a type that says `Codable` needs no more.
  public static var compact: Codec {
    Codec(
      encode: { try CompactEncoder.bytes(of: $0) },
      decode: { try CompactDecoder.value(Value.self, from: $0) })
  }
}

/// The bytes of what leaves a node: its messages, for the network, and its records, for the disk.
public struct NodeCodec<N: Node>: Sendable {
  public let message: Codec<N.Message>
  public let record: Codec<N.Record>

  public init(message: Codec<N.Message>, record: Codec<N.Record>) {
    self.message = message
    self.record = record
  }
}

extension NodeCodec where N.Message: Codable, N.Record: Codable {
  /// Both as their declarations have it; `Never` is a record, too.
  public static var compact: NodeCodec { NodeCodec(message: .compact, record: .compact) }
}
