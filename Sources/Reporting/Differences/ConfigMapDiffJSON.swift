package import ConfigMaps
package import Formats
internal import Kubernetes

/// What differs in a ConfigMap, for programs.
package enum ConfigMapDiffJSON {
  package static func object(_ diff: ConfigMapDiff) -> JSONObject {
    var object = JSONObject()
    object.add("cluster", diff.target.cluster)
    object.add("namespace", diff.target.namespace)
    object.add("name", diff.target.name)
    let kind = diff.kind == .changed ? "changed" : diff.kind == .added ? "added" : "removed"
    object.add("change", kind)
    object.add("oldBytes", diff.oldSize)
    object.add("newBytes", diff.newSize)
    object.add("limitBytes", SizeLimit.bytes)
    object.addRaw(
      "heaviest",
      JSONObject.array(diff.new?.heaviest(3) ?? []) { entry in
        var object = JSONObject()
        object.add("key", entry.key)
        object.add("bytes", entry.size)
        return object
      }
    )
    object.addRaw("keys", JSONObject.array(diff.keys, key))
    return object
  }

  private static func key(_ change: KeyChange) -> JSONObject {
    var object = JSONObject()
    object.add("key", change.key)
    switch change.kind {
    case .added: object.add("change", "added")
    case .removed: object.add("change", "removed")
    case .changed: object.add("change", "changed")
    case .renamed(let old):
      object.add("change", "renamed")
      object.add("oldKey", old)
    case .movedFrom(let name):
      object.add("change", "movedFrom")
      object.add("configMap", name)
    case .movedTo(let name):
      object.add("change", "movedTo")
      object.add("configMap", name)
    }
    object.add("oldFile", change.old?.path)
    object.add("file", change.new?.path)
    object.add("oldBytes", change.old?.size ?? 0)
    object.add("newBytes", change.new?.size ?? 0)
    object.add("gzip", change.new?.isZipped ?? change.old?.isZipped ?? false)
    object.add("diff", change.changesContent ? change.diff.map(text) : nil)
    return object
  }

  private static func text(_ diff: UnifiedDiff) -> String {
    diff.hunks.map { hunk in
      hunk.header + "\n" + hunk.lines.map { "\($0.kind.rawValue)\($0.text)\n" }.joined()
    }.joined()
  }
}
