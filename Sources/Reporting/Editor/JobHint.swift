package import Configs
package import Diagnostics
internal import Formats
package import Prow
internal import YAML

/// A value that a job has and does not say, to be shown beside what it says.
package struct JobHint {
  /// Where it is shown, in bytes: after a name or a label.
  package let offset: UInt32
  /// `cluster default, timeout 2h`.
  package let text: String
  /// Where each comes from, a line for each; Markdown.
  package let origins: String

  /// Those of the jobs in a part of a file, in their order.
  package static func all(
    in file: LoadedFile,
    _ range: SourceRange,
    _ configuration: Configuration
  ) -> [JobHint] {
    let presets = configuration.workspace.presets.presets
    let jobs = configuration.jobs(of: file.document).filter { job in
      let own = job.job.node.range
      return own.start < range.end && range.start < own.end
    }
    let hints = jobs.flatMap { job in
      [values(of: job)].compactMap(\.self) + additions(to: job, presets)
    }
    return hints.filter { range.start <= $0.offset && $0.offset <= range.end }
  }

  private static func values(of job: ResolvedJob) -> JobHint? {
    let places = PlaceWords(home: job.job.node.file)
    guard let name = job.job[.name], !name.isAlias else { return nil }
    let tree = job.tree
    let settings = ["timeout", "grace_period"].map { setting in
      (setting, tree[.decorationConfig]?[setting])
    }
    var words: [String] = []
    var origins: [String] = []
    for (setting, value) in [("cluster", tree[.cluster])] + settings {
      guard let value, !value.isEmpty, value.origin != .job else { continue }
      words.append("\(setting) \(value.text)")
      let origin: SheetLine =
        if case .node(let node) = value.content { "the default, \(places.text(node))" } else {
          "Prow's default"
        }
      origins.append("\(setting): \(origin.markdown)")
    }
    guard !words.isEmpty else { return nil }
    return JobHint(
      offset: name.range.end,
      text: words.joined(separator: ", "),
      origins: origins.joined(separator: "\n\n")
    )
  }

  /// What presets add, at the labels that bring them.
  private static func additions(to job: ResolvedJob, _ presets: [Preset]) -> [JobHint] {
    guard let labels = job.job[.labels], job.job.node.contains(labels.index), !labels.isAlias
    else { return [] }
    let places = PlaceWords(home: job.job.node.file)
    return labels.writtenEntries.compactMap { entry in
      let found = job.presets.filter { $0.labels.last?.name.text == entry.key.text }
      let words = found.flatMap { preset in
        PresetWords.additions(of: preset).map { "\($0.kind) \($0.names.joined(separator: ", "))" }
          + [PresetWords.tolerations(of: preset)].compactMap(\.self)
      }
      guard !words.isEmpty else { return nil }
      return JobHint(
        offset: entry.value.range.end,
        text: "adds " + words.joined(separator: "; "),
        origins: found.map { "preset, \(places.text($0.place).markdown)" }
          .joined(separator: "\n\n")
      )
    }
  }
}
