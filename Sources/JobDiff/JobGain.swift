package import Prow

/// Something that a job may do and could not before.
package struct JobGain: Sendable, Hashable {
  /// `reads secret`; empty if the name says it all: `privileged`.
  package let words: String
  /// What the words are about, as somebody wrote it: `gh-token`; `nil` if they say it all.
  package let name: String?

  init(_ words: String, _ name: String? = nil) {
    (self.words, self.name) = (words, name)
  }

  /// What it says of a secret.
  package static let readsSecret = "reads secret"

  /// It runs for every pull request, and none is merged without it.
  package static let blocksMerges = JobGain("always runs and blocks merges")

  /// In one line: `reads secret gh-token`.
  package var text: String { [words, name ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension JobGain {
  /// What a job may do beyond running code in a pod of its own, as if it were new.
  ///
  /// `hasOneCluster`: Whether all jobs run in one cluster, so that none is trusted more.
  package static func all(of job: ResolvedJob, hasOneCluster: Bool) -> [JobGain] {
    var leaves = SpecLeaves()
    leaves.add(job.tree)
    return JobPowers(job, leaves).gains(over: nil, hasOneCluster: hasOneCluster)
  }
}
