import Analysis
import Configs
import Diagnostics
import Formats
import Linting
import Prow
import Reporting
import Testing
import YAML

/// Findings in the formats of other programs.
@Suite("Findings for programs")
struct ProgramFormatTests {
  private static let text = """
    periodics:
    - name: "nightly, ünder 100%"
      interval: 24h
      cron: "0 1 * * *"
      spec: {containers: [{imag: x, image: "é"}]}

    """

  private func report(
    _ text: String = Self.text,
    path: String = "jobs/a b.yaml",
    select: [String] = ["schedule", "unknown-fields-all"]
  ) async throws -> ProgramReport {
    let linter = Linter(
      options: LintOptions(select: select),
      schema: ProwSchema.standard,
      workers: 1
    )
    let file = InputFile.memory(SourceFile(path: path, text: text), kind: .jobs)
    let result = try await Snapshot.make(of: [file], with: linter).result
    return ProgramReport(result, version: "1.2.3") { "repo/\($0)" }
  }

  private func json(_ bytes: [UInt8]) throws -> JSONValue { try JSONReader.read(bytes) }

  @Test
  func githubShowsTheirLines() async throws {
    #expect(
      String(decoding: GitHubReporter.render(try await report()), as: UTF8.self) == """
        ::error file=repo/jobs/a b.yaml,line=3,endLine=3,col=3,endColumn=11,title=schedule%2C \
        job nightly%2C ünder 100%25%2C interval::the periodic has cron and interval%0Ahelp: \
        keep one of them
        ::warning file=repo/jobs/a b.yaml,line=5,endLine=5,col=24,endColumn=28,\
        title=unknown-fields-all%2C job nightly%2C ünder 100%25%2C spec.containers[0].imag::\
        unknown field "imag" in a container%0Ahelp: did you mean image?

        """
    )
  }

  /// A repository's text must not become a command.
  @Test
  func githubTakesNoTextForACommand() async throws {
    let text = "periodics:\n- name: \"x\\n::set-output name=a::b\"\n  interval: 24h\n  cron: y\n"
    let output = String(
      decoding: GitHubReporter.render(
        try await report(text, select: ["schedule", "invalid-cron"])
      ),
      as: UTF8.self
    )
    let lines = output.split(separator: "\n")
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.hasPrefix("::error file=") || $0.hasPrefix("::warning file=") })
  }

  /// CR LF is one character, and so is a comma with an accent.
  @Test
  func githubGetsNoMarkUnescaped() async throws {
    let path = "a\r\nb,\u{301}c:\u{301}d%\u{301}.yaml"
    let output = String(
      decoding: GitHubReporter.render(try await report(path: path)),
      as: UTF8.self
    )
    #expect(
      output.hasPrefix("::error file=repo/a%0D%0Ab%2C\u{301}c%3A\u{301}d%25\u{301}.yaml,line=3,"),
      "\(output)"
    )
  }

  @Test
  func githubGetsTenOfALevel() async throws {
    let job = "- {name: x, interval: 24h, cron: \"0 1 * * *\"}\n"
    for (count, last) in [
      (10, "the periodic has cron and interval"), (11, "2 more errors: see the log of this step"),
    ] {
      let text = "periodics:\n" + String(repeating: job, count: count)
      let output = GitHubReporter.render(try await report(text, select: ["schedule"]))
      let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 10)
      #expect(lines.last?.contains(last) == true)
    }
  }

  /// Where GitHub shows all of them, their order is that of the files.
  @Test
  func githubGetsChangedLinesFirst() async throws {
    let job = "- {name: x, interval: 24h, cron: \"0 1 * * *\"}\n"
    func lines(_ count: Int, _ changes: [Bool]?) async throws -> [Int] {
      let report = try await report(
        "periodics:\n" + String(repeating: job, count: count),
        select: ["schedule"]
      )
      let output = GitHubReporter.render(report) { files in
        #expect(files.keys.sorted() == ["repo/jobs/a b.yaml"])
        return changes.map { ChangedLines(["repo/jobs/a b.yaml": $0]) }
      }
      return String(decoding: output, as: UTF8.self).matches(of: /,line=([0-9]+)/)
        .compactMap { Int($0.1) }
    }
    let changes = (1...13).map { $0 == 5 || $0 == 12 }
    #expect(try await lines(12, changes) == [5, 12, 2, 3, 4, 6, 7, 8, 9])
    #expect(try await lines(12, nil) == Array(2...10))
    #expect(try await lines(10, changes) == Array(2...11))
  }

  @Test
  func gitlabGetsPathsAndFingerprints() async throws {
    let items = try json(GitLabReporter.render(try await report())).items
    #expect(items.map { $0["check_name"]?.string } == ["schedule", "unknown-fields-all"])
    #expect(items.map { $0["severity"]?.string } == ["critical", "minor"])
    #expect(
      items.map { $0["location"]?["path"]?.string } == ["repo/jobs/a b.yaml", "repo/jobs/a b.yaml"]
    )
    #expect(items.map { $0["location"]?["lines"]?["begin"]?.int } == [3, 5])
    let moved = try json(GitLabReporter.render(try await report("# moved\n" + Self.text))).items
    #expect(items.map { $0["fingerprint"] } == moved.map { $0["fingerprint"] })
    #expect(Set(items.map { $0["fingerprint"] }).count == 2)
  }

  @Test
  func junitHasACaseForEachRuleAndFile() async throws {
    let output = String(decoding: JUnitReporter.render(try await report()), as: UTF8.self)
      .replacing(/time="[^"]*"/, with: "time=\"\"")
    #expect(
      output == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="3" failures="1" errors="0" time="">
          <testsuite name="plimsoll" tests="3" failures="1" errors="0" skipped="0" time="">
            <testcase classname="repo/jobs/a b.yaml" name="schedule"><failure type="schedule" \
        message="the periodic has cron and interval">repo/jobs/a b.yaml:3:3: error: the periodic \
        has cron and interval (job nightly, ünder 100%, interval)&#10;help: keep one of \
        them</failure></testcase>
            <testcase classname="repo/jobs/a b.yaml" name="unknown-fields-all">\
        <system-out>repo/jobs/a b.yaml:5:24: warning: unknown field &quot;imag&quot; in a \
        container (job nightly, ünder 100%, spec.containers[0].imag)&#10;help: did you mean \
        image?</system-out></testcase>
            <testcase classname="plimsoll" name="lint: 1 job in 1 file"/>
          </testsuite>
        </testsuites>

        """
    )
  }

  @Test
  func xmlHasNoCharacterThatItCannotWrite() {
    #expect(
      XML.escaped("a\u{0}\u{1B}[1m<&>\"'\n\t\u{202E}é")
        == "a\u{FFFD}\u{FFFD}[1m&lt;&amp;&gt;&quot;&apos;&#10;&#9;\u{FFFD}é"
    )
  }

  @Test
  func checkstyleHasAnElementForEachFile() async throws {
    let output = String(decoding: CheckstyleReporter.render(try await report()), as: UTF8.self)
    #expect(
      output == """
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="repo/jobs/a b.yaml">
            <error line="3" column="3" severity="error" message="the periodic has cron and \
        interval&#10;help: keep one of them" source="plimsoll.schedule"/>
            <error line="5" column="24" severity="warning" message="unknown field &quot;imag&quot; \
        in a container&#10;help: did you mean image?" source="plimsoll.unknown-fields-all"/>
          </file>
        </checkstyle>

        """
    )
  }

  /// reviewdog counts columns in bytes.
  @Test
  func rdjsonCountsBytes() async throws {
    let text = "presubmits:\n  acme/rocket:\n  - {name: \"é\", alway_run: true}\n"
    let value = try json(
      RDJSONReporter.render(try await report(text, select: ["unknown-fields-all"]))
    )
    let first = try #require(value["diagnostics"]?.items.first)
    #expect(first["severity"]?.string == "WARNING")
    #expect(first["code"]?["value"]?.string == "unknown-fields-all")
    #expect(first["location"]?["range"]?["start"]?["column"]?.int == 18)
    let suggestion = try #require(first["suggestions"]?.items.first)
    #expect(suggestion["text"]?.string == "always_run")
    #expect(suggestion["range"]?["end"]?["column"]?.int == 27)
  }

  @Test
  func sarifHasRulesPlacesAndFixes() async throws {
    let run = try #require(try json(SARIFReporter.render(try await report()))["runs"]?.items.first)
    let driver = run["tool"]?["driver"]
    #expect(driver?["semanticVersion"]?.string == "1.2.3")
    #expect(driver?["rules"]?.items.map { $0["id"]?.string } == ["schedule", "unknown-fields-all"])
    let rule = driver?["rules"]?.items.first
    #expect(rule?["defaultConfiguration"]?["level"]?.string == "error")
    #expect(rule?["help"]?["markdown"]?.string?.contains("`validatePeriodics`") == true)
    let results = run["results"]?.items ?? []
    #expect(results.map { $0["ruleIndex"]?.int } == [0, 1])
    #expect(results.map { $0["level"]?.string } == ["error", "warning"])
    let place = results.last?["locations"]?.items.first
    let artifact = place?["physicalLocation"]?["artifactLocation"]
    #expect(artifact?["uri"]?.string == "repo/jobs/a%20b.yaml")
    #expect(artifact?["uriBaseId"]?.string == "%SRCROOT%")
    #expect(place?["physicalLocation"]?["region"]?["startColumn"]?.int == 24)
    #expect(place?["logicalLocations"]?.items.map { $0["kind"]?.string } == ["job", "field"])
    #expect(results.last?["partialFingerprints"]?["plimsollFinding/v1"]?.string?.count == 16)
  }

  private static let suppressed = """
    periodics:
    # plimsoll:ignore schedule -- asked  "twice"
    - {name: a, interval: 24h, cron: "0 1 * * *"}
    # plimsoll:ignore schedule
    - {name: b, interval: 24h, cron: "0 1 * * *"}
    - {name: c, interval: 24h, cron: "0 1 * * *"}

    """

  /// Those of a run have the list of suppressions all, or none of them.
  @Test
  func sarifHasWhatCommentsHide() async throws {
    let report = try await report(Self.suppressed, select: ["schedule"])
    let run = try #require(try json(SARIFReporter.render(report))["runs"]?.items.first)
    let results = run["results"]?.items ?? []
    let names = results.map {
      $0["locations"]?.items.first?["logicalLocations"]?.items.first?["name"]
    }
    #expect(names.map { $0?.string } == ["c", "a", "b"])
    let suppressions = results.map { $0["suppressions"]?.items ?? [] }
    #expect(results.allSatisfy { $0["suppressions"] != nil })
    #expect(suppressions.map(\.count) == [0, 1, 1])
    #expect(suppressions.dropFirst().map { $0[0]["kind"]?.string } == ["inSource", "inSource"])
    #expect(
      suppressions.dropFirst().map { $0[0]["justification"]?.string } == ["asked \"twice\"", nil]
    )
    let without = try json(SARIFReporter.render(report, withHidden: false))["runs"]?.items.first
    #expect(without?["results"]?.items.count == 1)
    #expect(without?["results"]?.items.first?["suppressions"] == nil)
  }

  @Test
  func onlySARIFHasWhatCommentsHide() async throws {
    let report = try await report(Self.suppressed, select: ["schedule"])
    #expect(try json(GitLabReporter.render(report)).items.count == 1)
    #expect(try json(RDJSONReporter.render(report))["diagnostics"]?.items.count == 1)
    let annotations = String(decoding: GitHubReporter.render(report), as: UTF8.self)
    #expect(annotations.split(separator: "\n").count == 1)
  }

  @Test
  func sarifHasEdits() async throws {
    let text = "presubmits:\n  acme/rocket:\n  - {name: a, alway_run: true}\n"
    let report = try await report(text, select: ["unknown-fields-all"])
    let run = try #require(try json(SARIFReporter.render(report))["runs"]?.items.first)
    let fix = run["results"]?.items.first?["fixes"]?.items.first
    #expect(fix?["description"]?["text"]?.string == "rename it to always_run")
    let change = fix?["artifactChanges"]?.items.first
    #expect(change?["artifactLocation"]?["uri"]?.string == "repo/jobs/a%20b.yaml")
    let replacement = change?["replacements"]?.items.first
    #expect(replacement?["insertedContent"]?["text"]?.string == "always_run")
    #expect(replacement?["deletedRegion"]?["startLine"]?.int == 3)
  }

  @Test
  func theSummaryPutsErrorsFirst() async throws {
    #expect(
      String(decoding: SummaryReporter.render(try await report()), as: UTF8.self) == """
        ### ⛔ plimsoll: 1 error, 1 warning in 1 file with 1 job

        | rule | findings |
        | --- | --- |
        | `schedule` | 1 |
        | `unknown-fields-all` | 1 |

        - **error** `repo/jobs/a b.yaml:3`: `the periodic has cron and interval` (`keep one of them`)
        - **warning** `repo/jobs/a b.yaml:5`: `unknown field "imag" in a container` (`did you mean image?`)

        """
    )
    let clean = SummaryReporter.render(try await report("periodics: []\n"))
    #expect(String(decoding: clean, as: UTF8.self) == "### ✅ plimsoll: clean, 0 jobs in 1 file\n")
  }
}
