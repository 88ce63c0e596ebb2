internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let supplementalPlugins: [Rule] = [supplementalPluginSetting, repeatedPluginKey]

  static let supplementalPluginSetting = Rule(
    id: "supplemental-plugin-setting",
    summary: "a supplemental plugin file sets what only plugins.yaml may set",
    why: "Files ending in _pluginconfig.yaml add to plugins.yaml what is for single orgs and "
      + "repositories. Prow refuses the whole plugin config if one of them sets anything else.",
    help: "move it to plugins.yaml",
    source: "Prow, `Configuration.mergeFrom` in pkg/plugins/config.go",
    bad: .supplemental("plugins:\n  acme/rocket: {plugins: [size]}\nsize: {s: 10}\n"),
    good: .supplemental("plugins:\n  acme/rocket: {plugins: [size]}\n"),
    check: .workspace { scope, report in
      let allowed: [Field] = [
        .approve, .bugzilla, .externalPlugins, .label, .lgtm, .plugins, .triggers, .welcome,
      ]
      for file in scope.workspace.supplementalPlugins {
        for entry in file.root.map({ Array($0.entries) }) ?? [] {
          // Unknown fields have no label; they are ignored.
          guard entry.key.label != 0, isSet(entry.value),
            !allowed.contains(where: { $0.rawValue == entry.key.label })
          else { continue }
          report("\(entry.key.text.short) can't be set in a supplemental file", at: entry.key)
        }
        guard let label = file.root?[.label], let added = label[.additionalLabels], isSet(added)
        else { continue }
        report(
          "label.additional_labels can't be set in a supplemental file",
          at: label.key(.additionalLabels) ?? added
        )
      }
    }
  )

  /// Whether a value differs from what is there without it; below `levels` everything does.
  private static func isSet(_ node: Node, levels: Int = 2) -> Bool {
    switch node.scalarKind {
    case .null, .false: false
    case .string: !node.text.isEmpty
    case .int, .float: node.wholeNumber != 0
    case nil where node.isMapping && levels > 0:
      node.entries.contains { isSet($0.value, levels: levels - 1) }
    default: !node.isEmpty
    }
  }

  static let repeatedPluginKey = Rule(
    id: "repeated-plugin-key",
    summary: "two plugin files have settings for the same org or repository",
    why: "Prow merges plugins.yaml and its supplemental files, and refuses them all where two of "
      + "them set the same thing, since it cannot tell which counts.",
    help: "keep it in one file",
    source: "Prow, `Configuration.mergeFrom` in pkg/plugins/config.go",
    bad: .supplemental("plugins:\n  acme: {plugins: [size]}\n"),
    good: .supplemental("plugins:\n  acme/rocket: {plugins: [size]}\n"),
    check: .workspace { scope, report in
      var first: [String: Node] = [:]
      for file in scope.workspace.pluginFiles {
        guard let root = file.root else { continue }
        let keys = SupplementalKeys.all(root)
        for (what, node) in keys {
          guard let other = first[what] else { continue }
          report("\(what.shortened) is set twice", at: node, related: [(other, "the first time")])
        }
        // Only now: Prow does not compare a file with itself.
        for (what, node) in keys where first[what] == nil { first[what] = node }
      }
    }
  )
}

/// What each plugin file may set once among all of them.
private enum SupplementalKeys {
  static func all(_ root: Node) -> [(what: String, node: Node)] {
    var keys: [(what: String, node: Node)] = []
    for field in [Field.plugins, .externalPlugins] {
      for entry in entries(root[field]) {
        keys.append(("\(field.name) of \(entry.key.text)", entry.key))
      }
    }
    if let bugzilla = root[.bugzilla] { addBugzilla(bugzilla, to: &keys) }
    for entry in entries(root[.label]?[.restrictedLabels]) {
      for item in entry.value.items {
        guard let label = item[.label], let text = label.string, !text.isEmpty else { continue }
        keys.append(("restricted label \(text) of \(entry.key.text)", label))
      }
    }
    return keys
  }

  private static func addBugzilla(_ bugzilla: Node, to keys: inout [(what: String, node: Node)]) {
    if bugzilla[.defaults] != nil, let key = bugzilla.key(.defaults) {
      keys.append(("bugzilla.default", key))
    }
    for org in entries(bugzilla[.orgs]) {
      if org.value[.defaults] != nil, let key = org.value.key(.defaults) {
        keys.append(("bugzilla.default of \(org.key.text)", key))
      }
      for repo in entries(org.value[.repos]) {
        keys.append(("bugzilla of \(org.key.text)/\(repo.key.text)", repo.key))
      }
    }
  }

  private static func entries(_ node: Node?) -> [Node.Entry] {
    node.map { Array($0.entries) } ?? []
  }
}

extension Example {
  /// A supplemental plugin file beside a plugins.yaml with the org acme.
  fileprivate static func supplemental(_ text: String) -> Example {
    Example(files: [
      ("team_pluginconfig.yaml", text),
      ("plugins.yaml", "plugins:\n  acme: {plugins: [trigger]}\n"),
    ])
  }
}
