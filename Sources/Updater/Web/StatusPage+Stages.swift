internal import Formats

/// How far a commit has come that is given to one stage after the other.
extension StatusPage {
  func stages(_ branch: StatusModel.Branch) -> HTML {
    let records = model.stages(of: branch)
    if records.isEmpty { return "" }
    return """
      <p>Stages that have a commit which is not everywhere yet:</p>
      <ol>
      \(records.map(item))</ol>

      """
  }

  private func item(_ record: StageRecord) -> HTML {
    let mood = record.held != nil ? "bad" : record.isPast ? "good" : "wait"
    return """
      <li><strong class="\(mood)">\(record.name)</strong> \(record.words(at: model.now))</li>

      """
  }
}
