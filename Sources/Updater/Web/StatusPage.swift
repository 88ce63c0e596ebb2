internal import ConfigMaps
internal import Formats
internal import Kubernetes

/// The page at `/`: plain HTML without any script.
package struct StatusPage: Sendable {
  private let model: StatusModel

  package init(_ model: StatusModel) { self.model = model }

  package func render() -> String {
    let role = model.isLeading ? "leading" : "standing by"
    let page: HTML = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="refresh" content="30">
      <title>plimsoll-updater</title>
      <style>\(StatusPage.style)</style></head><body>
      <h1>plimsoll-updater</h1>
      <p>This replica is \(role). Webhooks waiting: \(model.hints), reports waiting: \
      \(model.reports). \(StatusPage.time(model.now)) UTC</p>
      \(model.branches.map(branch))
      <h2>Runs that changed or failed</h2>
      \(model.runs.isEmpty ? ["<p>None yet.</p>"] : model.runs.map(run))
      </body></html>

      """
    return page.text
  }

  private static let style: HTML = """
    :root{color-scheme:light dark}
    body{font:16px/1.45 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:0 1rem 3rem}
    h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}
    .card{border:1px solid #8886;border-radius:.5rem;margin:.6rem 0;padding:.5rem .75rem}
    .bad{border-left:.4rem solid #c33}.good{border-left:.4rem solid #393}
    .wait{border-left:.4rem solid #c90}
    .name{font-weight:600;overflow-wrap:anywhere}.small{font-size:.85rem;opacity:.8}
    .bar{background:#8884;border-radius:.25rem;height:.5rem;margin:.35rem 0;overflow:hidden}
    .bar div{background:#47a;height:100%}.bar .full{background:#c33}
    pre{overflow-x:auto;font-size:.8rem}code{overflow-wrap:anywhere}
    summary{cursor:pointer}
    """

  // MARK: Branches and their ConfigMaps

  private func branch(_ branch: StatusModel.Branch) -> HTML {
    let record = branch.record
    let targets = model.targets(of: branch)
    let refusal: HTML = record.refusal.map { "<p><b>Not applied:</b> <code>\($0)</code></p>" } ?? ""
    let wait: HTML =
      record.wait.map {
        """
        <p><b>Waiting until \(StatusPage.time($0.until)) UTC:</b> \($0.found). If the remote still \
        shows this head then, or one that goes on from it, it is applied.</p>
        """
      } ?? ""
    let isCurrent = record.head != nil && record.head == record.applied
    let state = record.refusal != nil ? "bad" : isCurrent ? "good" : "wait"
    let right: HTML =
      record.appliedAt == nil
      ? "not all ConfigMaps were right yet" : "all ConfigMaps right \(ago(record.appliedAt))"
    return """
      <h2>\(branch.name)</h2>
      <div class="card \(state)">head <code>\(StatusPage.short(record.head))</code>, applied \
      <code>\(StatusPage.short(record.applied))</code>
      <div class="small">head seen \(ago(record.seenAt)), \(right)</div>\(wait)\(refusal)</div>
      \(targets.map { target($0, head: record.head) })
      """
  }

  private func target(_ record: TargetRecord, head: String?) -> HTML {
    let target = record.target
    let isFull = record.bytes > SizeLimit.warning
    let percent = min(100, record.bytes * 100 / SizeLimit.bytes)
    let error: HTML = record.error.map { "<p><b>Error:</b> <code>\($0)</code></p>" } ?? ""
    let drift: HTML = record.driftAt.map { "; changed by others, found \(ago($0))" } ?? ""
    let state = record.error != nil ? "bad" : record.revision == head ? "good" : "wait"
    return """
      <div class="card \(state)">
      <div class="name">\(target.name)</div>
      <div class="small">cluster \(target.cluster), namespace \(target.namespace), revision \
      <code>\(StatusPage.short(record.revision))</code>\(record.revision == head ? "" : " (behind)")</div>
      <div class="bar"><div class="\(isFull ? "full" : "fits")" style="width:\(percent)%"></div></div>
      <div class="small">\(SizeLimit.number(record.bytes)) bytes, \
      \(SizeLimit.percent(record.bytes)) of the limit; looked at \(ago(record.checkedAt)), changed \
      \(ago(record.changedAt))\(drift)</div>\(error)</div>
      """
  }

  // MARK: Runs

  private func run(_ run: RunRecord) -> HTML {
    let state =
      switch run.outcome {
      case .applied: "good"
      case .running, .waiting: "wait"
      default: "bad"
      }
    return """
      <details class="card \(state)"><summary>\(StatusPage.time(run.startedAt)) \
      <b>\(run.outcome.rawValue)</b> \(run.source) <code>\(StatusPage.short(run.revision))</code> \
      (\(run.cause.rawValue))</summary>
      <p>\(run.message)</p>\(run.changes.map(change))</details>
      """
  }

  private func change(_ change: RunRecord.Change) -> HTML {
    let error: HTML = change.error.map { "<p><code>\($0)</code></p>" } ?? ""
    let diff: HTML = change.diff.isEmpty ? "" : "<pre>\(change.diff)</pre>"
    return
      "<p class=\"name\">\(change.kind.rawValue) \(change.target.description)</p>\(error)\(diff)"
  }

  // MARK: Words

  private static func short(_ revision: String?) -> String {
    revision.map { String($0.prefix(12)) } ?? "none"
  }

  private static func time(_ time: Double) -> String { Timestamp.short(time) }

  private func ago(_ time: Double?) -> String { Age.text(time, model.now) }
}
