// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8647720ecb30a85f

#sourceLocation(file: "Chapters/12-gfs.md", line: 548)
public import Simulation

/// Where a chunk is, as the master tells it.
public struct Placement: Hashable, Codable, Sendable {
  public var path: Path
  public var handle: ChunkHandle
  /// nil: good for reading only.
  public var primary: NodeID?
  public var replicas: [NodeID]
}

/// Names the data of one attempt to append.
public struct DataID: Hashable, Codable, Sendable {
  public var client: NodeID
  public var attempt: Int
}

/// What a primary tells its secondaries to write.
public struct Mutation: Hashable, Codable, Sendable {
  public var handle: ChunkHandle
  public var version: Version
  public var offset: Int
  public var data: DataID
  /// Fill the chunk instead of writing the data.
  public var isPadding = false
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 580)
/// Everything that travels in a cell of the file system.
public enum FileMessage: Hashable, Codable, Sendable {
  // Client and master.
  case locate(Path, toAppend: Bool)
  case extend(Path, after: ChunkHandle)
  case located(Placement)
  // Master and chunkserver.
  case advance(ChunkHandle, to: Version, isNew: Bool)
  case advanced(ChunkHandle, to: Version)
  case lease(ChunkHandle, Version, secondaries: [NodeID])
  case survey
  case report([ReportedChunk])
  case discard(ChunkHandle, below: Version)
  case clone(ChunkHandle, Version, from: NodeID)
  // Data.
  case push(DataID, [UInt8], onTo: [NodeID])
  case pushed(DataID)
  case read(ChunkHandle)
  case content(ChunkHandle, ChunkCopy?)
  // Control.
  case append(ChunkHandle, DataID)
  case write(Mutation)
  case written(Mutation)
  case appended(DataID, at: Int)
  case full(DataID)
  case failed(DataID)
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 612)
public struct ReportedChunk: Hashable, Codable, Sendable {
  public var handle: ChunkHandle
  public var version: Version
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 621)
extension ChunkHandle: CustomStringConvertible {
  public var description: String { "c\(number)" }
}

extension Version: CustomStringConvertible {
  public var description: String { "v\(number)" }
}

extension DataID: CustomStringConvertible {
  public var description: String { "\(client).\(attempt)" }
}

extension Mutation: CustomStringConvertible {
  public var description: String {
    "\(isPadding ? "padding" : "\(data)") at \(offset) of \(handle) \(version)"
  }
}

extension Placement: CustomStringConvertible {
  public var description: String { "\(handle)" }
}

extension ReportedChunk: CustomStringConvertible {
  public var description: String { "\(handle) \(version)" }
}
#sourceLocation()
