internal import Cluster
package import ConfigMaps
internal import Files

/// What a dry run would change, as a diff of states.
package enum PreviewDiff {
  /// - Parameters:
  ///   - outcomes: Those of the dry run.
  ///   - state: What it was made for; it knows the files of the keys.
  /// - Returns: The diff, with the key `VERSION` among the others.
  package static func make(_ outcomes: [TargetOutcome], of state: DesiredState) -> StateDiff {
    var files: [ConfigMapTarget: [String: String]] = [:]
    for configMap in state.configMaps {
      let paths = configMap.entries.map { ($0.key, $0.path) }
      files[configMap.target] = Dictionary(uniqueKeysWithValues: paths)
    }
    var (before, after): ([DesiredConfigMap], [DesiredConfigMap]) = ([], [])
    var contents = ContentTable()
    for outcome in outcomes {
      guard let preview = outcome.preview else { continue }
      let paths = files[outcome.target] ?? [:]
      if case .created = outcome.result {
      } else {
        before.append(configMap(outcome.target, preview.before, paths, &contents))
      }
      after.append(configMap(outcome.target, preview.after, paths, &contents))
    }
    return StateDiff(from: DesiredState(configMaps: before), to: DesiredState(configMaps: after))
  }

  private static func configMap(
    _ target: ConfigMapTarget,
    _ values: [ConfigMapField: [UInt8]],
    _ paths: [String: String],
    _ contents: inout ContentTable
  ) -> DesiredConfigMap {
    let sorted = values.sorted { $0.key.key.utf8.lexicographicallyPrecedes($1.key.key.utf8) }
    let entries = sorted.map { field, bytes in
      // Zipped values are shown by what they unzip to, and weighed as they are.
      DesiredConfigMap.Entry(
        key: field.key,
        path: paths[field.key] ?? field.key,
        content: contents.content(bytes),
        isZipped: false
      )
    }
    return DesiredConfigMap(target: target, entries: entries, version: nil)
  }

  /// Gives equal bytes one identity, so that what clusters have alike is shown once.
  private struct ContentTable {
    private var known: [[UInt8]: FileContent] = [:]

    mutating func content(_ bytes: [UInt8]) -> FileContent {
      if let content = known[bytes] { return content }
      let content = FileContent(bytes)
      known[bytes] = content
      return content
    }
  }
}
