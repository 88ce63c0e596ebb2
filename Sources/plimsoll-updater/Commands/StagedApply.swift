import Analysis
import ConfigMaps
import Files
import Updater

/// Applies a tree, one stage after the other where somebody waits for what is loaded.
struct StagedApply {
  let rollout: Rollout
  let source: Source
  let options: ApplyOptions
  /// `nil` to wait for nothing.
  let waiter: LoadWaiter?

  /// - Parameters:
  ///   - report: Gets what became of it.
  ///   - apply: Applies a state.
  func run(
    into report: inout ApplyReport,
    _ apply: @escaping @Sendable (DesiredState, ApplyOptions) async -> [TargetOutcome]
  ) async {
    let state = source.checked.state
    let git = source.git
    let ordered = OrderedApply(rollout, apply: apply) { held, loaded in
      !StagedApply.isAncestor(loaded, of: held, git)
    }
    let targets = Set(state.configMaps.map(\.target) + state.unmatchedTargets)
    guard let waiter else {
      report.outcomes = await ordered.run(state, options)
      return
    }
    let count = rollout.stages.count
    for stage in 0...count {
      let outcomes = await ordered.run(state.part { rollout.stage(of: $0) == stage }, options)
      report.outcomes = (report.outcomes + outcomes).sorted { $0.target < $1.target }
      let name = stage < count ? rollout.stages[stage].name : Rollout.rest
      if !report.failures.isEmpty {
        if stage < count { report.lastStage = name }
        return
      }
      let found = outcomes.map { ($0.target, String??.some($0.version)) }
      let own = Set(rollout.components(in: stage).map(\.name))
      let expectations = rollout.expectations(
        Dictionary(found) { first, _ in first },
        of: targets,
        repository: source.repository
      ).filter { own.contains($0.name) }
      var records = await waiter.wait(for: expectations)
      if stage < count, records.allSatisfy({ $0.state == .loaded }) {
        let after = await waiter.watch(records, for: rollout.stages[stage].time)
        if after.contains(where: { $0.state != .loaded }) { records = after }
      }
      report.components += records
      if stage < count, records.contains(where: { $0.state != .loaded }) {
        report.lastStage = name
        return
      }
    }
  }

  /// Whether a commit is among the ancestors of another; `false` if git does not know, as of what a
  /// shallow clone lacks.
  private static func isAncestor(_ older: String, of newer: String, _ git: GitCommand) -> Bool {
    guard [older, newer].allSatisfy({ GitMirror.isCommit($0[...]) }) else { return false }
    return (try? git.run(["merge-base", "--is-ancestor", older, newer]).status) == 0
  }
}
