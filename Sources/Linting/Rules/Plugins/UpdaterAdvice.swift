internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What passes Prow's check of config_updater and is likely a mistake.
  static let updaterAdvice: [Rule] = [
    configMapDroppedField, configMapEntryOverlap, configMapFixedKey, configMapVersionKey,
    configMapInvalidFixedKey,
  ]

  static let configMapDroppedField = Rule(
    id: "configmap-dropped-field",
    group: .hygiene,
    severity: .error,
    summary: "a field of a config_updater entry has no effect together with cluster_groups",
    why: "Prow turns an entry with cluster_groups into one with clusters, and on the way loses "
      + "use_full_path_as_key, allowed_repos and denied_repos: keys are bare names, and every "
      + "repository may write the ConfigMap.",
    help: "write clusters in place of cluster_groups",
    source: "Prow, `ConfigUpdater.resolve` in pkg/plugins/config.go",
    bad: .plugins(
      updater("a.yaml: {name: a, cluster_groups: [build], allowed_repos: [acme]}")
        + "  cluster_groups:\n    build: {clusters: [b1], namespaces: [prow]}\n"
    ),
    good: .plugins(updater("a.yaml: {name: a, clusters: {b1: [prow]}, allowed_repos: [acme]}")),
    check: .workspace { scope, report in
      for entry in UpdaterEntry.all(scope.workspace) {
        guard let groups = entry.node[.clusterGroups], !groups.isEmpty else { continue }
        for field in [Field.useFullPathAsKey, .allowedRepos, .deniedRepos] {
          guard let value = entry.node[field], !value.isEmpty, value.bool != false else { continue }
          report(
            "\(field.name) has no effect together with cluster_groups",
            at: entry.node.key(field) ?? value,
            related: [(entry.node.key(.clusterGroups) ?? groups, "the groups")]
          )
        }
      }
    }
  )

  static let configMapEntryOverlap = Rule(
    id: "configmap-entry-overlap",
    group: .hygiene,
    severity: .warning,
    summary: "a file belongs to two entries of config_updater",
    why: "Prow takes the first entry that matches a changed file, in an order that differs each "
      + "time: the file goes into one ConfigMap or the other.",
    help: "narrow the glob, or move the file",
    source: "Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go",
    bad: .plugins(updater("config/**/*.yaml: {name: jobs}\nconfig/plugins.yaml: {name: plugins}")),
    good: .plugins(
      updater("config/jobs/**/*.yaml: {name: jobs}\nconfig/plugins.yaml: {name: plugins}")
    ),
    check: .workspace { scope, report in
      // Only globs with plain folders are judged, against what is in or below the same folder.
      var globs: [String: [(glob: SplitGlob, entry: UpdaterEntry)]] = [:]
      let entries = UpdaterEntry.all(scope.workspace)
      for entry in entries {
        // The limit keeps a folder with very many globs from taking quadratic time.
        guard entry.isGlob, let glob = SplitGlob(entry.path), globs[glob.folder]?.count ?? 0 < 100
        else { continue }
        globs[glob.folder, default: []].append((glob, entry))
      }
      for entry in entries {
        guard let glob = SplitGlob(entry.path) else { continue }
        var folder = glob.folder
        while true {
          let other = globs[folder]?.first {
            $0.entry.path != entry.path && glob.isWithin($0.glob)
          }
          if let other {
            report(
              "files of \"\(entry.path.shortened)\" belong to \"\(other.entry.path.shortened)\", too",
              at: entry.key,
              related: [(other.entry.key, "the other glob")]
            )
            break
          }
          if folder.isEmpty { break }
          folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
        }
      }
    }
  )

  static let configMapFixedKey = Rule(
    id: "configmap-fixed-key",
    group: .hygiene,
    severity: .warning,
    summary: "all files of a glob are written to one key of a ConfigMap",
    why: "key is the name for whatever file has changed, so that each file of the glob overwrites "
      + "the one before.",
    help: "remove key, or name one file in place of the glob",
    source: "Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go",
    bad: .plugins(updater("jobs/*.yaml: {name: jobs, key: jobs.yaml}")),
    good: .plugins(updater("jobs/*.yaml: {name: jobs}")),
    check: .workspace { scope, report in
      for entry in UpdaterEntry.all(scope.workspace) where entry.isGlob {
        guard let key = entry.node[.key], !key.isEmpty else { continue }
        report("every file of the glob becomes key \"\(key.text.short)\"", at: key)
      }
    }
  )

  static let configMapVersionKey = Rule(
    id: "configmap-version-key",
    group: .hygiene,
    severity: .warning,
    summary: "a file is written to the key VERSION",
    why:
      "Prow writes the commit into the key VERSION of every ConfigMap it makes; the file and the "
      + "commit overwrite each other.",
    help: "choose another key",
    source: "Prow, `Update` in pkg/plugins/updateconfig/updateconfig.go",
    bad: .plugins(updater("app/VERSION: {name: app}")),
    good: .plugins(updater("app/VERSION: {name: app, key: app-version}")),
    check: .workspace { scope, report in
      for entry in UpdaterEntry.all(scope.workspace) where entry.writtenKey == "VERSION" {
        report("key VERSION is the one that Prow writes the commit to", at: entry.keyNode)
      }
    },
    published: { cause in
      guard case .version(let path) = cause else { return nil }
      return PublishedMessage(
        "\(path) overwrites the key VERSION, which is for the commit",
        help: "rename the file, or narrow the glob",
        related: ["its map"]
      )
    }
  )

  static let configMapInvalidFixedKey = Rule(
    id: "configmap-invalid-fixed-key",
    group: .hygiene,
    severity: .warning,
    summary: "a file is written to a key that no ConfigMap can have",
    why: "Keys of ConfigMaps have up to 253 letters, digits, dots, hyphens and underscores, and do "
      + "not start with two dots. Kubernetes refuses the whole update otherwise.",
    help: "set key to a name of such characters",
    source: "Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go",
    bad: .plugins(updater("app.yaml: {name: app, key: app/main.yaml}")),
    good: .plugins(updater("app.yaml: {name: app, key: app-main.yaml}")),
    check: .workspace { scope, report in
      for entry in UpdaterEntry.all(scope.workspace) {
        guard let key = entry.writtenKey, !isConfigMapKey(key) else { continue }
        report("\"\(key.shortened)\" can't be a key of a ConfigMap", at: entry.keyNode)
      }
    }
  )

  private static func isConfigMapKey(_ key: String) -> Bool {
    (1...253).contains(key.utf8.count) && key != "." && !key.hasPrefix("..")
      && key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-._".utf8.contains(byte)
        }
      }
  }
}

