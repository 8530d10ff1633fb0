import Testing

/// A chapter with something wrong in it, and what is said about it, word for word.
struct BadChapter: CustomTestStringConvertible {
  var name: String
  /// The chapter from line 3 on; line 1 is its title.
  var body: String
  /// `line:column: error: …` and the hint, without the path.
  var expected: [String]

  var testDescription: String { name }
  var text: String { "# 1. A chapter\n\n" + body }

  init(_ name: String, _ body: String, _ expected: (String, String)...) {
    self.name = name
    self.body = body
    self.expected = expected.map { "Chapters/01-a.md:\($0.0)\n  hint: \($0.1)" }
  }

  private static func block(_ info: String, _ code: String = "let a = 1") -> String {
    "```\(info)\n\(code)\n```\n"
  }

  private static let inside = "name a file of the chapter's own module, as in file=Acceptor.swift"

  static let words = [
    Self(
      "a mistyped attribute", block("swift flie=A.swift"),
      ("3:1: error: 'flie' means nothing on a swift block", "did you mean 'file'?")),
    Self(
      "a mistyped role", block("swift tset"),
      ("3:1: error: 'tset' means nothing on a swift block", "did you mean 'test'?")),
    Self(
      "a role far from all", block("swift zzzzzzzz"),
      (
        "3:1: error: 'zzzzzzzz' means nothing on a swift block",
        "it can be: file, test, cell, volatile, product, exercise, exercise-test, solution, right, "
          + "of, sketch"
      )),
    Self(
      "an attribute in capitals", block("swift Test"),
      ("3:1: error: 'Test' means nothing on a swift block", "did you mean 'test'?")),
    Self(
      "an attribute on the wrong language", block("output cell=a"),
      ("3:1: error: 'cell' means nothing on a output block", "it can be: figure")),
    Self(
      "a mistyped language with a role", block("swfit cell=duel"),
      (
        "3:1: error: 'swfit' is no language that the course knows",
        "did you mean 'swift'? A space ends the language"
      )),
    Self(
      "a mistyped language without a role", block("swif"),
      (
        "3:1: error: 'swif' is no language that the course knows",
        "did you mean 'swift'? A space ends the language"
      )),
    Self(
      "a comma after the language", block("swift,test"),
      (
        "3:1: error: 'swift,test' is no language that the course knows",
        "did you mean 'swift'? A space ends the language"
      )),
    Self(
      "another tool's braces", block("{.swift file=A.swift}"),
      (
        "3:1: error: '{.swift' is no language that the course knows",
        "did you mean 'swift'? A space ends the language"
      )),
    Self(
      "a no-break space after the language", block("swift\u{A0}test"),
      (
        "3:1: error: 'swift\u{A0}test' is no language that the course knows",
        "did you mean 'swift'? A space ends the language"
      )),
    Self(
      "a language in capitals", block("Swift"),
      (
        "3:1: error: the language is written 'swift', not 'Swift'",
        "GitHub colours both, the course compiles one"
      )),
    Self(
      "a role on a foreign language", block("python file=A.swift"),
      (
        "3:1: error: 'file' means nothing on a block in 'python'",
        "only swift, output and diff blocks have roles"
      )),
    Self(
      "two roles", block("swift test sketch"),
      ("3:1: error: a block cannot be both 'test' and 'sketch'", "split it into two blocks")),
    Self(
      "a role twice", block("swift test test"),
      ("3:1: error: 'test' stands twice", "keep one of the two")),
    Self(
      "a value missing", block("swift cell"),
      ("3:1: error: 'cell' needs a value", "write cell=NAME")),
    Self(
      "a value too many", block("swift test=a"),
      ("3:1: error: 'test' takes no value", "write test alone")),
    Self(
      "volatile without a cell", block("swift volatile"),
      ("3:1: error: only a cell can be volatile", "write cell=NAME volatile")),
    Self(
      "a product without a cell", block("swift product=cluster"),
      ("3:1: error: only a cell can run a product", "write cell=NAME product=PRODUCT")),
    Self(
      "a file on a cell", block("swift cell=a file=A.swift"),
      (
        "3:1: error: 'file' does not go with 'cell'",
        "its file is named after it; remove file=A.swift"
      )),
    Self(
      "a fence in a list", "- a\n\n  ```swift tset\n  a\n  ```\n",
      ("5:3: error: 'tset' means nothing on a swift block", "did you mean 'test'?")),
    Self(
      "an escape in an info string", block("swift file=A\\_B.swift"),
      ("3:1: error: an escape or an entity in an info string", "write the character itself")),
    Self(
      "an entity in an info string", block("swift &#116;est"),
      ("3:1: error: an escape or an entity in an info string", "write the character itself")),
    Self(
      "a tab before a fence", "- a\n\n\t```swift\n\ta\n\t```\n",
      ("5:2: error: a tab stands before this fence", "indent it with spaces")),
    Self(
      "a fence never closed", "```swift\nlet a = 1\n",
      ("3:1: error: this fence is never closed", "end the block with a line of ```")),
    Self(
      "a long fence never closed", "text\n\n~~~~~swift\n~~~\n",
      ("5:1: error: this fence is never closed", "end the block with a line of ~~~~~")),
    Self(
      "a fence closed by the end of its quote", "> ```swift\n> a\n\ntext\n",
      ("3:3: error: this fence is never closed", "end the block with a line of ```")),
    Self(
      "a directive in a block", block("swift", "let a = 1\n  #sourceLocation()"),
      ("5:1: error: #sourceLocation belongs to the generated files", "leave it out")),
    Self(
      "a directive in a recorded output",
      block("swift cell=a") + block("output", "#sourceLocation(file: \"a\", line: 1)"),
      ("7:1: error: #sourceLocation belongs to the generated files", "leave it out")),
    Self(
      "a cell whose closing fence is gone",
      "```swift cell=a\nprint(1)\n\n" + block("output", "1"),
      (
        "6:1: error: a fence opens inside the block that opens at line 3",
        "close that block with a line of ```; if this one is meant, make the outer fence longer"
      )),
    Self(
      "a block without a language whose closing fence is gone",
      "```\ntext\n\n" + block("swift"),
      (
        "6:1: error: a fence opens inside the block that opens at line 3",
        "close that block with a line of ```; if this one is meant, make the outer fence longer"
      )),
    Self(
      "one side of a conflict", "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n",
      (
        "3:1: error: a merge left a conflict here",
        "keep one side, and delete the marks of both"
      )),
    Self(
      "a conflict inside a block", block("swift", "let a = 1\n>>>>>>> main"),
      (
        "5:1: error: a merge left a conflict here",
        "keep one side, and delete the marks of both"
      )),
    Self(
      "a NUL byte", "text\0\n", ("3:1: error: a NUL byte", "remove it: markdown cannot carry it")),
  ]

