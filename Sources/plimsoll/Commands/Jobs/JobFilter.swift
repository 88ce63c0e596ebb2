import ArgumentParser
import CommandSupport
import Configs
import Formats
import Prow
import Schema
import YAML

/// Which jobs are asked for, by what they are.
struct JobFilter: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only jobs of this repository or org, or of those like it.",
      valueName: "glob"
    ),
    completion: Completions.repositories
  )
  var repo: String?

  @Option(
    help: ArgumentHelp("Only jobs in this build cluster, or in those like it.", valueName: "glob"),
    completion: Completions.clusters
  )
  var cluster: String?

  @Option(
    help: ArgumentHelp("Only jobs whose name matches this glob.", valueName: "glob"),
    completion: Completions.jobs
  )
  var name: String?

  /// The jobs that are asked for.
  ///
  /// Says on standard error which glob no job matches.
  ///
  /// - Throws: `Failure` for a plain name that nothing has.
  func apply(to jobs: [ResolvedJob]) throws -> [ResolvedJob] {
    let repos = Set(jobs.flatMap(\.job.repositories))
    let orgs = Set(repos.map { RepoKey.orgAndName($0).org })
    try check(repo, "repository", among: repos.union(orgs)) { known in
      repos.contains { RepoKey.isName($0, of: known) }
    }
    try check(cluster, "cluster", among: Set(jobs.map(\.job.cluster.string)))
    try check(name, "job", among: Set(jobs.map(\.job.name.string)))
    let (repo, cluster, name) = (
      repo.map(Pattern.init), cluster.map(Pattern.init), name.map(Pattern.init)
    )
    return jobs.filter { job in
      if let cluster, !cluster.matches(job.job.cluster.string) { return false }
      if let name, !name.matches(job.job.name.string) { return false }
      guard let repo else { return true }
      return job.job.repositories.contains {
        repo.matches($0) || repo.matches(RepoKey.orgAndName($0).org)
          || !repo.isGlob && RepoKey.isName($0, of: repo.text)
      }
    }
  }

  /// A name, or a glob for several.
  private struct Pattern {
    let text: String
    let isGlob: Bool
    private let glob: PathGlob

    init(_ text: String) {
      self.text = text
      isGlob = text.contains { $0 == "*" || $0 == "?" }
      glob = PathGlob(text)
    }

    func matches(_ name: String) -> Bool { isGlob ? glob.matches(name) : name == text }
  }

  private func check(
    _ value: String?,
    _ what: String,
    among names: Set<String>,
    or isKnown: (String) -> Bool = { _ in false }
  ) throws {
    guard let value, case let pattern = Pattern(value),
      !names.contains(where: pattern.matches), !isKnown(value)
    else { return }
    if pattern.isGlob {
      return Terminal.printError("plimsoll: no \(what) matches \(value)\n")
    }
    let sorted = names.filter { !$0.isEmpty }.sorted()
    if let nearest = Suggestion.nearest(to: value, among: sorted) {
      throw Failure.usage("no \(what) is called \"\(value)\"; did you mean \(nearest)?")
    }
    let few = sorted.count <= 8 ? "; there are \(sorted.joined(separator: ", "))" : ""
    throw Failure.usage("no \(what) is called \"\(value)\"\(few)")
  }
}
