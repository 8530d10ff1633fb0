/// Decides what one test is worth, from what its process reported and how it ended.
///
/// Nothing is believed but what carries the nonce: an exit code of 0 says nothing, and a test
/// passes only if it is known to have started, to have ended, and to have recorded no issue.
struct TestJudge {
  /// More findings than a person reads are cut.
  private static let mostFindings = 5

  var test: TestCase
  /// As Swift Testing knows it.
  var identifier: String
  /// The submission's file, and how a trap names it (`Exercise7/Proposer.swift`).
  var file: String
  var fileID: String
  var limits: Limits
  /// Whether the placeholders of a stub are judged like any answer.
  var ignoresGaps = false

  func judge(_ run: TestProcess.Run) -> TestResult {
    let events = run.channel.records.filter { $0.kind == "event" }.compactMap(\.payload)
      .filter { $0.testID == identifier }
    if run.channel.isForged {
      return result(.refused, Finding(message: "something else wrote to the grader's channel"))
    }
    // Swift Testing says what it is about to do before any code of a submission runs.
    guard !run.channel.records.isEmpty else { return notStarted }
    let gap = run.channel.records.first { $0.kind == "gap" }?.payload
    if let gap, !ignoresGaps {
      return result(.notAttempted, finding(ofGap: gap))
    }
    let failures = events.filter { $0.kind == "issueRecorded" && isFailure($0.issue) }
    let isCutOff = run.ending.channel.count >= limits.output && !failures.isEmpty
    guard run.channel.records.last?.kind == "end" || isCutOff else {
      return run.channel.records.last?.kind == "stuck"
        ? ended(.timedOut, "it waits for something that never comes") : judgeEnding(run.ending)
    }
    if !failures.isEmpty {
      let findings = failures.prefix(Self.mostFindings).map { finding(ofIssue: $0).shortened }
      return TestResult(test: test, verdict: .failed, findings: findings)
    }
    guard events.contains(where: { $0.kind == "testEnded" }) else {
      return result(.failed, Finding(place: test.place, message: "the test did not run"))
    }
    return TestResult(test: test, verdict: .passed)
  }

  /// A known issue is none, but for those that a stub's placeholders led to.
  private func isFailure(_ issue: TestRecord.Issue?) -> Bool {
    guard let issue else { return true }
    if ignoresGaps { return issue.sourceLocation?.filePath != file }
    return !issue.isKnown && issue.isFailure ?? true
  }

  private func judgeEnding(_ ending: Ending) -> TestResult {
    switch (ending.cause, ending.signal) {
    case (.notStarted, _): return notStarted
    case (.stopped, _):
      return ended(.timedOut, "stopped after \(limits.wallSeconds) seconds")
    case (_, let signal?) where signal == Signal.processorTime:
      return ended(.timedOut, "stopped after \(limits.processorSeconds) seconds of computing")
    case (_, let signal?) where isOutOfMemory(ending, signal):
      return ended(.outOfMemory, "more than \(limits.memory >> 20) MB of memory")
    case (_, let signal?):
      return result(.crashed, finding(ofCrash: ending, signal: signal))
    case (.exited(let code), nil), (.signalled(let code), nil):
      return ended(.exitedEarly, "the process ended with code \(code) before the test did")
    }
  }

  /// The system kills without being asked where the memory of the whole machine runs out. Else
  /// the runtime says so, first of all and without a place; a `fatalError` has one.
  private func isOutOfMemory(_ ending: Ending, _ signal: Int32) -> Bool {
    guard signal != Signal.kill else { return true }
    let first = String(decoding: ending.errors.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return first.hasPrefix("Fatal error: failed to allocate")
      || first.hasPrefix("terminate called") && first.contains("bad_alloc")
  }

  private var notStarted: TestResult {
    result(.graderFailed, Finding(message: "the test could not be started: grade again"))
  }

  private func ended(_ verdict: Verdict, _ message: String) -> TestResult {
    result(verdict, Finding(place: test.place, message: message))
  }

  private func result(_ verdict: Verdict, _ finding: Finding) -> TestResult {
    TestResult(test: test, verdict: verdict, findings: [finding])
  }

  private func finding(ofGap gap: TestRecord.Payload) -> Finding {
    Finding(
      place: Place(file: file, line: gap.line ?? 1),
      message: "\(gap.what ?? "it") is not attempted yet: fill it in here")
  }

  private func finding(ofIssue issue: TestRecord.Payload) -> Finding {
    let messages = issue.messages ?? []
    let place = issue.issue?.sourceLocation.map {
      Place(file: $0.filePath ?? $0.fileID, line: $0.line)
    }
    return Finding(
      place: place, message: messages.first?.text ?? "an issue without words",
      details: messages.dropFirst().map(\.text))
  }

  /// What Swift's runtime said before it trapped: `Exercise7/Proposer.swift:12: Fatal error: …`, or
  /// with a place of the standard library's.
  private func finding(ofCrash ending: Ending, signal: Int32) -> Finding {
    let errors = String(decoding: ending.errors, as: UTF8.self)
    let line = errors.linesOfText.first { line in
      Trap.signs.contains { line.contains(": \($0)") || line.hasPrefix($0) }
    }
    guard let line else {
      let hint = signal == Signal.segmentation ? " (a recursion without an end?)" : ""
      return Finding(place: test.place, message: "ended by signal \(signal)\(hint)")
    }
    let parts = line.split(separator: ":", maxSplits: 2)
    if parts.count == 3, parts[0] == fileID, let number = Int(parts[1]) {
      let message = String(parts[2].drop { $0 == " " })
      return Finding(place: Place(file: file, line: number), message: message).shortened
    }
    return Finding(place: test.place, message: String(line)).shortened
  }
}

/// Signals by what they mean here.
enum Signal {
  static let kill: Int32 = 9
  static let segmentation: Int32 = 11
  static let processorTime: Int32 = 24
}
