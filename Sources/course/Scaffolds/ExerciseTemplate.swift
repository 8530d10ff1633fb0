internal import Literate

/// What a new exercise holds before its author has written a line: a stub, tests with a safety and a
/// liveness half, a solution and a wrong turn; all of it extracts, compiles and is proved.
struct ExerciseTemplate {
  var chapter: Int
  var number: Int
  var stars: Int
  var title: String

  /// `The last word` becomes `TheLastWord`, the stub's file.
  var name: String {
    let words = title.split { !$0.isLetter && !$0.isNumber }.map { word in
      word.filter { $0.isASCII }
    }
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return name.first?.isLetter == true ? name : "Exercise\(number)\(name)"
  }

  private var function: String { name.prefix(1).lowercased() + name.dropFirst() }

  /// The section of the chapter.
  var section: String {
    """

    ### Exercise \(chapter).\(number) \(String(repeating: "★", count: stars)) \(title)

    Say what to build, and when it counts as done.

    <details><summary>Hint 1</summary>

    A question that leads on.

    </details>

    ```swift exercise=\(name)
    import ExerciseSupport

    /// Twice the number. Our solution has 1 line.
    public func \(function)(_ number: Int) -> Int {
      unimplemented("\(function)(_:)", returning: 0)
    }
    ```

    <details><summary>The tests</summary>

    ```swift exercise-test=\(name)
    import Exercise\(chapter)
    import ExerciseTesting
    import Testing

    @Suite("\(chapter).\(number) \(title)", .exercise) struct \(name)Tests {
      @Test("a number is doubled") func doubles() {
        for number in 1...9 { #expect(\(function)(number) == number + number) }
      }

      @Test("a debt is doubled, too") func negative() {
        #expect(\(function)(-3) == -6)
      }
    }
    ```

    </details>

    """
  }

  /// The section of the solutions.
  var solution: String {
    """

    ## \(chapter).\(number) \(title)

    Say why it is right.

    ```swift solution=\(name)
    /// Twice the number.
    public func \(function)(_ number: Int) -> Int {
      2 * number
    }
    ```

    ### Wrong turns

    Say who takes this turn, and what it breaks.

    ```diff mutant=adds-two of=\(name)
     public func \(function)(_ number: Int) -> Int {
    -  2 * number
    +  number + 2
     }
    ```

    """
  }
}
