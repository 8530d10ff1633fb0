/// Produces the successors of stored states one by one, outside the breadth-first search.
///
/// Runs the front end's code where something isn't known; exact mode only.
final class Successors {
  private let engine: Engine
  private let sinks: UnsafeMutablePointer<Buffer<UInt64>>
  private(set) var generated = 0

  init(_ engine: Engine) {
    self.engine = engine
    sinks = .allocate(capacity: Shard.count)
    for i in 0..<Shard.count { (sinks + i).initialize(to: Buffer()) }
  }

  deinit {
    sinks.deinitialize(count: Shard.count)
    sinks.deallocate()
  }

  /// Calls `visit(shard, record)` for each successor produced, in an order fixed by the model.
  func forEach(_ visit: (Int, UnsafeMutablePointer<UInt64>) -> Void) {
    let stride = engine.knowledge.layout.words + 2
    for shard in 0..<Shard.count {
      for first in Swift.stride(from: 0, to: sinks[shard].count, by: stride) {
        visit(shard, sinks[shard].base + first)
      }
    }
  }

  /// Produces the successors of a state. Rows may be packed anew: what depends on the layout has to be
  /// made afterwards.
  func produce(_ state: UInt32) {
    var isDone = false
    while !isDone {
      if engine.knowledge.mustRestart { engine.adoptLayout() }
      for i in 0..<Shard.count { sinks[i].removeAll() }
      let expander = engine.learningExpander()
      expander.redirect(to: sinks)
      let (shard, local) = engine.locate(state)
      let words = engine.knowledge.layout.words
      isDone = expander.expand(
        shard.row(local, words), fingerprint: engine.fingerprint(of: engine.ids(of: state)),
        state: state)
      isDone = isDone && !engine.knowledge.mustRestart
      generated = expander.generated
    }
  }
}
