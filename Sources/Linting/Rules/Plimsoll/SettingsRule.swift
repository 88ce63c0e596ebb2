internal import Configs
internal import Diagnostics
internal import Kubernetes
internal import Prow
internal import YAML

extension Rule {
  static let settings = Rule(
    id: "settings",
    group: .hygiene,
    summary: "a line of the settings has no effect",
    why:
      "A misspelt name in .plimsoll.yaml changes nothing: the rule that was meant runs as if the "
      + "line were not there. This rule runs whatever is selected, unless its own id is left out.",
    help: "fix the line, or remove it",
    source: "Plimsoll",
    bad: Example(files: [(".plimsoll.yaml", "ignore: [long-job-name]\n")]),
    good: Example(files: [(".plimsoll.yaml", "ignore: [long-job-names]\n")]),
    check: .settings { scope, report in
      guard let root = scope.file.root else { return }
      let check = SettingsCheck(report: report, catalogue: scope.catalogue)
      check.prowVersion(root["prow"]?["version"])
      check.kubernetes(root["kubernetes"])
      check.names(root["select"])
      check.names(root["ignore"])
      check.severities(root["severity"])
      check.selection(root, scope)
      check.paths(root["paths"], scope)
      for glob in scope.options.globs { check.glob(root[glob.list], glob, scope) }
    }
  )
}

private struct SettingsCheck {
  let report: Report
  let catalogue: RuleCatalogue

  // MARK: Versions

  func prowVersion(_ node: Node?) {
    guard let node, let text = node.word, ProwVersion(text.string) == nil else { return }
    report(
      "\"\(text.short)\" is not a version of Prow",
      at: node,
      help: "write a date such as \"\(ProwSchema.baseline)\", or the tag of one of Prow's images, "
        + "such as v20260821-a61940897"
    )
  }

  func kubernetes(_ node: Node?) {
    guard let node, let text = node.word else { return }
    guard let version = KubernetesVersion(text.string) else {
      return report(
        "\"\(text.short)\" is not a version of Kubernetes",
        at: node,
        help: "write for example \"1.33\""
      )
    }
    if version > .latest {
      report.asWarning(
        "Kubernetes \(version) is newer than \(KubernetesVersion.latest), the newest that "
          + "Plimsoll knows",
        at: node,
        help: "pods are judged as by \(KubernetesVersion.latest); look for a newer Plimsoll"
      )
    }
  }

  // MARK: Rules

  func names(_ list: Node?) {
    for item in list.map({ Array($0.items) }) ?? [] {
      if let name = item.word { check(name.string, at: item) }
    }
  }

  func severities(_ map: Node?) {
    for entry in map.map({ Array($0.entries) }) ?? [] {
      check(entry.key.text.string, at: entry.key)
      if SeveritySetting(entry.value) == nil {
        report(
          "\"\(entry.value.text.short)\" is not a severity",
          at: entry.value,
          help: "use error, warning or off"
        )
      }
    }
  }

  private func check(_ name: String, at node: Node) {
    if catalogue.isKnown(name) { return }
    report(
      "no rule or group is called \"\(name.shortened)\"",
      at: node,
      help: catalogue.advice(name) ?? "plimsoll rules lists them"
    )
  }

  /// Whether `select` and `ignore` leave anything to do.
  func selection(_ root: Node, _ scope: SettingsScope) {
    // What flags leave over is not the fault of the settings.
    guard !scope.leavesRules, scope.options.flags.select.isEmpty,
      scope.options.flags.ignore.isEmpty,
      let key = ["select", "ignore", "severity"].lazy.compactMap({ root[key: $0] }).first
    else { return }
    report("these settings leave no rule to run", at: key, help: "select other rules")
  }

  // MARK: Paths

  func paths(_ list: Node?, _ scope: SettingsScope) {
    for (position, entry) in (list?.items.map(\.self) ?? []).enumerated() {
      guard let path = entry["path"] else {
        if entry.isMapping {
          report(
            "an entry of paths has no path",
            at: entry.firstKey ?? entry,
            help: "name the files that it is for, as path: GLOB"
          )
        }
        continue
      }
      glob(path, scope.options.paths.first { $0.position == position }, scope)
      names(entry["select"])
      names(entry["ignore"])
      severities(entry["severity"])
    }
  }

  /// A glob of files of another program.
  func glob(_ list: Node?, _ glob: LintOptions.Glob, _ scope: SettingsScope) {
    guard let files = scope.paths, !files.contains(where: glob.matches),
      let item = list?.items.dropFirst(glob.position).first(where: { _ in true })
    else { return }
    report(
      "no file matches \"\(item.text.short)\"",
      at: item,
      help: "paths are relative to the folder of .plimsoll.yaml; ** crosses folders"
    )
  }

  private func glob(_ path: Node, _ options: LintOptions.PathOptions?, _ scope: SettingsScope) {
    guard let options, let files = scope.paths, !files.contains(where: options.matches),
      !options.mayMatchOthers()
    else { return }
    report(
      "no file matches \"\(path.text.short)\"",
      at: path,
      help: "paths are relative to the folder of .plimsoll.yaml; ** crosses folders"
    )
  }
}

extension Node {
  /// The key of a mapping with this name.
  fileprivate subscript(key name: String) -> Node? {
    for entry in entries where entry.key.text.equals(name) { return entry.key }
    return nil
  }
}
