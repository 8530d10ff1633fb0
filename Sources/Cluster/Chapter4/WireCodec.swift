internal import Chapter2
internal import RealNodes
internal import Simulation

extension Codec where Value: WireValue {
  /// The byte form that chapter 2 writes by hand.
  static var wire: Codec { Codec(encode: { $0.encoded() }, decode: { try Value(decoding: $0) }) }
}

extension NodeCodec where N.Message: WireValue, N.Record == Never {
  static var wire: NodeCodec { NodeCodec(message: .wire, record: .compact) }
}
