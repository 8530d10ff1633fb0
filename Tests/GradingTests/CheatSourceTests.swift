import Testing

@testable import Grading

@Suite("Cheats made of a stub") struct CheatSourceTests {
  @Test(
    "a type is read as the demangler writes it",
    arguments: [
      ("Swift.Bool", TypeName.bool), ("Swift.UInt64", .number), ("()", .void),
      ("Swift.Set<Simulation.NodeID>", .list(of: .other("Simulation.NodeID"))),
      ("[Swift.Int : [Swift.Bool]]?", .optional(.dictionary(.number, .list(of: .bool)))),
      ("(phase1: Swift.Double, Swift.String)", .tuple([.number, .text])),
      ("E.Move<A.Message>.Kind", .own("Move.Kind", arguments: "Move<A.Message>.Kind")),
      ("(A, B) -> Swift.Bool", .other("(A, B) -> Swift.Bool")),
      ("(A) -> (Swift.Int)", .other("(A) -> (Swift.Int)")),
      ("[(Swift.Int, [Swift.Int])]", .list(of: .tuple([.number, .list(of: .number)]))),
    ])
  func types(text: String, type: TypeName) {
    #expect(TypeName(text, in: "E") == type)
  }

  private static let answer = StubSyntax.Nominal(
    name: "Answer", isPublic: true,
    cases: [
      (
        "yes",
        [.init(label: nil, name: "_", type: .number), .init(label: "by", name: "by", type: .text)]
      ),
      ("no", []),
    ])
  private static let exploration = StubSyntax.Nominal(
    name: "Exploration", isPublic: true,
    initialisers: [
      [
        .init(label: "answer", name: "answer", type: .own("Answer", arguments: "Answer")),
        .init(label: nil, name: "states", type: .number),
      ]
    ])

  @Test("constants are written down for whatever is made of known types")
  func constants() {
    let constants = Constants([Self.answer, Self.exploration])
    let own = TypeName.own("Exploration", arguments: "Exploration")
    #expect(constants.value(own, .zero) == ".init(answer: .yes(0, by: \"\"), 0)")
    #expect(constants.value(own, .one) == ".init(answer: .no, 1)")
    #expect(constants.value(.optional(own), .zero) == "nil")
    #expect(constants.value(.tuple([.bool, .list(of: .bool)]), .one) == "(true, [false])")
    #expect(constants.value(.dictionary(.number, .text), .one) == "[0: \"\"]")
    #expect(constants.value(.list(of: .other("NodeID")), .zero) == "[]")
    #expect(constants.value(.list(of: .other("NodeID")), .one) == nil)
    #expect(
      constants.cases(of: .own("Answer", arguments: "Answer")) == [".yes(0, by: \"\")", ".no"])
  }

  @Test("types that hold one another come to an end")
  func recursion() {
    let tree = StubSyntax.Nominal(
      name: "Tree", isPublic: true,
      initialisers: [[.init(label: "left", name: "left", type: .own("Tree", arguments: "Tree"))]])
    #expect(Constants([tree]).value(.own("Tree", arguments: "Tree"), .zero) == nil)
  }

  @Test("what the compiler parsed is found: functions, accessors, initialisers, derived equalities")
  func syntax() throws {
    let ready = try FixtureCourse.ready.get()
    let stub = SourceFile(
      path: "Exercises/Chapter1/Odd.swift",
      text: """
        import ExerciseSupport
        public struct Odd: Hashable {
          public let `class`: Int  // { not a body
          let text = #"}"#
          public init(_ number: Int) { `class` = number }
          public var half: Int? { unimplemented("half", returning: nil) }
          public subscript(index: Int) -> Bool { get { unimplemented("[]", returning: false) } }
          enum Kind { case even, odd(Odd.Pair) }
          struct Pair { static func == (_: Pair, _: Pair) -> Bool { false } }
        }
        extension Odd { func twin(of other: Odd) throws -> Odd { self } }
        """)
    let syntax = try ready.sum.compiler.syntax(
      of: stub, "Exercise1", in: ready.grader.attempts.folder)
    #expect(
      syntax.functions.map(\.name) == [
        "Odd.init", "Odd.half", "Odd.subscript", "Odd.Pair.==", "Odd.twin",
      ])
    #expect(syntax.functions.map { $0.expression != nil } == [false, true, true, true, true])
    #expect(syntax.functions[4].thrown == .unknown && syntax.functions[1].thrown == nil)
    #expect(syntax.nominals.map(\.name) == ["Odd", "Odd.Kind", "Odd.Pair"])
    #expect(syntax.nominals.map(\.derivesEquality) == [true, false, false])
    #expect(syntax.constants.count == 2)
    let bytes = Array(stub.text.utf8)
    #expect(
      syntax.constants.allSatisfy { String(decoding: bytes[$0..<($0 + 3)], as: UTF8.self) == "let" }
    )
    let names = Shortcut.all(of: syntax, text: bytes).map(\.name)
    #expect(
      names == [
        "`Odd.init` stores 0, \"\"", "`Odd.init` stores 1, \"a\"", "`Odd.half` returns .some(0)",
        "`Odd.half` returns .some(1)", "`Odd.subscript` returns true",
        "`Odd.Pair.==` returns false",
        "`Odd.Pair.==` returns true", "`Odd.twin` returns .init(0)", "`Odd.twin` returns .init(1)",
        "`Odd.twin` returns other", "`Odd.twin` throws CancellationError()",
      ])
  }
}
