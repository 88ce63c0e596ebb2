package import Analysis
internal import CommandSupport
internal import Configs
internal import Diagnostics
internal import Formats
internal import Linting
package import Prow
package import Rendering
internal import Reporting
internal import Schema
internal import YAML

/// Finds the one job that a query means, or says why there is none.
package struct JobFinder {
  private let result: LintResult

  package init(_ result: LintResult) {
    self.result = result
  }

  package func find(_ query: JobQuery) throws -> ResolvedJob {
    let jobs = result.configuration.jobsByFile.flatMap(\.jobs)
    switch query.find(in: jobs) {
    case .job(let job): return job
    case .unknown: throw Failure.usage(unknown(query, jobs))
    case .ambiguous(let found): throw Failure.usage(ambiguous(query, found))
    case .noSuchIndex(let count):
      throw Failure.usage(
        "there is no job \"\(query.name)\" number \(query.index ?? 0): "
          + "the numbers go from 0 to \(count - 1)"
      )
    }
  }

  private func unknown(_ query: JobQuery, _ jobs: [ResolvedJob]) -> TerminalText {
    let kind = query.type.map { $0.rawValue } ?? "job"
    var what: TerminalText = "no \(kind) is called \"\(query.name)\""
    if let repo = query.repo { what += " in \(repo)" }
    let sameName = jobs.filter { $0.job.name.equals(query.name) }
    if !sameName.isEmpty { return what + "; there are others of this name at" + list(sameName) }
    let unread = result.diagnostics.first { $0.rule.hasPrefix("yaml-") && $0.severity == .error }
    if let unread {
      return what + ", and not all files could be read: \(PositionFinder().text(unread.place)): "
        + "\(unread.message)"
    }
    let names = Set(jobs.map(\.job.name.string)).sorted()
    guard let nearest = Suggestion.nearest(to: query.name, among: names) else {
      return what + "; plimsoll jobs lists them all"
    }
    return what + "; did you mean \(nearest)?"
  }

  private func ambiguous(_ query: JobQuery, _ found: [ResolvedJob]) -> TerminalText {
    let first = found[0].job
    let areVariants = found.allSatisfy { $0.job.kind == first.kind && $0.job.repo == first.repo }
    let advice = areVariants ? "--base-ref or --index" : "--type, --repo, or both"
    return "\"\(query.name)\" is the name of \(found.count) jobs; choose with \(advice):"
      + list(found)
  }

  /// One candidate a line, with the flags that choose it.
  private func list(_ jobs: [ResolvedJob]) -> TerminalText {
    let positions = PositionFinder()
    var lines = TerminalText()
    for job in jobs.prefix(20) {
      lines += "\n  \(positions.text(job.job.nameNode.place)): --type \(job.job.kind.rawValue)"
      if job.job.kind != .periodic { lines += " --repo \(job.job.repo.string)" }
      let filter = BranchFilter(job.job)
      for (name, list) in [("branches", filter.branches), ("skip_branches", filter.skipBranches)]
      where !list.isEmpty {
        lines += " (\(name): \(list.map(\.string).joined(separator: ", ")))"
      }
    }
    return jobs.count > 20 ? lines + "\n  and \(jobs.count - 20) more" : lines
  }
}
