internal import Diagnostics
internal import YAML

/// YAML of other programs among Prow's files.
///
/// It is one mistake, the file's place, and not one for each of its keys.
enum ForeignFile {
  struct Finding {
    var message: String
    var help: String
  }

  /// What to say about an unknown key at the top of a file: all of it at the first key, and nothing
  /// at the others; `nil` if the file may be Prow's.
  static func finding(for key: Node, in type: String) -> (isFirst: Bool, finding: Finding)? {
    guard type == "JobConfig" || type == "ProwYAML" || type == "Config" || type == "Configuration",
      let root = key.document.root, let first = root.firstKey, hasFewKeys(root),
      let finding = finding(root, name: key.file.path.split(separator: "/").last ?? "")
    else { return nil }
    return (first.index == key.index, finding)
  }

  /// Other programs' files have few keys at the top, and each of them asks here.
  private static func hasFewKeys(_ root: Node) -> Bool {
    var count = 0
    for _ in root.entries {
      count += 1
      if count > 50 { return false }
    }
    return true
  }

  private static func finding(_ root: Node, name: Substring) -> Finding? {
    let prows = ["presubmits", "postsubmits", "periodics", "presets"]
    if root.entries.contains(where: { entry in prows.contains(where: entry.key.text.equals) }) {
      return nil
    }
    let kind = root["kind"]?.string?.short
    if root["apiVersion"]?.isScalar ?? false, let kind, !kind.isEmpty {
      if kind == "ConfigMap" { return configMap(root) }
      var finding = other("a manifest of kind \(kind)")
      if kind == "Pod" { finding.help += "; --select kubernetes alone judges Pod manifests" }
      return finding
    }
    if name.hasPrefix("kustomization.") || name == "Kustomization" {
      return other("a kustomization")
    }
    if name == "Chart.yaml" || root["apiVersion"] != nil && root["version"] != nil {
      return other("the Chart.yaml of a Helm chart")
    }
    // YAML 1.1 reads on as true.
    if root["jobs"]?.isMapping ?? false, root["true"] != nil { return other("a GitHub workflow") }
    return nil
  }

  private static func other(_ what: String) -> Finding {
    Finding(
      message: "this is \(what), and Prow reads nothing of it",
      help: "move it out of the folder of job files, or list it in .prowignore"
    )
  }

  private static func configMap(_ root: Node) -> Finding {
    let wrapped = root["data"]?.entries.first { entry in
      entry.key.text.hasSuffix(".yaml") || entry.key.text.hasSuffix(".yml")
    }
    guard let wrapped else { return other("a ConfigMap") }
    let name = wrapped.key.text.short
    return Finding(
      message: "this is a ConfigMap with \(name) in it, and Prow reads the file \(name) itself",
      help: "put the value of data.\"\(name)\" into a file of its own"
        + (name == "config.yaml" ? ", or name this file with --config" : "")
    )
  }
}
