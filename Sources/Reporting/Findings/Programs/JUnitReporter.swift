internal import Analysis
internal import Diagnostics
internal import Formats

/// Findings as JUnit's XML, which Prow's Deck and most CI systems show as test cases.
///
/// A rule in a file is a test case. It fails if there is an error; warnings are in its output. The run
/// as a whole is one more case, so that a clean run is not an empty list.
package enum JUnitReporter {
  package static func render(_ report: ProgramReport) -> [UInt8] {
    let cases = cases(report.findings)
    let failed = cases.filter(\.fails).count
    let counts = "tests=\"\(cases.count + 1)\" failures=\"\(failed)\" errors=\"0\""
    let seconds = "time=\"\((report.seconds * 1000).rounded() / 1000)\""
    var output =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites \(counts) \(seconds)>\n"
      + "  <testsuite name=\"plimsoll\" \(counts) skipped=\"0\" \(seconds)>\n"
    for one in cases { output += text(one) }
    let jobs = DiffWords.count(report.result.jobCount, "job")
    let files = DiffWords.count(report.result.fileCount, "file")
    output += "    <testcase classname=\"plimsoll\" name=\"lint: \(jobs) in \(files)\"/>\n"
    return Array((output + "  </testsuite>\n</testsuites>\n").utf8)
  }

  private struct Case {
    var path: String
    var rule: String
    var findings: [ProgramReport.Finding]

    var fails: Bool { findings.contains { $0.diagnostic.severity == .error } }
  }

  private static func cases(_ findings: [ProgramReport.Finding]) -> [Case] {
    var positions: [[String]: Int] = [:]
    var cases: [Case] = []
    for finding in findings {
      let key = [finding.path, finding.diagnostic.rule]
      if let position = positions[key] {
        cases[position].findings.append(finding)
      } else {
        positions[key] = cases.count
        cases.append(Case(path: key[0], rule: key[1], findings: [finding]))
      }
    }
    return cases
  }

  private static func text(_ one: Case) -> String {
    let lines = one.findings.map { finding in
      let place = FindingPlace(finding.diagnostic)
      let parts = [place.job.map { "job \($0)" }, place.field].compactMap(\.self)
      let about = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
      let help = finding.diagnostic.help.map { "\nhelp: \($0)" } ?? ""
      return "\(finding.path):\(finding.start.line):\(finding.start.column): "
        + "\(finding.diagnostic.severity.rawValue): \(finding.diagnostic.message)\(about)\(help)"
    }
    let body = XML.escaped(lines.joined(separator: "\n"))
    let start =
      "    <testcase classname=\"\(XML.escaped(one.path))\" name=\"\(XML.escaped(one.rule))\">"
    guard one.fails, let first = one.findings.first(where: { $0.diagnostic.severity == .error })
    else { return start + "<system-out>\(body)</system-out></testcase>\n" }
    let more = one.findings.count == 1 ? "" : " (and \(one.findings.count - 1) more)"
    return start + "<failure type=\"\(XML.escaped(one.rule))\" "
      + "message=\"\(XML.escaped(first.diagnostic.message + more))\">\(body)</failure></testcase>\n"
  }
}
