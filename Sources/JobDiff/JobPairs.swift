internal import Diagnostics
internal import Prow
internal import YAML

/// Jobs of two trees, each with the one that it was before.
struct JobPairs {
  let all: [Pair]

  struct Pair: Sendable {
    var old: ResolvedJob?
    var new: ResolvedJob?
  }

  init(_ old: JobLoader.Side, _ new: JobLoader.Side) {
    let before = Dictionary(grouping: old.jobs) { JobName($0) }
    let after = Dictionary(grouping: new.jobs) { JobName($0) }
    var pairs: [Pair] = []
    for name in Set(before.keys).union(after.keys) {
      pairs += JobPairs.match(before[name] ?? [], after[name] ?? [])
    }
    all = JobPairs.renamed(pairs)
  }

  /// Jobs of one name: those for the same branches belong together, in the same file if possible.
  private static func match(_ old: [ResolvedJob], _ new: [ResolvedJob]) -> [Pair] {
    if old.count == 1, new.count == 1 { return [Pair(old: old[0], new: new[0])] }
    var pairs: [Pair] = []
    var (oldLeft, newLeft) = (old, new)
    let tests: [(ResolvedJob, ResolvedJob) -> Bool] = [
      { $0.branchText == $1.branchText && $0.fileName == $1.fileName },
      { $0.branchText == $1.branchText }, { $0.fileName == $1.fileName }, { _, _ in true },
    ]
    for test in tests {
      newLeft.removeAll { job in
        guard let index = oldLeft.firstIndex(where: { test($0, job) }) else { return false }
        pairs.append(Pair(old: oldLeft.remove(at: index), new: job))
        return true
      }
    }
    return pairs + oldLeft.map { Pair(old: $0, new: nil) } + newLeft.map { Pair(old: nil, new: $0) }
  }

  // MARK: Renamed jobs

  /// More jobs of a repository that come and go together are not compared with each other.
  private static let mostCandidates = 40

  private static func renamed(_ pairs: [Pair]) -> [Pair] {
    let gone = Dictionary(grouping: pairs.filter { $0.new == nil }.compactMap(\.old)) { group($0) }
    let came = Dictionary(grouping: pairs.filter { $0.old == nil }.compactMap(\.new)) { group($0) }
    var result = pairs.filter { $0.old != nil && $0.new != nil }
    for key in Set(gone.keys).union(came.keys) {
      result += match(renamedTo: came[key] ?? [], from: gone[key] ?? [])
    }
    return result
  }

  private static func group(_ job: ResolvedJob) -> [String] {
    [job.job.kind.rawValue, job.job.repo.string]
  }

  private static func match(renamedTo new: [ResolvedJob], from old: [ResolvedJob]) -> [Pair] {
    var pairs: [Pair] = []
    var oldLeft = old.sorted { $0.job.name.string < $1.job.name.string }
    for job in new.sorted(by: { $0.job.name.string < $1.job.name.string }) {
      if old.count <= mostCandidates, new.count <= mostCandidates,
        let index = JobComparison.mostAlike(job, oldLeft)
      {
        pairs.append(Pair(old: oldLeft.remove(at: index), new: job))
      } else {
        pairs.append(Pair(old: nil, new: job))
      }
    }
    return pairs + oldLeft.map { Pair(old: $0, new: nil) }
  }
}

extension JobName {
  init(_ job: ResolvedJob) {
    self.init(
      kind: job.job.kind.rawValue,
      repo: job.job.repo.string,
      name: job.job.name.string
    )
  }
}

extension ResolvedJob {
  var fileName: String { job.node.file.path }

  /// What the job says of branches, which tells jobs of one name apart.
  fileprivate var branchText: [[UInt8]?] {
    [job[.branches], job[.skipBranches]].map { $0.flatMap { JSONProjection.text(of: $0) } }
  }
}
