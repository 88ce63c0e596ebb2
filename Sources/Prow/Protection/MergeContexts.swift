internal import YAML

/// The contexts of one branch, by how merges into it take them.
package struct MergeContexts: Sendable {
  /// Those that every merge waits for, sorted.
  package let required: [String]
  /// Those that merges wait for once a job has started, sorted; none of `required`.
  package let ifRun: [String]
  /// Those that are shown and that no merge waits for, sorted; none of the others.
  package let optional: [String]
}

extension MergeRequirements {
  /// The contexts of the branch: those of jobs and those that settings name.
  ///
  /// `jobs`: The presubmits of the repository.
  package func contexts(_ jobs: [Job]) -> MergeContexts {
    var contexts: [MergeRequirement: Set<String>] = [
      .required: Set(listed.keys.map(\.string)).union(contextsOfGitHub.map(\.string)),
      .ifRun: Set(listedIfPresent.keys.map(\.string)),
      .optional: Set(listedOptional.map(\.string)),
    ]
    for job in jobs { contexts[requirement(of: job), default: []].insert(job.context.string) }
    let required = contexts[.required] ?? []
    let ifRun = (contexts[.ifRun] ?? []).subtracting(required)
    let optional = (contexts[.optional] ?? []).subtracting(required).subtracting(ifRun)
    return MergeContexts(
      required: required.sorted(),
      ifRun: ifRun.sorted(),
      optional: optional.sorted()
    )
  }
}
