public import Simulation

/// Whether a history keeps a consistency model. Only `accepted` is a pass.
public enum ModelVerdict: Hashable, Sendable {
  case accepted
  case rejected(ModelViolation)
  /// The history can't be judged, and why.
  case unknown(String)

  public var isAccepted: Bool { self == .accepted }

  public var isRejected: Bool {
    if case .rejected = self { true } else { false }
  }

  /// ✓ accepted, ✗ rejected, ? unknown.
  public var sign: String {
    switch self {
    case .accepted: "✓"
    case .rejected: "✗"
    case .unknown: "?"
    }
  }
}

extension ModelVerdict: CustomStringConvertible {
  public var description: String {
    switch self {
    case .accepted: "accepted"
    case .rejected(let violation): "rejected: \(violation)"
    case .unknown(let why): "unknown: \(why)"
    }
  }
}

/// What in a history contradicts a model.
public struct ModelViolation: Hashable, Sendable, CustomStringConvertible {
  /// Names of the first seven, as "WriteCORead", after Bouajjani, Enea, Guerraoui and Hamza, "On Verifying
  /// Causal Consistency", 2017.
  public enum Pattern: String, Hashable, Sendable {
    case thinAirRead = "ThinAirRead"
    case cyclicCausality = "CyclicCO"
    case overwrittenInitialValue = "WriteCOInitRead"
    case overwrittenValue = "WriteCORead"
    case cyclicConflict = "CyclicCF"
    case overwrittenInitialValueInView = "WriteHBInitRead"
    case cyclicView = "CyclicHB"
    /// A read that forgets what its session knew.
    case sessionForgets = "session guarantee"
    /// A read of a value that was overwritten before it began, or that is still to be written.
    case wrongMoment = "stale or future read"
    /// Final reads that differ.
    case divergence = "divergence"
    /// No order of all operations explains them.
    case noOrder = "no order"
  }

  public var pattern: Pattern
  /// Who is concerned; for a cycle in its order.
  public var operations: [OperationID]
  /// What happened, a sentence each.
  public var explanation: [String]

  public var description: String { "\(pattern.rawValue): \(explanation.joined(separator: "; "))" }
}
