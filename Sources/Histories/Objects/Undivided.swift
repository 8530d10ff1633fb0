public import Simulation

/// A machine whose parts are not told apart, so that its histories are checked as one.
public struct Undivided<Machine: StateMachine>: StateMachine {
  public var machine: Machine

  public init(_ machine: Machine) { self.machine = machine }

  public mutating func apply(_ operation: Machine.Operation) -> Machine.Response {
    machine.apply(operation)
  }

  public static func isObservation(
    _ operation: Machine.Operation, answered response: Machine.Response?
  ) -> Bool {
    Machine.isObservation(operation, answered: response)
  }
}
