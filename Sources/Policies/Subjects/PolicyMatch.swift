internal import Configs
internal import GoFormats
internal import Prow
internal import YAML

/// Which subjects a policy judges, as far as that can be told without an expression.
// A class, since it is asked for each job.
final class PolicyMatch: Sendable {
  /// Empty for all.
  private let kinds: KindBits
  private let repos: [PathPattern]
  private let excludedRepos: [PathPattern]
  private let hasRepos: Bool
  private let paths: [PathPattern]
  private let excludedPaths: [PathPattern]
  private let clusters: [String]
  private let jobs: [GoRegex]
  private let excludedJobs: [GoRegex]
  /// Patterns that Go refuses, and lists that params don't have.
  let faults: [PolicyFault]
  /// Whether it leaves nothing out.
  let takesAll: Bool
  /// What is written, under its keys.
  let keys: [Node]
  /// Whether a list of params is empty that names what is taken: then nothing is.
  private let takesNothing: Bool

  /// - Parameters:
  ///   - node: The mapping with the fields; `nil` for none.
  ///   - params: What the fields may name lists of.
  init(_ node: Node?, _ params: PolicyParams) {
    var faults: [PolicyFault] = []
    var takesNothing = false
    func words(_ key: StaticString) -> [Node] {
      guard let value = node?[key] else { return [] }
      guard value.isMapping else { return Array(value.items) }
      guard let name = value["params"], name.isScalar, !name.isNull else {
        faults.append(
          PolicyFault("the name of a list is missing", at: value, help: "write {params: NAME}")
        )
        return []
      }
      do throws(PolicyFault) {
        let words = try params.words(name)
        if words.isEmpty, !key.description.hasPrefix("exclude") { takesNothing = true }
        return words
      } catch {
        faults.append(error)
        return []
      }
    }
    func patterns(_ key: StaticString) -> [PathPattern] {
      words(key).compactMap { $0.word.map { PathPattern($0.string) } }
    }
    func expressions(_ key: StaticString) -> [GoRegex] {
      words(key).compactMap { item in
        guard let text = item.word?.string else { return nil }
        switch GoRegex.compile(text) {
        case .success(let regex): return regex
        case .failure(let error):
          faults.append(PolicyFault("the pattern is not valid: \(error.reason)", at: item))
          return nil
        }
      }
    }
    kinds = KindBits(
      words("types").compactMap { $0.word.flatMap { Job.Kind(rawValue: $0.string) } }
    )
    repos = patterns("repos")
    excludedRepos = patterns("excludeRepos")
    paths = patterns("paths")
    excludedPaths = patterns("excludePaths")
    clusters = words("clusters").compactMap { $0.word?.string }
    jobs = expressions("jobs")
    excludedJobs = expressions("excludeJobs")
    self.faults = faults
    hasRepos = !repos.isEmpty || !excludedRepos.isEmpty
    self.takesNothing = takesNothing
    keys = node?.entries.map(\.key) ?? []
    takesAll =
      !takesNothing && kinds.isEmpty && clusters.isEmpty && jobs.isEmpty && excludedJobs.isEmpty
      && [repos, excludedRepos, paths, excludedPaths].allSatisfy(\.isEmpty)
  }

  /// Whether subjects that are written in a file may be judged.
  func takes(path: String) -> Bool {
    !takesNothing && PathPattern.takes(path, paths, but: excludedPaths)
  }

  /// Whether subjects of a repository may be judged.
  func takes(repo: String) -> Bool {
    PathPattern.takes(repo, repos, but: excludedRepos)
  }

  /// Whether subjects of a cluster may be judged.
  func takes(cluster: String) -> Bool {
    !takesNothing && (clusters.isEmpty || clusters.contains(cluster))
  }

  /// Whether a job may be judged, whatever its file is.
  func takes(_ job: ResolvedJob) -> Bool {
    if !kinds.isEmpty, !kinds.contains(job.job.kind) { return false }
    if !clusters.isEmpty, !clusters.contains(where: { job.job.cluster.equals($0) }) { return false }
    if hasRepos, !takes(repo: job.job.repo.string) { return false }
    if jobs.isEmpty, excludedJobs.isEmpty { return true }
    let name = job.job.name.bytes
    return (jobs.isEmpty || jobs.contains { $0.matches(name) })
      && !excludedJobs.contains { $0.matches(name) }
  }
}

/// Kinds of jobs, as bits.
private struct KindBits: Sendable {
  private var bits: UInt8 = 0

  init(_ kinds: [Job.Kind]) {
    for kind in kinds { bits |= KindBits.bit(kind) }
  }

  var isEmpty: Bool { bits == 0 }

  func contains(_ kind: Job.Kind) -> Bool { bits & KindBits.bit(kind) != 0 }

  private static func bit(_ kind: Job.Kind) -> UInt8 {
    switch kind {
    case .presubmit: 1
    case .postsubmit: 2
    case .periodic: 4
    }
  }
}

/// A glob that is quick in the usual forms: a path, all below a folder, all files there with some end.
struct PathPattern: Sendable {
  private let prefix: String
  private let rest: Rest

  /// What may come after the text before the first star.
  private enum Rest: Sendable {
    case nothing
    case anything
    case anythingThatEnds(in: String)
    case other(PathGlob)
  }

  init(_ text: String) {
    let plain = text.prefix { $0 != "*" && $0 != "?" }
    prefix = String(plain)
    rest = PathPattern.rest(text, after: plain)
  }

  private static func rest(_ text: String, after plain: Substring) -> Rest {
    let rest = text[plain.endIndex...]
    if rest.isEmpty { return .nothing }
    if rest == "**" { return .anything }
    let end = rest.dropFirst(4)
    let isFolder = plain.isEmpty || plain.hasSuffix("/")
    guard rest.hasPrefix("**/*"), isFolder, !end.contains(where: { "*?/".contains($0) }) else {
      return .other(PathGlob(text))
    }
    return .anythingThatEnds(in: String(end))
  }

  func matches(_ path: String) -> Bool {
    guard path.utf8.starts(with: prefix.utf8) else { return false }
    switch rest {
    case .nothing: return path.utf8.count == prefix.utf8.count
    case .anything: return true
    case .anythingThatEnds(let end):
      let isLongEnough = path.utf8.count >= prefix.utf8.count + end.utf8.count
      return isLongEnough && path.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    case .other(let glob): return glob.matches(path)
    }
  }

  static func takes(_ path: String, _ taken: [PathPattern], but left: [PathPattern]) -> Bool {
    (taken.isEmpty || taken.contains { $0.matches(path) }) && !left.contains { $0.matches(path) }
  }
}
