public import Chapter12
internal import ExerciseSupport

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
    unimplemented("ReedSolomon.encode", returning: [])
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
    unimplemented("ReedSolomon.decode", returning: [])
  }
}
