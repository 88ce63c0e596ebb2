import Analysis
import Configs
import Diagnostics
import Linting
import Prow
import Reporting
import Testing

/// The page for Deck.
@Suite("Findings as a page")
struct HTMLReporterTests {
  private func page(
    _ text: String,
    path: String = "jobs/a.yaml",
    links: String? = nil
  ) async throws -> String {
    let linter = Linter(
      options: LintOptions(select: ["schedule", "unknown-fields-all"]),
      schema: ProwSchema.standard,
      workers: 1
    )
    let file = InputFile.memory(SourceFile(path: path, text: text), kind: .jobs)
    let result = try await Snapshot.make(of: [file], with: linter).result
    let report = ProgramReport(result, version: "1.2.3") { $0 }
    return String(decoding: HTMLReporter.render(report, links: links), as: UTF8.self)
  }

  private static let job = "periodics:\n- {name: a, interval: 1h, cron: \"0 1 * * *\", imag: 1}\n"

  @Test
  func hasTheVerdictARuleTableAndThePlaces() async throws {
    let page = try await page(Self.job, links: "https://example.com/blob/abc")
    let body = page.split(separator: "<body>", maxSplits: 1)[1]
    #expect(
      body == """

        <h1>⛔ 1 error, 1 warning</h1>
        <p>1 job in 1 file</p>
        <table><tr><th>rule</th><th>findings</th><th>what it finds</th></tr>
        <tr><td>schedule</td><td>1</td><td>a periodic has no schedule, or several</td></tr>
        <tr><td>unknown-fields-all</td><td>1</td><td>a job file has a field that Prow does not \
        know</td></tr>
        </table>
        <table><tr><th></th><th>place</th><th>finding</th></tr>
        <tr><td class="error">error</td><td><a href="https://example.com/blob/abc/jobs/a.yaml#L2" \
        target="_blank" rel="noopener noreferrer">jobs/a.yaml:2</a></td><td>the periodic has cron \
        and interval [schedule]<br><span class="small">job a</span><br><span class="small">interval\
        </span><br><span class="small">help: keep one of them</span></td></tr>
        <tr><td class="warning">warning</td><td><a href="https://example.com/blob/abc/jobs/a.yaml#L2" \
        target="_blank" rel="noopener noreferrer">jobs/a.yaml:2</a></td><td>unknown field \
        &quot;imag&quot; in a periodic [unknown-fields-all]<br><span class="small">job a</span><br>\
        <span class="small">imag</span><br><span class="small">help: remove it, or look the name up \
        with plimsoll schema</span></td></tr>
        </table>
        </body></html>

        """
    )
  }

  @Test
  func saysThatNothingIsFound() async throws {
    let page = try await page("periodics: []\n")
    #expect(page.contains("<title>plimsoll: clean</title>"))
    #expect(page.hasSuffix("<body>\n<h1>✅ clean</h1>\n<p>0 jobs in 1 file</p>\n</body></html>\n"))
  }

  /// Deck's lens decodes the page once before a browser reads it.
  @Test
  func keepsTextAsTextAlsoIfItIsDecodedOnceMore() async throws {
    let text = "periodics:\n- {name: '<script>x&y</script>', interval: 1h, cron: '@daily'}\n"
    let page = try await page(
      text,
      path: "jobs/<img src=x onerror=y>\"'.yaml",
      links: "https://example.com/\"><script>"
    )
    #expect(page.contains("&amp;lt;script&amp;gt;x&amp;amp;y&amp;lt;/script&amp;gt;"))
    let decoded = page.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    for shown in [page, decoded] {
      #expect(!shown.contains("<script"))
      #expect(!shown.contains("<img"))
      #expect(!shown.contains("example.com/\""))
    }
  }

  @Test(arguments: ["javascript:alert(1)//", "data:text/html,x"])
  func linksOnlyToTheWeb(_ links: String) async throws {
    #expect(try await !page(Self.job, links: links).contains("<a "))
  }

  @Test
  func countsWhatItDoesNotList() async throws {
    let jobs = (0..<501).map { "- {name: a\($0), interval: 1h, cron: '@daily'}\n" }
    let page = try await page("periodics:\n" + jobs.joined())
    #expect(page.hasSuffix("</table>\n<p>and 1 more: see the log</p>\n</body></html>\n"))
    #expect(page.contains("jobs/a.yaml:501<"))
    #expect(!page.contains("jobs/a.yaml:502<"))
  }
}