  static let names = [
    Self(
      "a path upwards", block("swift file=../../x.swift"),
      ("3:1: error: '../../x.swift' leaves the chapter's folder", inside)),
    Self(
      "a path up and down", block("swift file=A/../../B.swift"),
      ("3:1: error: 'A/../../B.swift' leaves the chapter's folder", inside)),
    Self(
      "an absolute path", block("swift file=/etc/passwd.swift"),
      ("3:1: error: '/etc/passwd.swift' is not inside the chapter's folder", inside)),
    Self(
      "a home folder", block("swift file=~/x.swift"),
      ("3:1: error: '~/x.swift' is not inside the chapter's folder", inside)),
    Self(
      "a second spelling", block("swift file=./A.swift"),
      ("3:1: error: './A.swift' has a second spelling", "write file=A.swift")),
    Self(
      "a doubled slash", block("swift file=A//B.swift"),
      ("3:1: error: 'A//B.swift' has a second spelling", "write file=A/B.swift")),
    Self(
      "another kind of file", block("swift file=A.c"),
      ("3:1: error: 'A.c' is not a Swift file", "end it in .swift")),
    Self(
      "a hidden file", block("swift file=.swift"),
      ("3:1: error: '.swift' is not a Swift file", "end it in .swift")),
    Self(
      "a backslash in a path", block("swift file=A%5CB.swift"),
      ("3:1: error: 'A%5CB' is not a name", "use ASCII letters and digits, a letter first")),
    Self(
      "a keyword", block("swift file=class.swift"),
      ("3:1: error: 'class' is a Swift keyword", "choose another name")),
    Self(
      "a keyword as a folder", block("swift test file=in/A.swift"),
      ("3:1: error: 'in' is a Swift keyword", "choose another name")),
    Self(
      "a file that makes a program", block("swift file=main.swift"),
      ("3:1: error: a file 'main.swift' would make its target a program", "choose another name")),
    Self(
      "two files that differ by case",
      block("swift file=Node.swift") + block("swift file=node.swift"),
      (
        "6:1: error: 'Sources/Chapter1/node.swift' and 'Sources/Chapter1/Node.swift' differ only by case",
        "give one of the two another name"
      )),
    Self(
      "two folders that differ by case",
      block("swift file=Net/A.swift") + block("swift file=net/B.swift"),
      (
        "6:1: error: the folders 'Sources/Chapter1/net' and 'Sources/Chapter1/Net' differ only by case",
        "spell both the same"
      )),
    Self(
      "two files of one name", block("swift file=Net/A.swift") + block("swift file=Disk/A.swift"),
      (
        "3:1: error: 'Sources/Chapter1/Net/A.swift' and 'Sources/Chapter1/Disk/A.swift' have the same name, and Swift wants one a module",
        "give one of the two another name"
      )),
    Self(
      "a test file named like that of the cells",
      block("swift test file=Cells.swift") + block("swift cell=a"),
      (
        "6:1: error: 'Tests/Chapter1Tests/Cells.swift' is generated already, at Chapters/01-a.md:3",
        "give one of the two another name"
      )),
    Self(
      "a cell's name with capitals", block("swift cell=Duel"),
      (
        "3:1: error: 'Duel' is not the name of a cell, a mutant or a right solution",
        "use lowercase words joined by hyphens, as in lost-reply"
      )),
    Self(
      "a cell's name with two hyphens", block("swift cell=a--b"),
      (
        "3:1: error: 'a--b' is not the name of a cell, a mutant or a right solution",
        "use lowercase words joined by hyphens, as in lost-reply"
      )),
    Self(
      "a cell's name twice", block("swift cell=a") + block("swift cell=a"),
      ("6:1: error: a second cell is called 'a'", "the first stands at line 3; rename one")),
    Self(
      "two cells that Swift spells alike", block("swift cell=a-1") + block("swift cell=a1"),
      (
        "6:1: error: a second cell is called 'a1', which Swift spells as 'a-1'",
        "the first stands at line 3; rename one"
      )),
    Self(
      "an output without a cell", block("output"),
      ("3:1: error: this output belongs to no cell", "put it right after a cell's block")),
    Self(
      "an output after another block", block("swift cell=a") + block("swift") + block("output"),
      ("9:1: error: this output belongs to no cell", "put it right after a cell's block")),
    Self(
      "a second output", block("swift cell=a") + block("output") + block("output"),
      (
        "9:1: error: a second output of cell 'a'",
        "keep one, before the cell's figures; `course run --record` writes it"
      )),
  ]

