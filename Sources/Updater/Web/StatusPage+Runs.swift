internal import Formats

extension StatusPage {
  /// Names of keys that are listed for one ConfigMap.
  private static let mostKeys = 20

  var runs: HTML {
    let note: HTML =
      showsContent ? "" : "<p>Values are not shown here: see <code>--show-content</code>.</p>\n"
    return """
      <section aria-labelledby="runs">
      <h2 id="runs">Runs that changed or failed something</h2>
      \(model.runs.isEmpty ? "<p>None yet.</p>\n" : note)\(model.runs.map(run))\
      </section>

      """
  }

  private func run(_ run: RunRecord) -> HTML {
    """
    <details>
    <summary>\(StatusPage.moment(run.startedAt)) \(label(state(of: run))) \(run.source) \
    <code>\(StatusPage.short(run.revision))</code>, \(StatusPage.words(run.cause))</summary>
    <p>\(run.message)</p>
    \(run.changes.map(change))</details>

    """
  }

  private static func words(_ cause: RunRecord.Cause) -> String {
    switch cause {
    case .start: "at the start"
    case .hint: "after a webhook"
    case .timer: "by the timer"
    case .drift: "in a comparison of all ConfigMaps"
    case .retry: "in a new try"
    }
  }

  private func change(_ change: RunRecord.Change) -> HTML {
    let error: HTML = change.error.map { "<p><code>\($0)</code></p>\n" } ?? ""
    let title = "\(change.kind.rawValue) \(change.target)"
    let diff: HTML =
      showsContent && !change.diff.isEmpty
      ? """
      <pre tabindex="0" role="region" aria-label="what changed: \(title)">\(change.diff)</pre>

      """ : ""
    return "<h3>\(title)</h3>\n\(error)\(keys(change.keys))\(diff)"
  }

  private func keys(_ keys: [RunRecord.Key]) -> HTML {
    if keys.isEmpty { return "" }
    let items = keys.prefix(StatusPage.mostKeys).map { key -> HTML in
      let writer = key.writer.map { ", \($0)" } ?? ""
      return "<li>\(key.change.rawValue) <code>\(key.key)</code>\(writer)</li>\n"
    }
    let rest = keys.count - items.count
    let more: HTML = rest > 0 ? "<li>and \(rest) more</li>\n" : ""
    return "<ul>\n\(items)\(more)</ul>\n"
  }
}
