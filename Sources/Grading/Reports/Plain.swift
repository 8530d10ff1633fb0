/// Findings as plain text, for the formats that have one field for them.
enum Plain {
  static func text(_ findings: [Finding]) -> String {
    findings.flatMap { finding in
      let place = finding.place.map { "\($0): " } ?? ""
      return [place + Shown.line(finding.message)]
        + finding.details.flatMap { Shown.lines($0) }.map { "  " + $0 }
    }.joined(separator: "\n")
  }
}
