import Foundation
import Testing

@testable import Grading

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Reports") struct ReportTests {
  @Test("each format writes exactly what its fixture holds", arguments: ReportFormat.allCases)
  func golden(format: ReportFormat) throws {
    let report = format.isForOneSubmission ? SampleReport.one : SampleReport.many
    let expected = try FixtureCourse.text("Reports/\(format.rawValue).txt")
    #expect(try format.write(report) == expected)
  }

  @Test("JSON formats satisfy their schemas", arguments: ["json", "gradescope", "exercism"])
  func schemas(name: String) throws {
    let format = try #require(ReportFormat(rawValue: name))
    let text = try format.write(SampleReport.one)
    #expect(try Schema(fixture: name).violations(in: text) == [])
  }

  @Test("a schema rejects a report with a wrong status, a missing or an unknown member")
  func rejects() throws {
    let schema = try Schema(fixture: "gradescope")
    let text = """
      {"tests": [{"score": "1", "max_score": 2, "status": "won", "colour": "red"}]}
      """
    #expect(
      try schema.violations(in: text) == [
        "$.tests[0]: no name", "$.tests[0]: unknown colour", "$.tests[0].score: not [\"number\"]",
        "$.tests[0].status: none of [AnyHashable(\"passed\"), AnyHashable(\"failed\")]",
      ])
  }

  @Test("GitHub Classroom's reporter finds its JSON in the Base64")
  func classroom() throws {
    let line = try ReportFormat.classroom.write(SampleReport.one)
    #expect(line.hasSuffix("\n") && !line.dropLast().contains("\n"))
    let data = try #require(Data(base64Encoded: String(line.dropLast())))
    let text = String(decoding: data, as: UTF8.self)
    #expect(try Schema(fixture: "classroom").violations(in: text) == [])
    let scores = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(scores["max_score"] as? Int == 60)
  }

  @Test("JUnit XML is well formed, and its counts are those of its elements")
  func junit() throws {
    let reader = JUnitReader()
    let parser = XMLParser(data: Data(try ReportFormat.junit.write(SampleReport.many).utf8))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.counts["testsuite"] == 4)
    #expect(reader.counts["testcase"] == 7)
    #expect(reader.counts["failure"] == 2)
    #expect(reader.counts["error"] == 3)
    #expect(reader.totals == ["tests": "7", "failures": "2", "errors": "3"])
    #expect(reader.text.contains("seed 42"))
  }

  @Test("a gradebook's rows have the same number of cells, and none is a formula")
  func csv() throws {
    let text = try ReportFormat.csv.write(SampleReport.many)
    let rows = text.components(separatedBy: "\r\n").dropLast()
    #expect(rows.count == 3)
    #expect(rows[2].hasPrefix("\"'=cmd"))
  }

  @Test("an escape sequence in a name reaches no terminal")
  func terminal() throws {
    #expect(!(try ReportFormat.terminal.write(SampleReport.one)).contains("\u{1B}"))
  }

  @Test("a format for one submission doesn't take two")
  func one() {
    #expect(throws: ReportError.count(.gradescope, 2)) {
      try ReportFormat.gradescope.write(SampleReport.many)
    }
  }

  @Test("where the grader failed, no format gives a score")
  func unknown() throws {
    let report = SampleReport.failed
    for format in [ReportFormat.gradescope, .classroom] {
      #expect(throws: ReportError.unknown(format, "ada")) { try format.write(report) }
    }
    let table = try ReportFormat.csv.write(report)
    #expect(table.contains("\r\nada,,0,20,,60,the grader failed"))
    #expect(try ReportFormat.terminal.write(report).contains("? of 60 points"))
    #expect(try ReportFormat.markdown.write(report).contains("not graded yet"))
    #expect(try ReportFormat.exercism.write(report).contains(#""status": "error""#))
    #expect(try ReportFormat.json.write(report).contains(#""earned": null"#))
  }

  @Test("nothing that a student says gets out of its place on a page")
  func page() throws {
    let page = try ReportFormat.markdown.write(SampleReport.one)
    let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(headings.count == 4)
    #expect(headings[0].contains("\\<\\&\\>"))
    let quoted = Finding(message: "````\n# no heading", details: ["```"])
    let exercise = ExerciseResult(
      Exercise(
        chapter: 1, number: 1, title: "T", stars: 1, stub: SourceFile(path: "", text: ""),
        tests: SourceFile(path: "", text: "")),
      tests: [], findings: [quoted])
    let report = GradeReport(
      isolation: "", submissions: [SubmissionResult(name: "a", exercises: [exercise])])
    #expect(try ReportFormat.markdown.write(report).contains("\n`````text\n"))
  }

  @Test("a test's shares add up to the exercise's points", arguments: 1...12)
  func shares(count: Int) {
    let shares = Points(hundredths: 1000).split(into: count)
    #expect(shares.total == Points(hundredths: 1000))
    #expect((shares.first?.hundredths ?? 0) - (shares.last?.hundredths ?? 0) <= 1)
  }

  @Test("the scripts for Gradescope are shell that parses, and the zip holds them")
  func gradescope() throws {
    let bytes = GradescopePackage.archive(
      selection: "7", course: [("Package.swift", Array("// swift".utf8))])
    let entries = try Archive.entries(of: bytes)
    #expect(entries.map(\.path) == ["setup.sh", "run_autograder", "course/Package.swift"])
    for entry in entries.prefix(2) {
      let script = String(decoding: try entry.unpacked(limit: 10_000), as: UTF8.self)
      let command = Command(
        arguments: ["/bin/sh", "-n", "-c", script], directory: "/",
        environment: ["PATH=/usr/bin:/bin"], limits: .test)
      #expect(Child.run(command).isSuccess)
    }
  }
}

private final class JUnitReader: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var totals: [String: String] = [:]
  var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    if name == "testsuites" { totals = attributes }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
