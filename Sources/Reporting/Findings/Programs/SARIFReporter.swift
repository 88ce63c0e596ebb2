internal import Analysis
internal import Diagnostics
internal import Formats
internal import Linting

/// Findings as SARIF 2.1.0, for GitHub's code scanning and others.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
package enum SARIFReporter {
  /// GitHub takes no more results of a run; the last one says how many there are.
  ///
  /// Source: GitHub, "SARIF support for code scanning".
  private static let mostResults = 25_000

  /// `withHidden`: Whether findings that comments or a baseline hide are results, too, with their
  /// suppressions.
  package static func render(_ report: ProgramReport, withHidden: Bool = true) -> [UInt8] {
    let all = results(of: report, withHidden ? report.hidden : [])
    let rules = Array(Set(all.map(\.finding.diagnostic.rule))).sorted()
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    var driver = JSONObject()
    driver.add("name", "plimsoll")
    driver.add("semanticVersion", report.version)
    driver.addRaw("rules", JSONObject.array(rules) { rule(report.result.catalogue[$0], id: $0) })
    var tool = JSONObject()
    tool.addRaw("driver", driver.bytes)
    var budget = FixBudget()
    var run = JSONObject()
    run.addRaw("tool", tool.bytes)
    run.add("columnKind", "unicodeCodePoints")
    run.addRaw(
      "results",
      JSONObject.array(Array(all.prefix(mostResults))) { one in
        result(one, indices[one.finding.diagnostic.rule] ?? 0, &budget, report)
      }
    )
    if all.count > mostResults {
      var properties = JSONObject()
      properties.add("findings", all.count)
      properties.add("leftOut", all.count - mostResults)
      run.addRaw("properties", properties.bytes)
    }
    var log = JSONObject()
    log.add("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    log.add("version", "2.1.0")
    log.addRaw("runs", [UInt8(ascii: "[")] + run.bytes + [UInt8(ascii: "]")])
    return log.bytes + [0x0A]
  }

  // MARK: Rules

  private static func rule(_ rule: Rule?, id: String) -> JSONObject {
    var object = JSONObject()
    object.add("id", id)
    guard let rule else { return object }
    object.addRaw("shortDescription", message(rule.summary))
    object.addRaw("fullDescription", message(rule.why))
    var help = JSONObject()
    let todo = rule.help.map { "\n\nWhat to do: \($0)." } ?? ""
    let source = rule.source.filter { $0 != "`" }
    help.add("text", "\(rule.why)\(todo)\n\nSource: \(source)")
    help.add("markdown", "\(rule.why)\(todo)\n\nSource: \(rule.source)")
    object.addRaw("help", help.bytes)
    var level = JSONObject()
    level.add("level", rule.severity.rawValue)
    object.addRaw("defaultConfiguration", level.bytes)
    var properties = JSONObject()
    properties.addRaw("tags", JSONObject.texts([rule.group.name]))
    object.addRaw("properties", properties.bytes)
    return object
  }

  // MARK: Results

  private struct Result {
    let finding: ProgramReport.Finding
    /// As JSON; `nil` where no result of the run has any.
    let suppressions: [UInt8]?
  }

  /// Errors first, where not all are taken, and hidden ones last.
  private static func results(
    of report: ProgramReport,
    _ hidden: [(finding: ProgramReport.Finding, cause: HiddenFinding.Cause)]
  ) -> [Result] {
    let isCut = report.findings.count + hidden.count > mostResults
    let findings =
      isCut
      ? report.findings.filter { $0.diagnostic.severity == .error }
        + report.findings.filter { $0.diagnostic.severity != .error } : report.findings
    // Either all results of a run have the list, or none has.
    let none = hidden.isEmpty ? nil : Array("[]".utf8)
    return findings.map { Result(finding: $0, suppressions: none) }
      + hidden.map { Result(finding: $0.finding, suppressions: suppressions($0.cause)) }
  }

  private static func suppressions(_ cause: HiddenFinding.Cause) -> [UInt8] {
    JSONObject.array([cause]) { cause in
      var object = JSONObject()
      switch cause {
      case .comment(let reason):
        object.add("kind", "inSource")
        if let reason { object.add("justification", reason) }
      case .baseline(let file):
        object.add("kind", "external")
        object.add("justification", "it is in the baseline \(file)")
      }
      return object
    }
  }

  private static func result(
    _ one: Result,
    _ ruleIndex: Int,
    _ budget: inout FixBudget,
    _ report: ProgramReport
  ) -> JSONObject {
    let finding = one.finding
    let diagnostic = finding.diagnostic
    var object = JSONObject()
    object.add("ruleId", diagnostic.rule)
    object.add("ruleIndex", ruleIndex)
    object.add("level", diagnostic.severity.rawValue)
    object.addRaw("message", message(finding.text))
    var location = JSONObject()
    location.addRaw("physicalLocation", physical(diagnostic.place, report))
    let place = FindingPlace(diagnostic)
    let logical = [
      place.job.map { (name: $0, kind: "job") }, place.field.map { (name: $0, kind: "field") },
    ].compactMap(\.self)
    if !logical.isEmpty {
      location.addRaw(
        "logicalLocations",
        JSONObject.array(logical) { name, kind in
          var object = JSONObject()
          object.add("name", name)
          object.add("kind", kind)
          return object
        }
      )
    }
    object.addRaw("locations", [UInt8(ascii: "[")] + location.bytes + [UInt8(ascii: "]")])
    if !diagnostic.related.isEmpty {
      object.addRaw(
        "relatedLocations",
        JSONObject.array(Array(diagnostic.related.enumerated())) { index, related in
          var object = JSONObject()
          object.add("id", index)
          object.addRaw("physicalLocation", physical(related.place, report))
          object.addRaw("message", message(related.message))
          return object
        }
      )
    }
    var fingerprints = JSONObject()
    fingerprints.add("plimsollFinding/v1", finding.fingerprint)
    object.addRaw("partialFingerprints", fingerprints.bytes)
    if let suppressions = one.suppressions { object.addRaw("suppressions", suppressions) }
    if let (fix, edits) = budget.fix(of: diagnostic) {
      object.addRaw("fixes", [UInt8(ascii: "[")] + bytes(fix, edits, report) + [UInt8(ascii: "]")])
    }
    return object
  }

  private static func bytes(
    _ fix: Fix,
    _ edits: [(place: Place, text: String)],
    _ report: ProgramReport
  ) -> [UInt8] {
    var object = JSONObject()
    object.addRaw("description", message(fix.title))
    let files = Dictionary(grouping: edits) { report.place($0.place).path }
    object.addRaw(
      "artifactChanges",
      JSONObject.array(files.sorted { $0.key < $1.key }) { path, edits in
        var change = JSONObject()
        change.addRaw("artifactLocation", artifact(path))
        change.addRaw(
          "replacements",
          JSONObject.array(edits) { edit in
            var content = JSONObject()
            content.add("text", edit.text)
            var replacement = JSONObject()
            replacement.addRaw("deletedRegion", region(edit.place, report))
            replacement.addRaw("insertedContent", content.bytes)
            return replacement
          }
        )
        return change
      }
    )
    return object.bytes
  }

  private static func physical(_ place: Place, _ report: ProgramReport) -> [UInt8] {
    var object = JSONObject()
    object.addRaw("artifactLocation", artifact(report.place(place).path))
    object.addRaw("region", region(place, report))
    return object.bytes
  }

  /// A URI: relative to the top of the repository, or of a file elsewhere.
  private static func artifact(_ path: String) -> [UInt8] {
    let isElsewhere = path.hasPrefix("/")
    let uri = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    var object = JSONObject()
    object.add("uri", isElsewhere ? "file://" + uri : uri)
    if !isElsewhere { object.add("uriBaseId", "%SRCROOT%") }
    return object.bytes
  }

  private static func region(_ place: Place, _ report: ProgramReport) -> [UInt8] {
    let (_, start, end) = report.place(place)
    var object = JSONObject()
    object.add("startLine", start.line)
    object.add("startColumn", start.column)
    object.add("endLine", end.line)
    object.add("endColumn", end.column)
    return object.bytes
  }

  /// In a message, `[text](target)` is a link, and nothing of a repository may be one.
  private static func message(_ text: String) -> [UInt8] {
    let text =
      text.contains("](")
      ? text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
      : text
    var object = JSONObject()
    object.add("text", text)
    return object.bytes
  }
}
