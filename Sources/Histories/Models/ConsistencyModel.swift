public import Simulation

/// What a replicated object may promise about single operations, from strong to weak; the raw value is its
/// name on a command line.
///
/// All but the first two are for reads and writes whose values are written once, so that each read tells
/// which write it found.
public enum ConsistencyModel: String, Hashable, Sendable, CaseIterable {
  case linearizable
  case sequential
  /// Causal memory (CM): each client's reads are explained by one order of its causal past.
  case causalMemory = "causal-memory"
  /// Causal convergence (CCv): causal, with one order of all writes.
  case causalConvergence = "causal-convergence"
  /// Causal consistency (CC), the weakest of the three.
  case causal
  /// Each client sees all writes in an order that keeps every client's own.
  case pram
  case readYourWrites = "read-your-writes"
  case monotonicReads = "monotonic-reads"
  case monotonicWrites = "monotonic-writes"
  case writesFollowReads = "writes-follow-reads"
  /// Lamport's registers: a read finds the last write, or one that overlaps it.
  case regular
  /// A read that overlaps no write finds the last one.
  case safe
  /// Final reads agree.
  case convergent

  /// The models that every history of this one keeps as well, of which no other follows from another's.
  public var implies: [ConsistencyModel] {
    switch self {
    case .linearizable: [.sequential, .regular, .convergent]
    case .sequential: [.causalMemory, .causalConvergence]
    case .causalMemory: [.causal, .pram]
    case .causalConvergence: [.causal]
    case .causal: [.readYourWrites, .monotonicReads, .monotonicWrites, .writesFollowReads]
    case .pram: [.readYourWrites, .monotonicReads, .monotonicWrites]
    case .regular: [.safe]
    default: []
    }
  }

  /// The two that take a search, from strong to weak.
  static let searched: [ConsistencyModel] = [.linearizable, .sequential]

  /// All models that every history of this one keeps as well, from strong to weak.
  var implied: [ConsistencyModel] {
    ConsistencyModel.allCases.filter { model in
      implies.contains { $0 == model || $0.implied.contains(model) }
    }
  }

  var guarantee: SessionGuarantee? {
    switch self {
    case .readYourWrites: .readYourWrites
    case .monotonicReads: .monotonicReads
    case .monotonicWrites: .monotonicWrites
    case .writesFollowReads: .writesFollowReads
    default: nil
    }
  }
}

extension ConsistencyModel: CustomStringConvertible {
  public var description: String {
    switch self {
    case .linearizable: "linearizable"
    case .sequential: "sequential"
    case .causalMemory: "causal memory"
    case .causalConvergence: "causal convergence"
    case .causal: "causal"
    case .pram: "PRAM"
    case .regular: "regular"
    case .safe: "safe"
    case .convergent: "convergent"
    default: guarantee?.description ?? ""
    }
  }
}

extension History {
  /// Whether the history keeps a model; see ``ConsistencyModel``.
  ///
  /// Exact. The models below sequential consistency are polynomial where each read tells which write it
  /// found. Where that can't be told, because a value was written twice, because an operation is
  /// neither read nor write, or because a client had two operations under way at once, a stronger model
  /// may still answer: what is linearizable, or sequentially consistent, keeps all that follows from
  /// it. In the same way what breaks a weaker model breaks those that it follows from. Else the verdict
  /// is *unknown*, and says why.
  public func check<Object: StateMachine<Operation, Response>>(
    _ model: ConsistencyModel, of object: Object, limit: SearchLimit = .standard
  ) -> ModelVerdict {
    let verdict = directVerdict(on: model, of: object, limit: limit)
    guard case .unknown = verdict else { return verdict }
    if ConsistencyModel.searched.contains(model) {
      return violation(ofAnyImpliedBy: model, object).map { .rejected($0) } ?? verdict
    }
    let isKept = ConsistencyModel.searched.contains { stronger in
      stronger.implied.contains(model)
        && directVerdict(on: stronger, of: object, limit: limit).isAccepted
    }
    return isKept ? .accepted : verdict
  }

  /// How the history breaks a model that follows from this one and needs no search, if it does: then it
  /// breaks this one.
  public func violation<Object: StateMachine<Operation, Response>>(
    ofAnyImpliedBy model: ConsistencyModel, _ object: Object
  ) -> ModelViolation? {
    for weaker in model.implied where !ConsistencyModel.searched.contains(weaker) {
      let verdict = directVerdict(on: weaker, of: object, limit: .standard)
      if case .rejected(let violation) = verdict { return violation }
    }
    return nil
  }

  private func directVerdict<Object: StateMachine<Operation, Response>>(
    on model: ConsistencyModel, of object: Object, limit: SearchLimit
  ) -> ModelVerdict {
    switch model {
    case .linearizable: return linearizability(of: object, limit: limit).asModelVerdict()
    case .sequential: return sequentialConsistency(of: object, limit: limit).asModelVerdict()
    default: break
    }
    do throws(ReadsAndWrites.Obstacle) {
      return model.judge(try ReadsAndWrites(self, of: object))
    } catch {
      return .unknown(error.reason)
    }
  }

  /// Causal consistency in its weakest form, CC.
  public func causalConsistency<Object: StateMachine<Operation, Response>>(
    of object: Object
  ) -> ModelVerdict {
    check(.causal, of: object)
  }

  /// Pipelined RAM: each client sees all writes in an order that keeps every client's own.
  public func pram<Object: StateMachine<Operation, Response>>(
    of object: Object
  ) -> ModelVerdict {
    check(.pram, of: object)
  }

  /// One of the four session guarantees; a violation names the read, and how its session knew better.
  public func check<Object: StateMachine<Operation, Response>>(
    _ guarantee: SessionGuarantee, of object: Object
  ) -> ModelVerdict {
    let model = ConsistencyModel.allCases.first { $0.guarantee == guarantee }
    return check(model ?? .causal, of: object)
  }
}

extension ConsistencyModel {
  fileprivate func judge(_ history: ReadsAndWrites) -> ModelVerdict {
    if self == .regular || self == .safe {
      let registers = WeakRegisters(history)
      return .init(self == .regular ? registers.regular : registers.safe)
    }
    if self == .convergent {
      let convergence = Convergence(history)
      return convergence.unsettled.map { .unknown($0) } ?? .init(convergence.violation)
    }
    if let overlap = history.overlap { return .unknown(overlap.reason) }
    if let guarantee { return .init(SessionCheck(history, guarantee).violation) }
    let models = CausalModels(history)
    return switch self {
    case .causalMemory: .init(models.memory)
    case .causalConvergence: .init(models.convergent)
    case .pram: .init(models.pipelined)
    default: .init(models.causal)
    }
  }
}

extension ModelVerdict {
  init(_ violation: ModelViolation?) {
    self = violation.map { .rejected($0) } ?? .accepted
  }
}

extension HistoryVerdict {
  fileprivate func asModelVerdict<Operation, Response>() -> ModelVerdict
  where Evidence == LegalOrder, Counterexample == Refutation<Operation, Response> {
    switch self {
    case .accepted: .accepted
    case .unknown(let exhaustion): .unknown(exhaustion.description)
    case .rejected(let refutation):
      .rejected(
        ModelViolation(
          pattern: .noOrder, operations: refutation.core.entries.map(\.id),
          explanation: [refutation.reason]))
    }
  }
}
