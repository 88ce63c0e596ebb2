internal import Configs
internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  static let presetLabel = Rule(
    id: "preset-label-without-preset",
    group: .hygiene,
    severity: .warning,
    summary: "a label looks like that of a preset and selects none",
    why: "A preset is added to a job if a label of the job has the same name and the same value. "
      + "If one letter differs, nothing is added, and Prow says nothing: the job runs without its "
      + "credentials or caches.",
    help: "use the label and the value of a preset, or remove the label",
    source: "Prow, `mergePreset` in pkg/config/jobs.go",
    bad: .presubmit(
      "name: unit\nlabels: {preset-porxy: \"true\"}\n" + Rule.decoratedTail,
      after: Rule.proxyPreset
    ),
    good: .presubmit(
      "name: unit\nlabels: {preset-proxy: \"true\"}\n" + Rule.decoratedTail,
      after: Rule.proxyPreset
    ),
    check: .workspace { scope, report in
      // Presets may be in any file.
      guard scope.options.isWhole, scope.workspace.prow != nil else { return }
      var labels = PresetLabels(scope.workspace.presets.presets)
      scope.forEachJob { job in
        guard job.hasOtherLabels, job.job.isCentral, let own = job.job[.labels], job.spec != nil
        else { return }
        for entry in own.entries { labels.check(entry, of: job) }
      }
      labels.found.show(report)
    }
  )

  private static let proxyPreset = """
    presets:
    - labels: {preset-proxy: "true"}
      env:
      - {name: GOPROXY, value: https://proxy.example.com}

    """
}

/// The labels that select presets.
private struct PresetLabels {
  /// Their values by name, in the order of the presets.
  private var values: [Text: [String]] = [:]
  private var names: [String] = []
  /// Names that no preset has and that are not like one of theirs; many jobs have the same labels.
  private var ordinary: Set<Text> = []
  /// What `nearest(to:)` said of the others.
  private var nearest: [Text: String] = [:]
  private(set) var found = AlikeFindings<Kind>()

  /// Labels of one name, and of one value where that is what no preset has.
  struct Kind: Hashable {
    var name: Text
    var value: String?
  }

  init(_ presets: [Preset]) {
    for label in presets.lazy.flatMap(\.labels) {
      let name = label.name.text
      if values[name] == nil { names.append(name.string) }
      values[name, default: []].append(label.value.convertedText)
    }
  }

  mutating func check(_ entry: Node.Entry, of job: ResolvedJob) {
    guard entry.value.isScalar else { return }
    let name = entry.key.text
    if job.presetSet.labelNames.contains(name) || ordinary.contains(name) { return }
    if let known = values[name] {
      let value = entry.value.convertedText
      guard known.contains(value) else {
        if isOff(entry.value) { return }
        return found.add(
          "no preset has the label \(name.short) with the value \"\(value.shortened)\"",
          at: entry.value,
          of: job.job,
          kind: Kind(name: name, value: value),
          help: "write \(Words.list(known.prefix(5).map { "\"\($0)\"" })), or remove the label"
        )
      }
      reportOthers(entry, of: job)
    } else if let near = near(to: name), !isOff(entry.value) {
      found.add(
        "no preset has the label \(name.short)",
        at: entry.key,
        of: job.job,
        kind: Kind(name: name),
        help: near.isEmpty ? "add a preset for it, or remove the label" : "did you mean \(near)?"
      )
    }
  }

  /// Whether a value says that a preset is switched off.
  private func isOff(_ value: Node) -> Bool {
    // Nearly all values start with another character, and are not made a string.
    guard !value.isNull, let first = value.text.bytes.first else { return true }
    guard "fFoOnNdD0+-.".utf8.contains(first) else { return false }
    return ["false", "off", "no", "none", "0", "disabled"].contains(
      value.convertedText.lowercased()
    )
  }

  /// Reports a label of presets that all need another label next to it.
  private mutating func reportOthers(_ entry: Node.Entry, of job: ResolvedJob) {
    let name = entry.key.text
    if isOff(entry.value) { return }
    found.add(
      "the label \(name.short) selects no preset: each preset with it needs another label, too",
      at: entry.key,
      of: job.job,
      kind: Kind(name: name),
      help: "add the other labels of the preset to the job, or remove this one"
    )
  }

  private mutating func near(to name: Text) -> String? {
    if let known = nearest[name] { return known }
    let near = nearest(to: name)
    if let near { nearest[name] = near } else { ordinary.insert(name) }
    return near
  }

  /// The name that was probably meant by one that no preset has; empty if only the word `preset`
  /// tells that one is meant.
  private func nearest(to name: Text) -> String? {
    let text = name.string
    if let near = Suggestion.nearest(to: text, among: names), isClose(text, near) { return near }
    let isPreset =
      text.hasPrefix("preset-") || text.hasPrefix("preset_") || text.hasPrefix("preset.")
      || text.contains("/preset-") || text.hasPrefix("presets-")
    guard isPreset else { return nil }
    return Suggestion.nearest(to: text, among: names) ?? ""
  }

  /// Ordinary labels may be like those of presets by chance: most letters must be the same.
  private func isClose(_ text: String, _ near: String) -> Bool {
    let (one, other) = (text.lowercased(), near.lowercased())
    let start = one.commonPrefix(with: other)
    let end = String(one.reversed()).commonPrefix(with: String(other.reversed()))
    return other.count >= 8 && abs(one.count - other.count) <= 2 && start >= 3
      && start + end >= other.count - 2
  }
}

extension String {
  /// How many characters at the start are the same.
  fileprivate func commonPrefix(with other: String) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }
}
