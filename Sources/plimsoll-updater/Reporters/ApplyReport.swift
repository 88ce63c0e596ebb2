import Analysis
import ConfigMaps
import Updater

/// What a run came to.
struct ApplyReport {
  let source: Source
  /// Empty if the files were refused.
  let outcomes: [TargetOutcome]
  let isDryRun: Bool

  var isRefused: Bool { source.checked.isRefused }
  var failures: [TargetOutcome] { outcomes.filter { $0.error != nil } }

  /// 0 done, 1 the files are refused, 2 a cluster did not do it.
  var status: Int32 { isRefused ? 1 : failures.isEmpty ? 0 : 2 }

  /// What a dry run would change.
  var diff: StateDiff { PreviewDiff.make(outcomes, of: source.checked.state) }
}
