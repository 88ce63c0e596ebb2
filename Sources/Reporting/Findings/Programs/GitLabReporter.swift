internal import Diagnostics
internal import Formats

/// Findings as GitLab's code quality report, which merge requests show.
///
/// Source: GitLab, the section "Code Quality report format" of doc/ci/testing/code_quality.md.
package enum GitLabReporter {
  package static func render(_ report: ProgramReport) -> [UInt8] {
    JSONObject.array(report.findings) { finding in
      var object = JSONObject()
      object.add("description", finding.text)
      object.add("check_name", finding.diagnostic.rule)
      object.add("fingerprint", finding.fingerprint)
      object.add("severity", finding.diagnostic.severity == .error ? "critical" : "minor")
      var lines = JSONObject()
      lines.add("begin", finding.start.line)
      lines.add("end", finding.end.line)
      var location = JSONObject()
      location.add("path", finding.path)
      location.addRaw("lines", lines.bytes)
      object.addRaw("location", location.bytes)
      return object
    } + [0x0A]
  }
}
