// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ebb6241601dfe4ed

#sourceLocation(file: "Chapters/12-gfs.md", line: 4738)
import Chapter12
import Exercise12
import ExerciseTesting
import Simulation
import Testing

@Suite("12.4 Log, checkpoint and locks", .exercise)
struct NamespaceMasterTests {
  @Test("a reply comes when the record is on both disks")
  func order() throws {
    var master = NamespaceMaster()
    let effects = try master.perform(.create("/a"))
    #expect(effects.first == .append(.create("/a")))
    #expect(effects.last == .reply)
    #expect(Set(effects.dropFirst().dropLast()) == [.sync, .syncRemote])
    #expect(master.image.files == ["/a": 1])
    #expect(master.image.records == 1)
  }

  @Test("each operation changes the names, and only if it's possible")
  func operations() throws {
    var master = NamespaceMaster()
    _ = try master.perform(.create("/a"))
    _ = try master.perform(.snapshot("/a", as: "/b"))
    _ = try master.perform(.rename("/a", to: "/c"))
    #expect(master.image.files == ["/b": 2, "/c": 3])
    _ = try master.perform(.delete("/b"))
    #expect(master.image.files == ["/c": 3])
    let before = master.image
    for (operation, error) in [
      (.create("/c"), .exists("/c")), (.delete("/a"), .missing("/a")),
      (.rename("/a", to: "/c"), .missing("/a")),
      (.rename("/c", to: "/c"), .exists("/c")),
      (.snapshot("/c", as: "/c"), .exists("/c")),
    ] as [(NamespaceOperation, NamespaceError)] {
      #expect(throws: error, "\(operation)") {
        try master.perform(operation)
      }
    }
    #expect(master.image == before, "what throws changes nothing")
  }

  @Test("a checkpoint is the image as it was when it began")
  func image() throws {
    var master = NamespaceMaster()
    _ = try master.perform(.create("/a"))
    let image = master.image
    #expect(image.records == 1)
    #expect(master.beginCheckpoint() == [.beginCheckpoint(image)])
    _ = try master.perform(.create("/b"))
    #expect(master.completeCheckpoint() == [.completeCheckpoint])
  }

  @Test("an incomplete checkpoint isn't believed, an older complete one is")
  func incomplete() throws {
    var disk = NamespaceDisk()
    disk.log = [.create("/a"), .create("/b"), .create("/c"), .delete("/a")]
    var first = NamespaceImage()
    first.files = ["/a": 1]
    first.records = 1
    disk.checkpoints = [
      .init(first, isComplete: true), .init(NamespaceImage(), isComplete: false),
    ]
    disk.checkpoints[1].image.files = ["/half": 4]
    disk.checkpoints[1].image.records = 4
    let master = NamespaceMaster(recovering: disk)
    #expect(master.image.files == ["/b": 2, "/c": 3])
    #expect(master.image.records == 4)
    disk.checkpoints[1].isComplete = true
    #expect(NamespaceMaster(recovering: disk).image.files == ["/half": 4])
  }

  @Test(
    "a crash at any point keeps what was acknowledged, and at most one more",
    arguments: 0..<40)
  func crashes(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var master = NamespaceMaster()
    var disk = NamespaceDisk()
    var (unsynced, unsent): ([NamespaceOperation], Int) = ([], 0)
    var states = [NamespaceImage()]
    var isWriting = false
    var points = 0
    for _ in 0..<30 {
      var effects: [NamespaceEffect] = []
      var changes = false
      if random.nextBool(probability: 0.2) {
        effects =
          isWriting ? master.completeCheckpoint() : master.beginCheckpoint()
        isWriting.toggle()
      } else {
        let path = "/\(random.next(below: 6))"
        let operation: NamespaceOperation =
          master.image.files[path] == nil ? .create(path) : .delete(path)
        effects = try master.perform(operation)
        states.append(master.image)
        changes = true
      }
      for effect in effects {
        switch effect {
        case .append(let operation):
          unsynced.append(operation)
          unsent += 1
        case .sync:
          disk.log += unsynced
          unsynced = []
        case .syncRemote: unsent = 0
        case .reply:
          #expect(unsynced.isEmpty && unsent == 0, "seed \(seed): too early")
        case .beginCheckpoint(let image):
          disk.checkpoints.append(.init(image, isComplete: false))
        case .completeCheckpoint:
          let last = disk.checkpoints.count - 1
          if last >= 0 { disk.checkpoints[last].isComplete = true }
        }
        points += 1
        let found = NamespaceMaster(recovering: disk).image
        let allowed = effect == .reply || !changes ? 1 : 2
        #expect(
          states.suffix(allowed).contains(found),
          "seed \(seed): after \(effect) it comes back with \(found.files)")
      }
    }
    #expect(points > 60, "seed \(seed): every operation has effects")
    var again = NamespaceMaster(recovering: disk)
    _ = try again.perform(.create("/new"))
    #expect(again.image.files["/new"] == states.count, "seed \(seed)")
  }

  @Test("an operation locks its paths for writing and what is above for reading")
  func locks() {
    #expect(
      NamespaceMaster.locks(for: .create("/home/ann/x")) == [
        PathLock("/home", .read), PathLock("/home/ann", .read),
        PathLock("/home/ann/x", .write),
      ])
    #expect(NamespaceMaster.locks(for: .delete("/a")) == [PathLock("/a", .write)])
  }

  @Test("two creates in a directory are compatible, its snapshot is not")
  func conflicts() {
    let one = NamespaceMaster.locks(for: .create("/home/ann/x"))
    let two = NamespaceMaster.locks(for: .create("/home/ann/y"))
    let copy = NamespaceMaster.locks(for: .snapshot("/home/ann", as: "/save/ann"))
    #expect(!one.isEmpty && !conflict(one, two))
    #expect(conflict(one, copy) && conflict(copy, two))
  }

  private func conflict(_ one: [PathLock], _ two: [PathLock]) -> Bool {
    one.contains { lock in
      two.contains {
        $0.path == lock.path && ($0.mode == .write || lock.mode == .write)
      }
    }
  }

  @Test("locks are taken in one order, so there are no cycles")
  func lockOrder() {
    let forth = NamespaceMaster.locks(for: .rename("/a/x", to: "/b"))
    let back = NamespaceMaster.locks(for: .rename("/b", to: "/a/x"))
    #expect(
      forth == [
        PathLock("/a", .read), PathLock("/b", .write), PathLock("/a/x", .write),
      ])
    #expect(back == forth)
    #expect(
      NamespaceMaster.locks(for: .snapshot("/z/y", as: "/z")) == [
        PathLock("/z", .write), PathLock("/z/y", .write),
      ])
    #expect(
      NamespaceMaster.locks(for: .rename("/d/b", to: "/c/a")) == [
        PathLock("/c", .read), PathLock("/d", .read),
        PathLock("/c/a", .write), PathLock("/d/b", .write),
      ])
  }
}
#sourceLocation()
