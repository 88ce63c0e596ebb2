package import ConfigMaps
package import Formats
internal import GoFormats
internal import Kubernetes

/// Shows where keys would go.
package enum PartitionReporter {
  package static func text(_ plan: PartitionPlan, of map: UpdaterMap) -> TerminalText {
    var output: TerminalText = "\(map.glob.pattern): \(DiffWords.count(plan.keys.count, "key")) in "
    output += "\(DiffWords.count(plan.partitions.count, "ConfigMap")), now in \(map.names.count)\n"
    let width = plan.partitions.map { DisplayWidth.of($0.name) }.max() ?? 0
    for partition in plan.partitions {
      let name = partition.name.padded(to: width)
      let mark = partition.size > SizeLimit.bytes ? ", too large" : ""
      output += "  \(name)  \(DiffWords.count(partition.keyCount, "key")), "
      output +=
        "\(SizeLimit.number(partition.size)) bytes, \(SizeLimit.percent(partition.size))\(mark)\n"
    }
    let verb = plan.moving == 1 ? "moves" : "move"
    output += "\(plan.moving) of \(DiffWords.count(plan.keys.count, "key")) \(verb)\n"
    let longest = plan.keys.map { DisplayWidth.of($0.key) }.max() ?? 0
    for key in plan.keys {
      let place = key.moves ? "\(key.from) → \(key.to)" : key.to
      output += "  \(key.key.padded(to: longest))  \(place)\n"
    }
    return output
  }

  package static func json(_ plan: PartitionPlan, of map: UpdaterMap) -> [UInt8] {
    var object = JSONObject()
    object.add("version", 1)
    object.add("map", map.glob.pattern)
    object.add("moving", plan.moving)
    object.addRaw(
      "partitions",
      JSONObject.array(plan.partitions) { partition in
        var object = JSONObject()
        object.add("name", partition.name)
        object.add("keys", partition.keyCount)
        object.add("bytes", partition.size)
        object.add("limitBytes", SizeLimit.bytes)
        return object
      }
    )
    object.addRaw(
      "keys",
      JSONObject.array(plan.keys) { key in
        var object = JSONObject()
        object.add("key", key.key)
        object.add("file", key.path)
        object.add("bytes", key.size)
        object.add("from", key.from)
        object.add("to", key.to)
        object.add("moves", key.moves)
        return object
      }
    )
    return object.bytes + [UInt8(ascii: "\n")]
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
  }
}
