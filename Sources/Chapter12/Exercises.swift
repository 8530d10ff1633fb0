// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 68b45894e99efe2f

#sourceLocation(file: "Chapters/12-gfs.md", line: 3762)
/// Bytes and a checksum for each block of them, where anything may happen.
public struct BlockDisk: Hashable, Sendable {
  public let blockSize: Int
  public var bytes: [UInt8] = []
  /// One for each block, in order.
  public var checksums: [UInt32] = []

  public init(blockSize: Int) { self.blockSize = blockSize }
}

/// A block doesn't fit its checksum.
public struct DamagedBlock: Error, Hashable, Sendable {
  public var number: Int

  public init(number: Int) { self.number = number }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 3996)
/// What a master of leases writes down.
public enum LeaseRecord: Hashable, Sendable {
  case issued(ChunkHandle, Version)
  case granted(ChunkHandle, Version)
}

/// What a master of leases wants to happen, in this order.
public enum LeaseAction: Hashable, Sendable {
  /// Write this down and make it survive.
  case log(LeaseRecord)
  /// Tell these servers to write the version down.
  case advance(ChunkHandle, Version, to: [Int])
  /// The server is primary until that time.
  case lease(ChunkHandle, Version, to: Int, until: Int)
  /// The server's replica is stale.
  case discard(ChunkHandle, on: Int)
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 4369)
/// What the client of an append is told.
public enum AppendResult: Hashable, Sendable {
  /// The record is on all replicas at that offset.
  case appended(at: Int)
  /// All replicas are full: try the next chunk.
  case full
  /// Some replica wasn't reached: try again.
  case failed
  /// Larger than a quarter of a chunk.
  case refused
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 4592)
/// What clients ask of a namespace.
public enum NamespaceOperation: Hashable, Sendable {
  case create(Path)
  case delete(Path)
  case rename(Path, to: Path)
  /// A copy under another name.
  case snapshot(Path, as: Path)
}

public enum NamespaceError: Error, Hashable, Sendable {
  case missing(Path)
  case exists(Path)
}

/// The names of all files, each with the number of the record that made it.
public struct NamespaceImage: Hashable, Sendable {
  public var files: [Path: Int] = [:]
  /// How many of the log's records this contains.
  public var records = 0

  public init() {}
}

#sourceLocation(file: "Chapters/12-gfs.md", line: 4620)
/// What the master of a namespace asks for, in this order.
public enum NamespaceEffect: Hashable, Sendable {
  case append(NamespaceOperation)
  /// What was appended is on the local disk.
  case sync
  /// What was appended is on the remote disk.
  case syncRemote
  case reply
  case beginCheckpoint(NamespaceImage)
  case completeCheckpoint
}

/// What recovery finds.
public struct NamespaceDisk: Hashable, Sendable {
  public struct Checkpoint: Hashable, Sendable {
    public var image: NamespaceImage
    public var isComplete: Bool

    public init(_ image: NamespaceImage, isComplete: Bool) {
      self.image = image
      self.isComplete = isComplete
    }
  }

  /// All records, the first ever written being number 1.
  public var log: [NamespaceOperation] = []
  /// In the order in which they were begun.
  public var checkpoints: [Checkpoint] = []

  public init() {}
}

#sourceLocation(file: "Chapters/12-gfs.md", line: 4657)
public struct PathLock: Hashable, Sendable {
  public enum Mode: Hashable, Sendable { case read, write }

  public var path: Path
  public var mode: Mode

  public init(_ path: Path, _ mode: Mode) {
    self.path = path
    self.mode = mode
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 4942)
/// What a master knows about replicas when it plans.
public struct ClusterState: Hashable, Sendable {
  public struct Server: Hashable, Sendable {
    public var rack: Int
    public var isUp = true

    public init(rack: Int, isUp: Bool = true) {
      self.rack = rack
      self.isUp = isUp
    }
  }

  public struct Chunk: Hashable, Sendable {
    public var handle: ChunkHandle
    public var goal = 3
    /// The servers with a current replica, whether they're up or not.
    public var current: [Int]
    /// The servers with a stale one.
    public var stale: [Int] = []
    public var isDeleted = false
    public var isWaitedFor = false

    public init(_ number: Int, on current: [Int]) {
      handle = ChunkHandle(number)
      self.current = current
    }
  }

  public var servers: [Int: Server]
  public var chunks: [Chunk]
  public var cloneLimit = 100
  public var serverLimit = 10

  public init(servers: [Int: Server], chunks: [Chunk]) {
    self.servers = servers
    self.chunks = chunks
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 4985)
/// A copy of a chunk to be made.
public struct PlannedClone: Hashable, Sendable {
  public var handle: ChunkHandle
  public var source: Int
  public var target: Int

  public init(_ handle: ChunkHandle, from source: Int, to target: Int) {
    self.handle = handle
    self.source = source
    self.target = target
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 5196)
public enum ErasureError: Error, Hashable, Sendable {
  /// Fewer pieces than it takes.
  case tooFew
  /// The pieces contradict one another: at least one is damaged.
  case damaged
}
#sourceLocation()
