// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e0f465ab06e83a88

#sourceLocation(file: "Chapters/12-gfs.md", line: 310)
/// A change of what the master knows; its log is a list of these.
public enum MetadataChange: Hashable, Codable, Sendable {
  case create(Path)
  case addChunk(Path)
  /// A number is about to be tried for a chunk's next lease.
  case issue(ChunkHandle)
  /// A lease is about to be given out under this number.
  case grant(ChunkHandle, Version)
  /// Deleted, but not yet gone.
  case hide(Path, day: Int)
  /// What was hidden before that day is gone.
  case expire(before: Int)
  case snapshot(Path, as: Path)
  /// A shared last chunk gets a copy of its own for this file.
  case unshare(Path)
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 333)
/// The namespace, the chunks of each file, and the versions of each chunk.
public struct Metadata: Hashable, Sendable {
  public struct Numbers: Hashable, Sendable {
    /// The highest number ever tried.
    public internal(set) var issued = Version(0)
    /// The number of the newest lease: replicas below it are stale.
    public internal(set) var granted = Version(0)
  }

  public struct Hidden: Hashable, Sendable {
    public var day: Int
    public var handles: [ChunkHandle]
  }

  public private(set) var files: [Path: [ChunkHandle]] = [:]
  public private(set) var hidden: [Path: Hidden] = [:]
  public private(set) var chunks: [ChunkHandle: Numbers] = [:]
  private var lastHandle = 0

  public init() {}
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 360)
extension Metadata {
  public mutating func apply(_ change: MetadataChange) {
    switch change {
    case .create(let path):
      files[path] = files[path] ?? []
    case .addChunk(let path):
      let handle = newChunk(like: nil)
      files[path, default: []].append(handle)
    case .issue(let handle):
      let next = issued(handle).next
      chunks[handle]?.issued = next
    case .grant(let handle, let version):
      chunks[handle]?.granted = version
    case .hide(let path, let day):
      guard let handles = files.removeValue(forKey: path) else { return }
      hidden[path] = Hidden(day: day, handles: handles)
    case .expire(let day):
      hidden = hidden.filter { $0.value.day >= day }
      dropUnreferenced()
    case .snapshot(let path, let copy):
      files[copy] = files[path]
    case .unshare(let path):
      unshareLastChunk(of: path)
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 393)
extension Metadata {
  public func issued(_ handle: ChunkHandle) -> Version {
    chunks[handle]?.issued ?? Version(0)
  }

  public func granted(_ handle: ChunkHandle) -> Version {
    chunks[handle]?.granted ?? Version(0)
  }

  /// How many files refer to the chunk, hidden ones included.
  public func references(to handle: ChunkHandle) -> Int {
    files.values.count { $0.contains(handle) }
      + hidden.values.count { $0.handles.contains(handle) }
  }

  private mutating func newChunk(like other: ChunkHandle?) -> ChunkHandle {
    lastHandle += 1
    let handle = ChunkHandle(lastHandle)
    chunks[handle] = other.flatMap { chunks[$0] } ?? Numbers()
    return handle
  }

  private mutating func dropUnreferenced() {
    chunks = chunks.filter { references(to: $0.key) > 0 }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 424)
extension Metadata {
  /// Whether an append to this file would change another one too.
  public func sharesLastChunk(_ path: Path) -> Bool {
    files[path]?.last.map { references(to: $0) > 1 } ?? false
  }

  private mutating func unshareLastChunk(of path: Path) {
    guard sharesLastChunk(path), let last = files[path]?.popLast() else {
      return
    }
    let own = newChunk(like: last)
    files[path]?.append(own)
  }
}
#sourceLocation()