extension UpdaterEntry {
  /// The key as it will be; `nil` if it depends on the file that has changed.
  fileprivate var writtenKey: String? {
    if let key = node[.key], !key.isEmpty { return key.string?.string }
    if isGlob { return nil }
    // Beside cluster groups the field has no effect.
    let isFull = node.isTrue(.useFullPathAsKey) && (node[.clusterGroups]?.isEmpty ?? true)
    return isFull ? path.replacing("/", with: "-") : dataKey
  }

  /// Where `writtenKey` was written.
  fileprivate var keyNode: Node {
    node[.key].flatMap { $0.isEmpty ? nil : $0 } ?? key
  }
}

/// A path or glob in which only the last part has wildcards, and perhaps `**` before it.
private struct SplitGlob {
  /// Empty for the root of the repository.
  let folder: String
  let last: String
  /// Whether all folders below count.
  let isDeep: Bool

  init?(_ path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.popLast(), !last.isEmpty, !last.contains("**") else { return nil }
    isDeep = parts.last == "**"
    if isDeep { parts.removeLast() }
    guard !parts.contains(where: { part in part.utf8.contains { "*{".utf8.contains($0) } }),
      // Braces that stretch over a slash belong to no part.
      last.filter({ $0 == "{" }).count == last.filter({ $0 == "}" }).count
    else { return nil }
    folder = parts.joined(separator: "/")
    self.last = String(last)
  }

  /// Whether the files are certainly among those of another, which has the same folder or one above.
  func isWithin(_ glob: SplitGlob) -> Bool {
    guard glob.isDeep || !isDeep && folder == glob.folder else { return false }
    let other = glob.last
    if other == last || other == "*" { return true }
    // `*.yaml` with a plain end, and a name with that end.
    guard other.hasPrefix("*") else { return false }
    let end = other.dropFirst()
    let isPlain = !end.utf8.contains { "*{".utf8.contains($0) }
    return isPlain && last.hasSuffix(end)
  }
}
