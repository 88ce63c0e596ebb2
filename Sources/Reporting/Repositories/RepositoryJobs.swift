internal import Prow
internal import YAML

/// The jobs of each repository, and the periodics that clone it.
struct RepositoryJobs: Sendable {
  private let jobs: [Job]
  /// Positions of presubmits and postsubmits, by the key that they are under.
  private let byKey: [Text: [Int]]
  /// Positions of periodics, by organization and name of what they clone.
  private let periodics: [[Text]: [Int]]

  /// `jobs`: All of them, in the order in which Prow loads them.
  init(_ jobs: [Job]) {
    var byKey: [Text: [Int]] = [:]
    var periodics: [[Text]: [Int]] = [:]
    for (position, job) in jobs.enumerated() {
      if job.kind != .periodic {
        byKey[job.repo, default: []].append(position)
        continue
      }
      for refs in job.node.list(.extraRefs) {
        guard let org = refs.text(.org), let name = refs.text(.repo) else { continue }
        if periodics[[org, name]]?.last == position { continue }
        periodics[[org, name], default: []].append(position)
      }
    }
    self.jobs = jobs
    self.byKey = byKey
    self.periodics = periodics
  }

  /// The presubmits and postsubmits of a repository, whose key may be written in several ways.
  func of(_ repo: String) -> [Job] {
    let positions = byKey.filter { RepoKey.isKey($0.key, of: repo) }.flatMap(\.value)
    return positions.sorted().map { jobs[$0] }
  }

  func periodics(cloning repo: String) -> [Job] {
    let (org, name) = RepoKey.orgAndName(repo)
    return org.withText { org in
      name.withText { name in periodics[[org, name]]?.map { jobs[$0] } ?? [] }
    }
  }
}

extension String {
  fileprivate func withText<Result>(_ body: (Text) -> Result) -> Result {
    var copy = self
    return copy.withUTF8 { body(Text($0)) }
  }
}
