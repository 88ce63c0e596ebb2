import ConfigMaps
import TestSupport
import Testing

@testable import Updater

@Suite("Status page and metrics")
struct StatusPageTests {
  private func model(_ text: String) throws -> StatusModel {
    let repository = try #require(RepositoryName("acme/rocket"))
    let source = FollowedBranch(repository: repository, branch: "main", remote: "x")
    let target = ConfigMapTarget(cluster: text, namespace: text, name: text)
    var branch = BranchRecord()
    branch.head = text
    branch.refusal = text
    var component = ComponentRecord(
      source: source.description,
      name: text,
      target: target,
      since: 400
    )
    component.note = text
    var stage = StageRecord(
      source: source.description,
      position: 0,
      name: text,
      revision: text,
      appliedAt: 400,
      lineSince: 400
    )
    stage.held = text
    return StatusModel(
      branches: [StatusModel.Branch(name: source.description, record: branch)],
      targets: [
        TargetRecord(
          source: source.description,
          target: target,
          revision: text,
          bytes: 943_719,
          checkedAt: 900,
          changedAt: 400,
          driftAt: 400,
          error: text
        )
      ],
      runs: [
        RunRecord(
          id: 1,
          source: text,
          cause: .hint,
          revision: text,
          startedAt: 0,
          endedAt: 1,
          outcome: .failed,
          message: text,
          changes: [
            RunRecord.Change(target: target, kind: .failed, keys: [], error: text, diff: text)
          ]
        )
      ],
      isLeading: true,
      hints: 1,
      reports: 2,
      now: 1000,
      components: [component],
      stages: [stage]
    )
  }

  @Test
  func allTextOfOthersIsEscaped() throws {
    let page = StatusPage(try model(#"<script>alert("x")</script>'&"#)).render()
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;"))
    let shown = StatusPage(try model(#"<script>alert("x")</script>'&"#), showsContent: true)
    #expect(!shown.render().contains("<script"))
    #expect(try !PageReader.facts(of: shown.render()).contains { $0.hasPrefix("fault") })
  }

  @Test
  func aTargetSaysHowFullItIsAndHowItFares() throws {
    let page = StatusPage(try model("jobs")).render()
    #expect(
      page.contains(
        #"<strong class="bad">nearly full</strong>, 943,719 bytes, 90.0 % of the limit</td>"#
      )
    )
    let then = #"<time datetime="1970-01-01T00:06:40.000000Z" title="1970-01-01 00:06:40 UTC">"#
    #expect(page.contains(">100 s ago</time><br>changed \(then)10 min ago</time><br>"))
    #expect(page.contains("<br>changed by others, found \(then)10 min ago</time></td>"))
    #expect(page.contains(#"name="viewport""#))
  }

  @Test
  func metricsAreInPrometheusFormat() {
    let metrics = Metrics()
    metrics.set(.isBehind, ["repo", "a\"b\\c\nd"], 1)
    metrics.add(.webhooks, ["outcome", "hint"])
    metrics.add(.webhooks, ["outcome", "hint"])
    metrics.set(.lag, [], 1.5)
    #expect(
      metrics.text() == #"""
        # HELP plimsoll_head_not_applied 1 while the head is not applied to all ConfigMaps.
        # TYPE plimsoll_head_not_applied gauge
        plimsoll_head_not_applied{repo="a\"b\\c\nd"} 1
        # HELP plimsoll_merge_to_applied_seconds Seconds from the commit at the head to the moment when all ConfigMaps held it.
        # TYPE plimsoll_merge_to_applied_seconds gauge
        plimsoll_merge_to_applied_seconds 1.5
        # HELP plimsoll_webhooks_total Webhooks by what became of them.
        # TYPE plimsoll_webhooks_total counter
        plimsoll_webhooks_total{outcome="hint"} 2

        """#
    )
  }

  @Test
  func everyMetricIsExplained() throws {
    let page = try Project.text("docs/operations.md")
    for name in MetricName.allCases {
      #expect(page.contains("`\(name.rawValue)`"), "docs/operations.md says nothing of it")
    }
  }

  @Test
  func timesAreReadable() {
    #expect(Timestamp.text(1_772_355_907.25) == "2026-03-01T09:05:07.250000Z")
    #expect(Timestamp.short(951_827_696) == "2000-02-29 12:34:56")
    #expect(Timestamp.short(-5) == "1970-01-01 00:00:00")
  }
}
