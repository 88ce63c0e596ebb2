internal import Diagnostics
internal import Kubernetes
internal import Prow
package import YAML

extension Rule {
  static let settings = Rule(
    id: "settings",
    group: .hygiene,
    summary: "a line of the settings has no effect",
    why:
      "A misspelt name in .plimsoll.yaml changes nothing: the rule that was meant runs as if the "
      + "line were not there. This rule runs whatever is selected, unless its own id is left out.",
    help: "correct the line or remove it",
    source: "Plimsoll",
    bad: Example(files: [(".plimsoll.yaml", "ignore: [long-job-name]\n")]),
    good: Example(files: [(".plimsoll.yaml", "ignore: [long-job-names]\n")]),
    check: .settings { file, report in
      guard let root = file.root else { return }
      let check = SettingsCheck(report: report)
      check.kubernetes(root["kubernetes"])
      check.names(root["select"])
      check.names(root["ignore"])
      check.severities(root["severity"])
      for entry in root["paths"].map({ Array($0.items) }) ?? [] {
        if entry.isMapping, entry["path"] == nil {
          report("an entry of paths has no path", at: entry.firstKey ?? entry)
        }
        check.names(entry["ignore"])
        check.severities(entry["severity"])
      }
    }
  )
}

extension SeveritySetting {
  /// As settings write it; `off` without quotes is a boolean in YAML 1.1.
  package init?(_ node: Node) {
    let word = node.bool == false ? "off" : node.text.string
    if word == "off" {
      self = .off
    } else if let severity = Severity(rawValue: word) {
      self = .on(severity)
    } else {
      return nil
    }
  }
}

private struct SettingsCheck {
  let report: Report

  func names(_ list: Node?) {
    for item in list.map({ Array($0.items) }) ?? [] {
      if let name = item.string { check(name.string, at: item) }
    }
  }

  func severities(_ map: Node?) {
    for entry in map.map({ Array($0.entries) }) ?? [] {
      check(entry.key.text.string, at: entry.key)
      if SeveritySetting(entry.value) == nil {
        report(
          "\"\(entry.value.text.short)\" is no severity",
          at: entry.value,
          help: "use error, warning or off"
        )
      }
    }
  }

  /// A number such as 1.33 without quotes has another type, which is said elsewhere.
  func kubernetes(_ node: Node?) {
    guard let node, let text = node.string, KubernetesVersion(text.string) == nil else { return }
    report(
      "\"\(text.short)\" is no version of Kubernetes",
      at: node,
      help: "write for example \"1.33\""
    )
  }

  private func check(_ name: String, at node: Node) {
    if RuleNames.isKnown(name) { return }
    report(
      "no rule or group is called \"\(name.shortened)\"",
      at: node,
      help: RuleNames.advice(name)
    )
  }
}
