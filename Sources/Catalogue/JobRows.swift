internal import Formats
internal import Prow
internal import Reporting
internal import YAML

/// Lists of jobs with links to their pages.
struct JobRows {
  private let site: Site

  init(_ site: Site) { self.site = site }

  /// `jobs`: Positions, in order.
  func list(_ jobs: [Int]) -> HTML {
    "<ul class=\"jobs\">\n\(jobs.map(item))</ul>\n"
  }

  private func item(_ index: Int) -> HTML {
    let job = site.jobs[index].job
    return """
      <li><a href="../jobs/\(site.files[index]).html">\(job.name.string)</a>\
      <small>\(site.words(index))</small></li>

      """
  }
}

extension Site {
  /// What a job is, in a few words: kind, repository, start.
  func words(_ index: Int) -> String {
    let job = jobs[index].job
    let owner = job.kind == .periodic ? "" : " of \(job.repo.string)"
    return "\(job.kind.rawValue)\(owner), \(JobWords.when(job))"
  }
}
