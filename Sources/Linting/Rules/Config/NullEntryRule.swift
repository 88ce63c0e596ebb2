internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let nullEntry = Rule(
    id: "null-entry",
    summary: "a list of config.yaml has an empty entry that crashes Prow",
    why: "Prow uses the entry without looking whether it is there, and ends with a nil pointer "
      + "error: no component of it starts with such a file.",
    help: "remove the entry, or write its fields",
    source: "Prow, `calculateStorageBuckets`, `Deck.Validate` and `mergeProwJobDefault` in "
      + "pkg/config/config.go",
    bad: .config(
      "plank:\n  default_decoration_config_entries:\n  -\n  - config: {timeout: 2h}\n"
    ),
    good: .config("plank:\n  default_decoration_config_entries:\n  - config: {timeout: 2h}\n"),
    fix: .safe,
    check: .workspace { scope, report in
      guard let root = scope.workspace.configRoot else { return }
      var lists = [
        root[.plank]?[.defaultDecorationConfigEntries], root[.deck]?[.defaultRerunAuthConfigs],
      ]
      // These are looked at for each job.
      if scope.jobsByFile.contains(where: { !$0.jobs.isEmpty }) {
        lists.append(root[.prowjobDefaultEntries])
      }
      for list in lists.compactMap(\.self) {
        for item in list.items where item.isNull {
          report(
            "an entry of \(Words.field(of: list)) is empty, and Prow crashes on it",
            at: item,
            fix: .removeItem(with: item, .safe)
          )
        }
      }
    }
  )
}
