internal import Foundation

/// The lines that another process writes, read by a thread of their own: a read that waits must not
/// hold up a task.
final class LineStream: Sendable {
  let lines: AsyncStream<String>

  /// - Parameter atEnd: called on that thread when the other process has closed its side, or is gone.
  init(_ file: FileHandle, atEnd: @escaping @Sendable () -> Void = {}) {
    let (lines, input) = AsyncStream<String>.makeStream()
    self.lines = lines
    Thread.detachNewThread {
      var rest = Data()
      while case let data = file.availableData, !data.isEmpty {
        rest += data
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          input.yield(String(decoding: rest[..<end], as: UTF8.self))
          rest = rest[(end + 1)...]
        }
      }
      input.finish()
      atEnd()
    }
  }
}
