import Analysis
import ConfigMaps
import Updater

/// What a run came to.
struct ApplyReport {
  let source: Source
  /// Empty if the files were refused.
  var outcomes: [TargetOutcome]
  let isDryRun: Bool
  /// What was asked with `--wait`.
  var components: [ComponentRecord] = []
  /// The stage that nothing was written after.
  var lastStage: String?
  /// Seconds since 1970.
  var now = 0.0

  var isRefused: Bool { source.checked.isRefused }
  var failures: [TargetOutcome] { outcomes.filter { $0.error != nil } }

  /// 0 done, 1 the files are refused, 2 a cluster did not do it, 3 a component has not loaded it, or
  /// that can't be told.
  var status: Int32 {
    if isRefused { return 1 }
    if !failures.isEmpty { return 2 }
    return components.allSatisfy { $0.state == .loaded } && lastStage == nil ? 0 : 3
  }

  /// What a dry run would change.
  var diff: StateDiff { PreviewDiff.make(outcomes, of: source.checked.state) }
}
