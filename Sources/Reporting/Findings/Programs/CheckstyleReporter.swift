internal import Diagnostics
internal import Formats

/// Findings as Checkstyle's XML, which Jenkins and others read.
package enum CheckstyleReporter {
  package static func render(_ report: ProgramReport) -> [UInt8] {
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
    var file: String?
    for finding in report.findings {
      if finding.path != file {
        if file != nil { output += "  </file>\n" }
        output += "  <file name=\"\(XML.escaped(finding.path))\">\n"
        file = finding.path
      }
      output +=
        "    <error line=\"\(finding.start.line)\" column=\"\(finding.start.column)\" "
        + "severity=\"\(finding.diagnostic.severity.rawValue)\" "
        + "message=\"\(XML.escaped(finding.text))\" "
        + "source=\"plimsoll.\(XML.escaped(finding.diagnostic.rule))\"/>\n"
    }
    if file != nil { output += "  </file>\n" }
    return Array((output + "</checkstyle>\n").utf8)
  }
}
