internal import ConfigMaps
internal import Formats
internal import Kubernetes

extension StatusPage {
  /// More rows than these are folded.
  private static let mostOpenRows = 10

  func section(_ branch: StatusModel.Branch, number: Int) -> HTML {
    let record = branch.record
    let refusal: HTML =
      record.refusal.map { "<p><strong>Not applied:</strong> <code>\($0)</code></p>\n" } ?? ""
    let wait: HTML =
      record.wait.map {
        """
        <p><strong>Waiting until \(StatusPage.moment($0.until)):</strong> \($0.found). If the \
        remote still shows this head then, or one that goes on from it, it is applied.</p>

        """
      } ?? ""
    let right: HTML =
      record.appliedAt == nil
      ? "not all ConfigMaps were right yet" : "all ConfigMaps right \(ago(record.appliedAt))"
    return """
      <section aria-labelledby="branch-\(number)">
      <h2 id="branch-\(number)">\(branch.name)</h2>
      <p>\(label(state(of: branch))): head <code>\(StatusPage.short(record.head))</code>, applied \
      <code>\(StatusPage.short(record.applied))</code>; head seen \(ago(record.seenAt)), \(right)</p>
      \(wait)\(refusal)\(stages(branch))\(components(branch))\(tables(branch))\
      </section>

      """
  }

  // MARK: ConfigMaps

  private func tables(_ branch: StatusModel.Branch) -> HTML {
    let targets = model.targets(of: branch)
    if targets.isEmpty { return "<p>No ConfigMap was looked at yet.</p>\n" }
    let head = branch.record.head
    let groups: [(state: State, words: String)] = [
      (.failed, "that could not be updated"), (.behind, "behind"), (.right, "at the head"),
    ]
    let tables = groups.map { group -> HTML in
      let rows = targets.filter { state(of: $0, head: head) == group.state }
      if rows.isEmpty { return "" }
      let caption = "\(StatusPage.count(rows.count, "ConfigMap")) \(group.words)"
      let table = table(rows, caption: caption, head: head)
      // Nobody is to look for what failed.
      let isOpen = group.state == .failed || rows.count <= StatusPage.mostOpenRows
      return isOpen ? table : "<details>\n<summary>\(caption)</summary>\n\(table)</details>\n"
    }
    return "\(tables)"
  }

  /// The roles are for browsers that forget them where rows are shown as blocks, as on phones.
  private func table(_ rows: [TargetRecord], caption: String, head: String?) -> HTML {
    """
    <table role="table">
    <caption>\(caption)</caption>
    <thead role="rowgroup">
    <tr role="row">
    <th role="columnheader" scope="col">ConfigMap</th>
    <th role="columnheader" scope="col">State</th>
    <th role="columnheader" scope="col">Size</th>
    <th role="columnheader" scope="col">Times</th>
    </tr>
    </thead>
    <tbody role="rowgroup">
    \(rows.map { row($0, head: head) })</tbody>
    </table>

    """
  }

  private func row(_ record: TargetRecord, head: String?) -> HTML {
    let target = record.target
    let error: HTML = record.error.map { "<br><code>\($0)</code>" } ?? ""
    let drift: HTML = record.driftAt.map { "<br>changed by others, found \(ago($0))" } ?? ""
    let full: HTML =
      record.bytes > SizeLimit.warning ? "<strong class=\"bad\">nearly full</strong>, " : ""
    return """
      <tr role="row">
      <th role="rowheader" scope="row">\(target.name)\
      <small>cluster \(target.cluster), namespace \(target.namespace)</small></th>
      <td role="cell">\(label(state(of: record, head: head))), commit \
      <code>\(StatusPage.short(record.revision))</code>\(error)</td>
      <td role="cell">\(full)\(SizeLimit.number(record.bytes)) bytes, \
      \(SizeLimit.percent(record.bytes)) of the limit</td>
      <td role="cell">looked at \(ago(record.checkedAt))<br>changed \(ago(record.changedAt))\(drift)</td>
      </tr>

      """
  }
}
