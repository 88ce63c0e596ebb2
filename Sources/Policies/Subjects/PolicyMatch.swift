internal import Configs
internal import GoFormats
internal import Prow
internal import YAML

/// Which subjects a policy judges, as far as that can be told without an expression.
struct PolicyMatch: Sendable {
  private let kinds: Set<Job.Kind>
  private let repos: [PathPattern]
  private let excludedRepos: [PathPattern]
  private let paths: [PathPattern]
  private let excludedPaths: [PathPattern]
  private let clusters: [String]
  private let jobs: [GoRegex]
  private let excludedJobs: [GoRegex]
  /// Patterns that Go refuses, and why.
  let faults: [(node: Node, reason: String)]
  /// Whether it leaves nothing out.
  let takesAll: Bool

  init(_ node: Node?) {
    func words(_ key: StaticString) -> [Node] { node?[key].map { Array($0.items) } ?? [] }
    func patterns(_ key: StaticString) -> [PathPattern] {
      words(key).compactMap { $0.word.map { PathPattern($0.string) } }
    }
    var faults: [(node: Node, reason: String)] = []
    func expressions(_ key: StaticString) -> [GoRegex] {
      words(key).compactMap { item in
        guard let text = item.word?.string else { return nil }
        switch GoRegex.compile(text) {
        case .success(let regex): return regex
        case .failure(let error):
          faults.append((item, error.reason))
          return nil
        }
      }
    }
    kinds = Set(words("types").compactMap { $0.word.flatMap { Job.Kind(rawValue: $0.string) } })
    repos = patterns("repos")
    excludedRepos = patterns("excludeRepos")
    paths = patterns("paths")
    excludedPaths = patterns("excludePaths")
    clusters = words("clusters").compactMap { $0.word?.string }
    jobs = expressions("jobs")
    excludedJobs = expressions("excludeJobs")
    self.faults = faults
    takesAll =
      kinds.isEmpty && clusters.isEmpty && jobs.isEmpty && excludedJobs.isEmpty
      && [repos, excludedRepos, paths, excludedPaths].allSatisfy(\.isEmpty)
  }

  /// Whether subjects that are written in a file may be judged.
  func takes(path: String) -> Bool {
    PathPattern.takes(path, paths, but: excludedPaths)
  }

  /// Whether subjects of a repository may be judged.
  func takes(repo: String) -> Bool {
    PathPattern.takes(repo, repos, but: excludedRepos)
  }

  /// Whether a job may be judged, whatever its file is.
  func takes(_ job: ResolvedJob) -> Bool {
    if !kinds.isEmpty, !kinds.contains(job.job.kind) { return false }
    if !clusters.isEmpty, !clusters.contains(where: { job.job.cluster.equals($0) }) { return false }
    if !repos.isEmpty || !excludedRepos.isEmpty, !takes(repo: job.job.repo.string) { return false }
    if jobs.isEmpty, excludedJobs.isEmpty { return true }
    let name = job.job.name.bytes
    return (jobs.isEmpty || jobs.contains { $0.matches(name) })
      && !excludedJobs.contains { $0.matches(name) }
  }
}

/// A glob that is quick where it has one star only, at its end.
struct PathPattern: Sendable {
  private let prefix: String
  /// `nil` if all that starts with the prefix matches, or nothing but the prefix does.
  private let glob: PathGlob?
  private let takesMore: Bool

  init(_ text: String) {
    let plain = text.prefix { $0 != "*" && $0 != "?" }
    prefix = String(plain)
    let rest = text[plain.endIndex...]
    takesMore = rest == "**"
    glob = rest.isEmpty || takesMore ? nil : PathGlob(text)
  }

  func matches(_ path: String) -> Bool {
    guard path.utf8.starts(with: prefix.utf8) else { return false }
    if let glob { return glob.matches(path) }
    return takesMore || path.utf8.count == prefix.utf8.count
  }

  static func takes(_ path: String, _ taken: [PathPattern], but left: [PathPattern]) -> Bool {
    (taken.isEmpty || taken.contains { $0.matches(path) }) && !left.contains { $0.matches(path) }
  }
}
