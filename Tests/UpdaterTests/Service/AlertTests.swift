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

  @Test
  func theyAskForMetricsThatExist() throws {
    let names = try Project.text("deploy/alerts.yaml").matches(of: #/plimsoll_[a-z_]+/#)
      .map { String($0.output) }
    #expect(names.count > 10)
    for name in names {
      #expect(MetricName(rawValue: name) != nil, "there is no metric \(name)")
    }
  }
}
