internal import ClusterDouble
import TestSupport
import Testing
import Updater

@Suite("Alerts of deploy/")
struct AlertTests {
  @Test
  func eachHasARunbook() throws {
    let alerts = try Project.text("deploy/alerts.yaml").split(separator: "\n")
      .filter { $0.contains("- alert: ") }.map { String($0.split(separator: " ").last ?? "") }
    #expect(alerts.count > 5)
    let lines = try Project.text("docs/operations.md").split(separator: "\n")
    let book = lines.drop { $0 != "### Runbook" }.dropFirst().prefix { !$0.hasPrefix("### ") }
    #expect(book.filter { $0.hasPrefix("#### ") }.map { String($0.dropFirst(5)) } == alerts)
    for alert in alerts {
      let entry = book.drop { $0 != "#### \(alert)" }.dropFirst().prefix { !$0.hasPrefix("#") }
      let parts = entry.filter { $0.hasPrefix("- **") }
        .map { $0.dropFirst(4).prefix { $0 != "*" } }
      #expect(parts == ["Means", "See it", "Do", "Over"], "\(alert)")
    }
  }

  /// The Prometheus operator takes its own kind of object, and promtool plain rules.
  @Test
  func theOperatorGetsTheSameRules() throws {
    let rules = try Project.text("deploy/alerts.yaml").split(separator: "\n")
      .drop { $0 != "groups:" }
    #expect(rules.count > 50)
    let object = try Project.text("deploy/alerts/prometheus-rule.yaml")
    #expect(object.hasSuffix("\nspec:\n" + rules.map { "  \($0)\n" }.joined()))
  }

  @Test(arguments: ["deploy/alerts.yaml", "deploy/dashboard/plimsoll-updater.json"])
  func theyAskForMetricsThatExist(_ path: String) throws {
    let names = try Project.text(path).matches(of: #/plimsoll_[a-z_]+/#)
      .map { String($0.output) }
    #expect(names.count > 10)
    for name in names {
      #expect(MetricName(rawValue: name) != nil, "there is no metric \(name)")
    }
  }

  /// Each has a test in which it comes, and Prometheus' own program runs them.
  @Test
  func theyComeWhenTheyShould() throws {
    let alerts = try Project.text("deploy/alerts.yaml").matches(of: #/- alert: (\w+)/#)
      .map { String($0.output.1) }
    let tests = try Project.text("deploy/alerts-test.yaml")
    for alert in alerts {
      #expect(tests.contains("alertname: \(alert)\n    exp_alerts:\n"), "no test of \(alert)")
    }
    let folder = try TemporaryFolder()
    try folder.shell(
      """
      cd '\(Project.root)/deploy' && if command -v promtool > /dev/null
      then promtool test rules alerts-test.yaml > '\(folder.path)/said' 2>&1 || true
      else echo none > '\(folder.path)/said'
      fi
      """
    )
    let said = try folder.text("said")
    if said == "none\n" { return print("alerts are not tried: there is no promtool here") }
    #expect(said.hasSuffix("  SUCCESS\n\n"), "\(said)")
  }

  /// Prometheus takes a counter that begins with one for one that has not grown.
  @Test
  func theirNumbersAreThereAlsoWhereNothingWorks() async throws {
    let bed = try await TestBed()
    let metrics = Metrics()
    let git = bed.remote.folder.path + "/.git"
    try bed.remote.folder.shell("mv '\(git)' '\(git)-away'")
    let reconciler = try bed.reconciler(bed.journal(), metrics: metrics)
    #expect(await reconciler.pass(.start).kind == .failed)
    let branch = "repo=\"acme/rocket\",branch=\"main\""
    for line in [
      "plimsoll_head_seen_timestamp_seconds{\(branch)} 1800000000",
      "plimsoll_branch_rewrites_total{\(branch)} 0",
      "plimsoll_errors_total{\(branch),where=\"journal\",cause=\"journal\"} 0",
    ] {
      #expect(metrics.text().contains("\n\(line)\n"), "\(line)")
    }
    try bed.remote.folder.shell("mv '\(git)-away' '\(git)'")
    bed.cluster.inject(.status(500), times: 99)
    #expect(await reconciler.pass(.start).kind == .failed)
    for name in ["config", "job-config", "plugins"] {
      let place = "\(branch),cluster=\"default\",namespace=\"default\",configmap=\"\(name)\""
      for line in ["plimsoll_target_drift_total{\(place)} 0", "plimsoll_target_failed{\(place)} 1"]
      {
        #expect(metrics.text().contains("\n\(line)\n"), "\(line)")
      }
    }
    for line in ["plimsoll_head_not_applied{\(branch)} 1", "plimsoll_head_refused{\(branch)} 0"] {
      #expect(metrics.text().contains("\n\(line)\n"), "\(line)")
    }
    await bed.close()
  }
}
