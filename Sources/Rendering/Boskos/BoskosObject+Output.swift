internal import Formats
internal import YAML

extension BoskosObject {
  /// The objects as a stream of YAML documents, for `kubectl apply -f -`.
  ///
  /// `namespace`: That of Boskos; `nil` to leave it to kubectl.
  package static func yaml(_ objects: [BoskosObject], namespace: String?) -> [UInt8] {
    var output: [UInt8] = []
    for object in objects { object.appendYAML(namespace, to: &output) }
    return output
  }

  /// The objects as one list of JSON, for the same.
  package static func json(_ objects: [BoskosObject], namespace: String?) -> [UInt8] {
    var list = JSONObject()
    list.add("apiVersion", "v1")
    list.add("kind", "List")
    list.addRaw("items", JSONObject.array(objects) { $0.json(namespace) })
    return list.bytes + [0x0A]
  }

  // MARK: YAML

  private func appendYAML(_ namespace: String?, to output: inout [UInt8]) {
    output += "---\n".utf8
    if case .lifecycle(let lifecycle) = part, lifecycle.minCount > 0 {
      let words = lifecycle.minCount == 1 ? "1 resource" : "\(lifecycle.minCount) resources"
      output += EmitterText.mark("Boskos then makes \(words) of this type, with random names")
      output.append(0x0A)
    }
    var lines = YAMLLines(output)
    lines.add("apiVersion", BoskosObject.version)
    lines.add("kind", kind)
    lines.open("metadata")
    lines.add("name", name)
    if let namespace { lines.add("namespace", namespace) }
    lines.close()
    lines.open("spec")
    switch part {
    case .resource(let type, let state):
      lines.add("type", type)
      lines.close()
      lines.open("status")
      lines.add("owner", "")
      lines.add("state", state)
    case .lifecycle(let lifecycle): lines.add(lifecycle)
    }
    output = lines.output
  }

  // MARK: JSON

  private func json(_ namespace: String?) -> JSONObject {
    var metadata = JSONObject()
    metadata.add("name", name)
    if let namespace { metadata.add("namespace", namespace) }
    var object = JSONObject()
    object.add("apiVersion", BoskosObject.version)
    object.add("kind", kind)
    object.addRaw("metadata", metadata.bytes)
    var spec = JSONObject()
    switch part {
    case .resource(let type, let state):
      spec.add("type", type)
      object.addRaw("spec", spec.bytes)
      var status = JSONObject()
      status.add("owner", "")
      status.add("state", state)
      object.addRaw("status", status.bytes)
    case .lifecycle(let lifecycle):
      var (config, needs) = (JSONObject(), JSONObject())
      for (name, value) in lifecycle.converter { config.add(name, value) }
      for (type, count) in lifecycle.needs { needs.add(type, Int(count)) }
      spec.addRaw("config", config.bytes)
      if let lifespan = lifecycle.lifespan { spec.add("lifespan", Int(lifespan)) }
      spec.add("max-count", Int(lifecycle.maxCount))
      spec.add("min-count", Int(lifecycle.minCount))
      if !lifecycle.needs.isEmpty { spec.addRaw("needs", needs.bytes) }
      spec.add("state", lifecycle.state)
      object.addRaw("spec", spec.bytes)
    }
    return object
  }
}

/// Lines `key: value`, two blanks deeper for each mapping that is open.
private struct YAMLLines {
  private(set) var output: [UInt8]
  private var margin = ""

  init(_ output: [UInt8]) { self.output = output }

  mutating func open(_ key: String) {
    output += "\(margin)\(key):\n".utf8
    margin += "  "
  }

  mutating func close() { margin.removeLast(2) }

  mutating func add(_ key: String, _ text: String) {
    appendKey(key)
    append(text, indent: margin.count + 2)
    output.append(0x0A)
  }

  mutating func add(_ key: String, _ number: Int64) {
    appendKey(key)
    output += "\(number)\n".utf8
  }

  mutating func add(_ lifecycle: BoskosObject.Lifecycle) {
    if lifecycle.converter.isEmpty {
      output += "\(margin)config: {}\n".utf8
    } else {
      open("config")
      for (name, value) in lifecycle.converter { add(name, value) }
      close()
    }
    if let lifespan = lifecycle.lifespan { add("lifespan", lifespan) }
    add("max-count", lifecycle.maxCount)
    add("min-count", lifecycle.minCount)
    if !lifecycle.needs.isEmpty {
      open("needs")
      for (type, count) in lifecycle.needs { add(type, count) }
      close()
    }
    add("state", lifecycle.state)
  }

  private mutating func appendKey(_ key: String) {
    output += margin.utf8
    append(key, indent: margin.count + 2)
    output += ": ".utf8
  }

  private mutating func append(_ text: String, indent: Int) {
    var text = text
    text.withUTF8 { EmitterText.append($0, indent: indent, to: &output) }
  }
}
