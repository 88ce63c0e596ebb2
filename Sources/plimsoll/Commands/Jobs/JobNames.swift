import CommandSupport
import Formats
import Prow
import Schema
import YAML

/// Jobs by their names.
struct JobNames {
  private let jobs: [ResolvedJob]

  init(_ jobs: [ResolvedJob]) { self.jobs = jobs }

  /// All jobs of a name.
  ///
  /// - Throws: `Failure` if there is none, with the name or the repository that was probably meant.
  func named(_ name: String, repo: String? = nil) throws -> [ResolvedJob] {
    let named = jobs.filter { $0.job.name.equals(name) }
    if named.isEmpty { throw unknown(name) }
    guard let repo else { return named }
    let chosen = named.filter { RepoKey.isKey($0.job.repo, of: repo) }
    guard chosen.isEmpty else { return chosen }
    let repos = Set(named.map(\.job.repo.string)).filter { !$0.isEmpty }.sorted()
    if repos.isEmpty { throw Failure.usage("\(name) is a periodic, which has no repository") }
    let list = repos.prefix(5).joined(separator: ", ") + (repos.count > 5 ? ", …" : "")
    throw Failure.usage("\(repo) has no job called \"\(name)\"; it is a job of \(list)")
  }

  private func unknown(_ name: String) -> Failure {
    let names = Set(jobs.map(\.job.name.string)).sorted()
    guard let nearest = Suggestion.nearest(to: name, among: names) else {
      return .usage("no job is called \"\(name)\"; plimsoll jobs lists them all")
    }
    return .usage("no job is called \"\(name)\"; did you mean \(nearest)?")
  }
}
