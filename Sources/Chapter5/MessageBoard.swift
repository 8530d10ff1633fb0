// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2ceaac7600bc5dce

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1055)
public import Simulation

/// A post's author and its number among the author's posts, from 1.
public struct PostID: Hashable, Sendable {
  public var author: NodeID
  public var number: Int
}

public struct Post: Hashable, Sendable {
  public var id: PostID
  public var text: String
  /// The posts that must be delivered before this one.
  public var barrier: Set<PostID>
}

/// What a member of the board waits for before it delivers a post.
public enum PostOrder: Hashable, Sendable { case none, fifo, causal }
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1078)
public struct BoardMember: Node {
  public typealias Message = Post
  public typealias Operation = String
  public typealias Response = Bool
  let order: PostOrder
  /// What to answer when a post with that text has been delivered.
  let answers: [String: String]
  public private(set) var delivered: [Post] = []
  private var waiting: [Post] = []
  /// The direct predecessors of this member's next post.
  private var barrier: Set<PostID> = []

  public init(_ order: PostOrder, answers: [String: String] = [:]) {
    self.order = order
    self.answers = answers
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1100)
extension BoardMember {
  private mutating func publish(
    _ text: String, _ context: inout Context<Self>
  ) {
    let own = delivered.count { $0.id.author == context.id }
    let id = PostID(author: context.id, number: own + 1)
    let post = Post(id: id, text: text, barrier: barrier)
    context.broadcast(post)
    delivered.append(post)
    barrier = [id]
  }

  private func mayDeliver(_ post: Post) -> Bool {
    switch order {
    case .none: true
    case .fifo:
      delivered.count { $0.id.author == post.id.author } == post.id.number - 1
    case .causal: post.barrier.isSubset(of: delivered.map(\.id))
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1126)
extension BoardMember {
  public mutating func receive(
    _ post: Post, from sender: NodeID, _ context: inout Context<Self>
  ) {
    waiting.append(post)
    while let next = waiting.firstIndex(where: mayDeliver) {
      let post = waiting.remove(at: next)
      delivered.append(post)
      barrier.insert(post.id)
      if let answer = answers[post.text] { publish(answer, &context) }
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1157)
extension BoardMember {
  public mutating func invoke(
    _ text: String, as id: OperationID, _ context: inout Context<Self>
  ) {
    publish(text, &context)
    context.respond(true, to: id)
  }
}

/// Every run of a board on which Ann posts twice and Bob answers.
public func boardSearch(_ order: PostOrder) -> SystemSearch<Post> {
  var system = System(messages: Post.self)
  system.links.standard = Link(isFIFO: order == .fifo)
  system.add("Ann", BoardMember(order), work: ["lost", "found"])
  system.add("Bob", BoardMember(order, answers: ["found": "glad"]))
  system.add("Carl", BoardMember(order))
  let invariants = system.roster.nodes.map { node in
    Invariant<Post>("causes come first at \(node.letter)", on: [node]) { view in
      let texts = view[node, as: BoardMember.self].delivered.map(\.text)
      for (cause, effect) in [("lost", "found"), ("found", "glad")] {
        guard let place = texts.firstIndex(of: effect) else { continue }
        if !texts[..<place].contains(cause) {
          return "\(view.name(of: node)) reads '\(effect)' before '\(cause)'"
        }
      }
      return nil
    }
  }
  var search = SystemSearch("board", system, invariants: invariants)
  search.expectedEnd = .init("all read all") { view in
    view.all(BoardMember.self).allSatisfy {
      order == .none || $0.node.delivered.count == 3
    }
  }
  return search
}
#sourceLocation()
