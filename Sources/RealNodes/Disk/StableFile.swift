internal import Simulation

/// A node's log on a real disk: what `StableStorage` is in the simulated world.
///
/// Each record stands in a frame with checksums. A crash can leave a half-written record at the end;
/// when the file is opened again, a mark takes its place, so that it stays a torn slot in the middle of
/// what is appended later, as the model has it. Damage anywhere else is no crash's work, and an error.
final class StableFile<Record: Hashable & Sendable> {
  /// What was in the file when it was opened.
  let found: StableLog<Record>
  /// Whether there was no file, so that the node has never run before.
  let isNew: Bool
  private let path: String
  private let codec: Codec<Record>
  private let fuse: Fuse?
  private let space: Int?
  private var file: DiskFile

  /// Opens the file, or creates it empty.
  ///
  /// - Parameter space: how many bytes it may have; a write beyond them fails as on a full disk.
  /// - Throws: `FileError` if the system refuses; `StableFileError` if no crash can have left the file
  ///   as it is.
  init(_ path: String, codec: Codec<Record>, fuse: Fuse? = nil, space: Int? = nil) throws {
    self.path = path
    self.codec = codec
    self.fuse = fuse
    self.space = space
    isNew = !DiskFile.exists(path)
    file = try DiskFile(path, fuse: fuse, space: space)
    let (log, whole) = try Self.read(try file.contents(), path, codec)
    found = log
    if let whole {
      try file.cut(to: whole)
      try file.append(Frame.bytes(around: [Slot.torn.rawValue]))
    }
    // What a node finds is there to stay, says the model. Until now it may be in the system's memory
    // alone, since a process that is killed has not synced what it wrote last.
    try file.sync()
    try file.syncFolder()
  }

  /// Adds a record at the end. It surely survives a crash only after `sync`.
  ///
  /// - Throws: `FileError` if the system refuses; what the codec says.
  func append(_ record: Record) throws { try file.append(bytes(of: record)) }

  /// Makes everything written so far survive a crash.
  ///
  /// - Throws: `FileError` if the system refuses.
  func sync() throws { try file.sync() }

  /// Replaces the log in one step: a new file, synced, takes the old one's name.
  ///
  /// - Throws: `FileError` if the system refuses; what the codec says.
  func rewrite(_ records: [Record]) throws {
    let draft = try DiskFile(path + ".new", isEmptied: true, fuse: fuse, space: space)
    try draft.append(try records.flatMap(bytes))
    try draft.sync()
    try draft.rename(to: path)
    file = draft
    try file.syncFolder()
  }

  /// What is in a file, which is left as it is. If a node is writing to it, its end may look torn.
  ///
  /// - Throws: `FileError` if the system refuses; `StableFileError` if no crash can have left the file
  ///   as it is.
  static func log(in path: String, codec: Codec<Record>) throws -> StableLog<Record> {
    try read(try DiskFile.contents(of: path), path, codec).log
  }

  private func bytes(of record: Record) throws -> [UInt8] {
    Frame.bytes(around: [Slot.whole.rawValue] + (try codec.encode(record)))
  }
}

/// The first byte in each frame.
private enum Slot: UInt8 {
  case torn, whole
}

extension StableFile {
  /// The slots of a file; if it breaks off in a torn record, also where that begins.
  private static func read(
    _ bytes: [UInt8], _ path: String, _ codec: Codec<Record>
  ) throws(StableFileError) -> (log: StableLog<Record>, whole: Int?) {
    var log = StableLog<Record>()
    var place = 0
    while place < bytes.count {
      guard let (body, length) = frame(in: bytes, at: place) else {
        if let next = (place + 1..<bytes.count).first(where: { frame(in: bytes, at: $0) != nil }) {
          throw .damaged(path, at: place, wholeAgainAt: next)
        }
        log.slots.append(.torn)
        return (log, place)
      }
      do {
        log.slots.append(try slot(body, codec))
      } catch {
        throw .unreadable(path, at: place, because: "\(error)")
      }
      place += length
    }
    return (log, nil)
  }

  private static func frame(in bytes: [UInt8], at place: Int) -> (body: [UInt8], length: Int)? {
    try? Frame.read(bytes[place...])
  }

  private static func slot(
    _ body: [UInt8], _ codec: Codec<Record>
  ) throws -> StableLog<Record>.Slot {
    switch body.first.flatMap(Slot.init) {
    case .torn: .torn
    case .whole: .whole(try codec.decode(Array(body.dropFirst())))
    case nil: throw CompactError.unknownCase("\(body.prefix(1))", of: "slot")
    }
  }
}
