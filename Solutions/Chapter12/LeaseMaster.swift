// Generated from Solutions/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6da4deb1ed3ca5d0

#sourceLocation(file: "Solutions/12-gfs.md", line: 217)
public import Chapter12

/// Decides who may be primary of a chunk, and for how long.
///
/// Servers are numbers, and so are moments. Our solution has 54 lines.
public struct LeaseMaster: Sendable {
  public let term: Int
  private var quiet = 0
  private var issued: [ChunkHandle: Version] = [:]
  private var granted: [ChunkHandle: Version] = [:]
  private var versions: [ChunkHandle: [Int: Version]] = [:]
  private var questions: [ChunkHandle: Question] = [:]
  private var ends: [ChunkHandle: Int] = [:]

  private struct Question {
    var asked: [Int]
    var missing: Set<Int>
  }

  /// A master that knows nothing yet.
  public init(term: Int) {
    self.term = term
  }

  /// A master that comes back with its log.
  public init(term: Int, recovering log: [LeaseRecord], now: Int) {
    self.term = term
    quiet = now + term
    for record in log {
      switch record {
      case .issued(let chunk, let version): issued[chunk] = version
      case .granted(let chunk, let version): granted[chunk] = version
      }
    }
  }

  /// The servers whose replicas have missed nothing, in ascending order.
  public func listed(_ chunk: ChunkHandle) -> [Int] {
    let least = granted[chunk] ?? Version(0)
    return (versions[chunk] ?? [:]).filter { $0.value >= least }.keys.sorted()
  }

  /// A client wants to append: begins a new lease, unless one is held or
  /// under way, no replica is listed, or a restart was too recent.
  ///
  /// A lease that was granted at 10 with a term of 60 is held before 70.
  public mutating func request(
    _ chunk: ChunkHandle, now: Int
  ) -> [LeaseAction] {
    guard questions[chunk] == nil, now >= ends[chunk] ?? 0, now >= quiet else {
      return []
    }
    return ask(listed(chunk), about: chunk)
  }

  private mutating func ask(
    _ servers: [Int], about chunk: ChunkHandle
  ) -> [LeaseAction] {
    questions[chunk] = nil
    guard !servers.isEmpty else { return [] }
    let version = (issued[chunk] ?? Version(0)).next
    issued[chunk] = version
    questions[chunk] = Question(asked: servers, missing: Set(servers))
    return [
      .log(.issued(chunk, version)), .advance(chunk, version, to: servers),
    ]
  }

  /// A server has written that version down. An answer to an older question
  /// means nothing.
  public mutating func advanced(
    _ chunk: ChunkHandle, _ version: Version, by server: Int, now: Int
  ) -> [LeaseAction] {
    guard var question = questions[chunk], issued[chunk] == version,
      question.missing.remove(server) != nil
    else { return [] }
    versions[chunk, default: [:]][server] = version
    questions[chunk] = question
    guard question.missing.isEmpty else { return [] }
    questions[chunk] = nil
    granted[chunk] = version
    ends[chunk] = now + term
    return [
      .log(.granted(chunk, version)),
      .lease(chunk, version, to: question.asked[0], until: now + term),
    ]
  }

  /// The servers that haven't answered will be waited for no longer.
  public mutating func patienceEnds(
    _ chunk: ChunkHandle, now: Int
  ) -> [LeaseAction] {
    guard let question = questions[chunk] else { return [] }
    let answered = question.asked.filter { !question.missing.contains($0) }
    return ask(answered, about: chunk)
  }

  /// A server reports a replica.
  public mutating func report(
    _ chunk: ChunkHandle, _ version: Version, by server: Int
  ) -> [LeaseAction] {
    versions[chunk, default: [:]][server] = version
    let isStale = version < granted[chunk] ?? Version(0)
    return isStale ? [.discard(chunk, on: server)] : []
  }
}
#sourceLocation()
