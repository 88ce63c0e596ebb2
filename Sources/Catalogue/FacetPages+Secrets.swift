internal import Formats
internal import Prow

extension FacetPages {
  func addSecrets(to sheet: inout Sheet) {
    sheet.add("The jobs that can read each secret: a presubmit runs what a pull request brings.")
    sheet.addTable(
      ["NAME", "PRESUBMITS", "POSTSUBMITS", "PERIODICS"],
      index.values.map { value in
        [name(value)] + Job.Kind.allCases.map { number(jobs($0, with: value).count) }
      }
    )
  }

  private func jobs(_ kind: Job.Kind, with value: FacetValue) -> [Int] {
    value.jobs.filter { site.jobs[$0].job.kind == kind }
  }

  /// Who can reach a secret, those first who run code that is not merged.
  func secretPage(_ value: FacetValue) -> HTML {
    let sections = Job.Kind.allCases.map { kind -> HTML in
      let jobs = jobs(kind, with: value)
      if jobs.isEmpty { return "" }
      let title =
        switch kind {
        case .presubmit: "Presubmits, which run code of pull requests"
        case .postsubmit: "Postsubmits, which run what is merged"
        case .periodic: "Periodics, which run by the clock"
        }
      return """
        <h2>\(title) (\(jobs.count))</h2>
        \(site.list(jobs))
        """
    }
    return """
      <h1><code>\(value.name)</code>, a secret</h1>
      <p>\(Site.count(value.jobs.count, "job")) can reach it.</p>
      \(sections)
      """
  }
}
