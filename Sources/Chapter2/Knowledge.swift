// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a910506803bca64b

#sourceLocation(file: "Chapters/02-rpc.md", line: 2898)
/// Who knows what, by the worlds that an agent can't tell apart.
///
/// Halpern and Moses,
/// "Knowledge and Common Knowledge in a Distributed Environment", JACM 1990.
struct KnowledgeModel<Agent: Hashable, Circumstances: Hashable> {
  typealias Fact = Set<Circumstances>

  let worlds: [Circumstances]
  let agents: [Agent]
  /// All that the agent has seen in that world.
  let view: (Agent, Circumstances) -> Int
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2917)
extension KnowledgeModel {
  /// K: true in every world that looks the same to the agent.
  func knows(_ agent: Agent, _ fact: Fact) -> Fact {
    Fact(
      worlds.filter { world in
        worlds.allSatisfy {
          view(agent, $0) != view(agent, world) || fact.contains($0)
        }
      })
  }

  /// E: all agents know it.
  func everyoneKnows(_ fact: Fact) -> Fact {
    agents.reduce(fact) { $0.intersection(knows($1, fact)) }
  }

  /// C: E of E of E …, until nothing changes any more.
  func commonKnowledge(of fact: Fact) -> Fact {
    let next = everyoneKnows(fact)
    return next == fact ? fact : commonKnowledge(of: next)
  }
}
#sourceLocation()
