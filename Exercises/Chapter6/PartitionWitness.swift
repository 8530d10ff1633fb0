public import Chapter6
internal import ExerciseSupport

/// A schedule without crashes in which the register gives up linearizability
/// or availability, and which of them it is.
///
/// - Parameter make: makes such a register, in its first state. Registers do
///   the same in the same schedule.
/// - Returns: nil if the register did neither, as one may that isn't kept by
///   two nodes at all. Our solution has 32 lines.
public func partitionWitness(
  against make: () -> any TwoNodeRegister
) -> PartitionWitness? {
  unimplemented("partitionWitness", returning: nil)
}