  static let exercises = [
    Self(
      "a stub without tests", "### Exercise 1.1 ★ One\n\n" + block("swift exercise=One"),
      ("3:1: error: exercise 1.1 has no tests", "add a block ```swift exercise-test=One")),
    Self(
      "tests without a stub", "### Exercise 1.1 ★ One\n\n" + block("swift exercise-test=One"),
      ("3:1: error: exercise 1.1 has no stub", "add a block ```swift exercise=NAME")),
    Self(
      "a stub outside an exercise", block("swift exercise=One"),
      (
        "3:1: error: 'One' stands outside an exercise",
        "put it under a heading ### Exercise 1.N ★★ Its title"
      )),
    Self(
      "two stubs of different names",
      "### Exercise 1.1 ★ One\n\n" + block("swift exercise=One") + block("swift exercise-test=Two"),
      ("3:1: error: exercise 1.1 has no tests", "add a block ```swift exercise-test=One"),
      ("8:1: error: exercise 1.1 is called 'One', not 'Two'", "an exercise has one file")),
    Self(
      "a heading without stars", "### Exercise 1.1 One\n",
      (
        "3:1: error: 'Exercise 1.1 One' does not number an exercise",
        "write ### Exercise 1.1 ★★ Its title, with one to four stars"
      )),
    Self(
      "five stars", "### Exercise 1.1 ★★★★★ One\n",
      (
        "3:1: error: 'Exercise 1.1 ★★★★★ One' does not number an exercise",
        "write ### Exercise 1.1 ★★ Its title, with one to four stars"
      )),
    Self(
      "another chapter's exercise",
      "### Exercise 2.1 ★ One\n\n" + block("swift exercise=One") + block("swift exercise-test=One"),
      ("3:1: error: exercise 2.1 stands in chapter 1", "number it 1.1")),
    Self(
      "a solution in a chapter", block("swift solution=One"),
      ("3:1: error: a solution in a chapter", "it belongs in Solutions/01-a.md")),
    Self(
      "a right solution in a chapter", block("swift right=a of=One"),
      ("3:1: error: a right solution in a chapter", "it belongs in Solutions/01-a.md")),
    Self(
      "a right solution without an exercise", block("swift right=a"),
      (
        "3:1: error: a right solution needs its exercise", "write ```swift right=NAME of=EXERCISE"
      )),
    Self(
      "a solution of something", block("swift solution=One of=Two"),
      (
        "3:1: error: only a right solution is 'of' an exercise",
        "write ```swift right=NAME of=EXERCISE"
      )),
    Self(
      "a mutant without an exercise", block("diff mutant=a"),
      (
        "3:1: error: a mutant needs its name and its exercise",
        "write ```diff mutant=NAME of=EXERCISE"
      )),
  ]
}
