internal import ConfigMaps
internal import Configs
internal import Files
internal import Formats
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

/// What an entry of `config_updater.maps` makes.
enum MapWords {
  private static let most = 6

  /// The ConfigMaps of the entry whose key is at a place, with keys and sizes; `nil` elsewhere.
  static func text(
    _ place: DocumentPlace,
    in file: LoadedFile,
    _ configuration: Configuration,
    _ tree: some FileTree
  ) -> String? {
    let names = place.keys.map { $0.text.string.lowercased() }
    guard file.kind == .plugins, place.isKey, names.count == 3,
      names.starts(with: ["config_updater", "maps"])
    else { return nil }
    let namespace = configuration.workspace.prow?.prowjobNamespace ?? "default"
    guard
      let preview = try? MapPreview(at: place.node.range, of: file, tree, namespace: namespace)
    else { return nil }
    if preview.configMaps.isEmpty { return "No file is like this." }
    let lines = preview.configMaps.prefix(most).map { configMap in
      let count = configMap.keyCount == 1 ? "1 key" : "\(configMap.keyCount) keys"
      let zipped = configMap.isZipped ? " before they are zipped" : ""
      let largest =
        "\(Markdown.code(configMap.largest.key)) "
        + SizeLimit.number(configMap.largest.bytes)
      return "- \(Markdown.code(configMap.target.description)): \(count), "
        + "\(SizeLimit.number(configMap.bytes)) bytes\(zipped); the largest: \(largest)"
    }
    let rest = preview.configMaps.count - most
    return "The ConfigMaps that it makes:\n\n" + lines.joined(separator: "\n")
      + (rest > 0 ? "\n- and \(rest) more" : "")
  }
}
