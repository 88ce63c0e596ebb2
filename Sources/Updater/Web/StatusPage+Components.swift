internal import ConfigMaps
internal import Formats

/// Which of Prow's programs have loaded what a branch's ConfigMaps hold.
extension StatusPage {
  func components(_ branch: StatusModel.Branch) -> HTML {
    let records = model.components(of: branch)
    if records.isEmpty { return "" }
    return """
      <table role="table">
      <caption>\(loaded(records))</caption>
      <thead role="rowgroup">
      <tr role="row">
      <th role="columnheader" scope="col">Component</th>
      <th role="columnheader" scope="col">State</th>
      <th role="columnheader" scope="col">Times</th>
      </tr>
      </thead>
      <tbody role="rowgroup">
      \(records.map(row))</tbody>
      </table>

      """
  }

  /// `1 of 2 components has loaded it`.
  func loaded(_ records: [ComponentRecord]) -> String {
    let loaded = records.count { $0.state == .loaded }
    let all = StatusPage.count(records.count, "component")
    return "\(loaded) of \(all) \(loaded == 1 ? "has" : "have") loaded it"
  }

  private func row(_ record: ComponentRecord) -> HTML {
    let mood =
      switch record.state {
      case .loaded: "good"
      case .waiting: "wait"
      case .late, .unknown: "bad"
      }
    return """
      <tr role="row">
      <th role="rowheader" scope="row">\(record.name)\
      <small>shows <code>VERSION</code> of \(record.target.description)</small></th>
      <td role="cell"><strong class="\(mood)">\(record.words(at: model.now))</strong></td>
      <td role="cell">last told a commit \(ago(record.shownAt))</td>
      </tr>

      """
  }
}
