public import Chapter1
import ExerciseSupport

/// A delivery pattern after which exactly one general attacks: for each letter,
/// in order, whether it arrives. nil only if there is no such pattern.
///
/// It must be quick for a thousand letters. Our solution has 9 lines.
public func disaster(of plan: LetterProtocol) -> [Bool]? {
  unimplemented("disaster(of:)", returning: nil)
}
