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
      values(of: job) + additions(to: job, presets) + containers(of: job)
    }
    return hints.filter { range.start <= $0.offset && $0.offset <= range.end }
  }

  /// What defaults and presets for all pods give, at the name of the job.
  private static func values(of job: ResolvedJob) -> [JobHint] {
    let places = PlaceWords(home: job.job.node.file)
    guard let name = job.job[.name], job.job.node.contains(name.index), !name.isAlias else {
      return []
    }
    let tree = job.tree
    let settings = ["timeout", "grace_period"].map { setting in
      (setting, tree[.decorationConfig]?[setting])
    }
    var words: [String] = []
    var origins: [String] = []
    let account = ServiceAccount.of(tree)
    for (setting, value) in [("cluster", tree[.cluster])] + settings + [("account", account)] {
      guard let value, !value.isEmpty, value.origin != .job else { continue }
      words.append("\(setting) \(value.text)")
      let origin: SheetLine =
        if case .node(let node) = value.content { "the default, \(places.text(node))" } else {
          "Prow's default"
        }
      origins.append("\(setting): \(origin.markdown)")
    }
    let hint = JobHint(
      offset: name.range.end,
      text: words.joined(separator: ", "),
      origins: origins.joined(separator: "\n\n")
    )
    let ofAll = added(by: job.presets.filter(\.labels.isEmpty), at: name.range.end, places)
    return (words.isEmpty ? [] : [hint]) + [ofAll].compactMap(\.self)
  }

  /// What presets add, at the labels that bring them.
  private static func additions(to job: ResolvedJob, _ presets: [Preset]) -> [JobHint] {
    guard let labels = job.job[.labels], job.job.node.contains(labels.index), !labels.isAlias
    else { return [] }
    let places = PlaceWords(home: job.job.node.file)
    return labels.writtenEntries.compactMap { entry in
      let found = job.presets.filter { $0.labels.last?.name.text == entry.key.text }
      return added(by: found, at: entry.value.range.end, places)
    }
  }

  /// `nil` if the presets add nothing.
  private static func added(
    by presets: [Preset],
    at offset: UInt32,
    _ places: PlaceWords
  ) -> JobHint? {
    let words = presets.flatMap { preset in
      PresetWords.additions(of: preset).map { "\($0.kind) \($0.names.joined(separator: ", "))" }
        + [PresetWords.tolerations(of: preset)].compactMap(\.self)
    }
    if words.isEmpty { return nil }
    return JobHint(
      offset: offset,
      text: "adds " + words.joined(separator: "; "),
      origins: presets.map { "preset, \(places.text($0.place).markdown)" }
        .joined(separator: "\n\n")
    )
  }

  /// What containers have and do not say: an image from a merge key or an alias, memory by default.
  private static func containers(of job: ResolvedJob) -> [JobHint] {
    guard let list = job.job[.spec]?[.containers], job.job.node.contains(list.index) else {
      return []
    }
    let places = PlaceWords(home: job.job.node.file)
    let memory = MemoryDefaults(job)
    return list.items.compactMap { container -> JobHint? in
      let image = container[.image]
      let isWritten = image.map { container.contains($0.index) } ?? false
      var found: [(words: String, place: Node)] = []
      if let image, !isWritten || image.isAlias {
        found.append(("image \(image.text.string)", image.sibling(image.rawIndex)))
      }
      if let given = memory.request(of: container) {
        found.append(("memory \(given.text)", given.setting))
      }
      if let given = memory.limit(of: container) {
        found.append(("memory limit \(given.text)", given.setting))
      }
      guard !found.isEmpty, let end = isWritten ? image?.range.end : place(ofOther: container)
      else {
        return nil
      }
      return JobHint(
        offset: end,
        text: found.map(\.words).joined(separator: ", "),
        origins: found.map { "\($0.words): \(places.text($0.place).markdown)" }
          .joined(separator: "\n\n")
      )
    }
  }

  /// The end of the alias that stands for a container, or of the merge key in one.
  private static func place(ofOther container: Node) -> UInt32? {
    if container.isAlias { return container.range.end }
    return container.writtenEntries.first { $0.key.text == "<<" }?.value.range.end
  }
}
