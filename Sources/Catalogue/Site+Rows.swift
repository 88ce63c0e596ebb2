internal import Formats
internal import Prow
internal import Reporting
internal import YAML

extension Site {
  /// A list of jobs with links to their pages, from a page in a folder.
  ///
  /// `positions`: Those of the jobs, in order.
  func list(_ positions: [Int]) -> HTML {
    "<ul class=\"jobs\">\n\(positions.map { rows[$0] })</ul>\n"
  }

  /// What a job is, in a few words: kind, repository, start.
  static func words(_ job: Job) -> String {
    let owner = job.kind == .periodic ? "" : " of \(job.repo.string)"
    return "\(job.kind.rawValue)\(owner), \(JobWords.when(job))"
  }

  /// A line of a list; a job is in the lists of all that it has, and so it is made once.
  static func row(_ job: Job, file: String) -> HTML {
    """
    <li><a href="../jobs/\(file).html">\(job.name.string)</a><small>\(words(job))</small></li>

    """
  }
}
