internal import Files
internal import Formats
internal import YAML

/// A ConfigMap as `kubectl apply` takes it; equal ConfigMaps give equal bytes.
package struct Manifest: Sendable {
  package let configMap: DesiredConfigMap
  /// Annotations by name, in the order of the names.
  package let annotations: [(name: String, value: String)]

  /// - Parameters:
  ///   - configMap: What it is made of.
  ///   - repository: `org/repo` of the files, if known.
  ///   - revision: Their commit, if known.
  package init(_ configMap: DesiredConfigMap, repository: String?, revision: String?) {
    self.configMap = configMap
    annotations = [
      ("plimsoll.dev/cluster", configMap.target.cluster), ("plimsoll.dev/revision", revision),
      ("plimsoll.dev/source", repository),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  package enum Format: String, Sendable, CaseIterable {
    case yaml, json
  }

  /// One ConfigMap, with a line break at the end.
  package func bytes(_ format: Format) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(likelySize)
    switch format {
    case .json:
      appendJSON(to: &output)
      output.append(UInt8(ascii: "\n"))
    case .yaml: appendYAML(after: "", indent: 0, to: &output)
    }
    return output
  }

  /// A `List` of ConfigMaps in their order.
  package static func list(_ manifests: [Manifest], _ format: Format) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(manifests.reduce(0) { $0 + $1.likelySize })
    switch format {
    case .json:
      output += #"{"apiVersion":"v1","kind":"List","items":["#.utf8
      for (index, manifest) in manifests.enumerated() {
        output += (index == 0 ? "\n" : ",\n").utf8
        manifest.appendJSON(to: &output)
      }
      output += "\n]}\n".utf8
    case .yaml:
      output += "apiVersion: v1\nkind: List\nitems:".utf8
      output += (manifests.isEmpty ? " []\n" : "\n").utf8
      for manifest in manifests { manifest.appendYAML(after: "- ", indent: 2, to: &output) }
    }
    return output
  }

  /// Bytes that the text has room for, so that it need not move while it grows.
  private var likelySize: Int {
    configMap.entries.reduce(1024) { $0 + $1.key.utf8.count + 64 + Base64Writer.length($1.size) }
  }

  /// Where the manifest of a ConfigMap is written below a folder: `CLUSTER/NAMESPACE/NAME.yaml`.
  ///
  /// Characters of a cluster's name that a file name might not take are written as `%2F`.
  package func fileName(_ format: Format) -> String {
    let target = configMap.target
    let cluster = target.cluster.utf8.enumerated().map { index, byte in
      let isPlain =
        byte < 0x80
        && (Character(Unicode.Scalar(byte)).isLetter
          || Character(Unicode.Scalar(byte)).isNumber
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: ".") && index > 0)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain
        ? String(Unicode.Scalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }
    let name = cluster.isEmpty ? "%" : cluster.joined()
    return "\(name)/\(target.namespace)/\(target.name).\(format.rawValue)"
  }

  /// Keys and values of `data`, then those of `binaryData`, in the order of the keys.
  private var values: (texts: [(String, [UInt8])], binaries: [(String, [UInt8])]) {
    var texts = configMap.entries.filter(\.isText).map { ($0.key, $0.value) }
    if let version = configMap.version {
      let key = DesiredConfigMap.versionKey
      let index = texts.firstIndex { TreePaths.precedes(key, $0.0) } ?? texts.count
      texts.insert((key, Array(version.utf8)), at: index)
    }
    return (texts, configMap.entries.filter { !$0.isText }.map { ($0.key, $0.value) })
  }
}

// MARK: - YAML

extension Manifest {
  private func appendYAML(after dash: String, indent: Int, to output: inout [UInt8]) {
    let margin = String(repeating: " ", count: indent)
    let (texts, binaries) = values
    output += "\(dash)apiVersion: v1\n\(margin)kind: ConfigMap\n\(margin)metadata:\n".utf8
    appendTexts("annotations", annotations, indent: indent + 2, to: &output)
    appendTexts("labels", DesiredConfigMap.labels, indent: indent + 2, to: &output)
    for (name, value) in [
      ("name", configMap.target.name), ("namespace", configMap.target.namespace),
    ] {
      output += "\(margin)  \(name): ".utf8
      YAMLScalar.append(value, to: &output)
      output.append(UInt8(ascii: "\n"))
    }
    output += "\(margin)data:\(texts.isEmpty ? " {}" : "")\n".utf8
    for (key, value) in texts {
      output += "\(margin)  ".utf8
      YAMLScalar.append(key, to: &output)
      output.append(UInt8(ascii: ":"))
      YAMLScalar.appendValue(value, indent: indent + 4, to: &output)
    }
    if binaries.isEmpty { return }
    output += "\(margin)binaryData:\n".utf8
    for (key, value) in binaries {
      output += "\(margin)  ".utf8
      YAMLScalar.append(key, to: &output)
      output += ": \"".utf8
      Base64Writer.append(value, to: &output)
      output += "\"\n".utf8
    }
  }

  private func appendTexts(
    _ name: String,
    _ fields: [(name: String, value: String)],
    indent: Int,
    to output: inout [UInt8]
  ) {
    let margin = String(repeating: " ", count: indent)
    output += "\(margin)\(name):\n".utf8
    for field in fields {
      output += "\(margin)  \(field.name): ".utf8
      YAMLScalar.append(field.value, to: &output)
      output.append(UInt8(ascii: "\n"))
    }
  }
}

// MARK: - JSON

extension Manifest {
  private func appendJSON(to output: inout [UInt8]) {
    let (texts, binaries) = values
    output += #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":"#.utf8
    appendObject(annotations.map { ($0.name, Array($0.value.utf8)) }, to: &output)
    output += #","labels":"#.utf8
    appendObject(DesiredConfigMap.labels.map { ($0.name, Array($0.value.utf8)) }, to: &output)
    output += #","name":"#.utf8
    JSONText.append(configMap.target.name, to: &output)
    output += #","namespace":"#.utf8
    JSONText.append(configMap.target.namespace, to: &output)
    output += #"},"data":"#.utf8
    appendObject(texts, to: &output)
    if !binaries.isEmpty {
      output += #","binaryData":{"#.utf8
      for (index, (key, value)) in binaries.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONText.append(key, to: &output)
        output += ":\"".utf8
        Base64Writer.append(value, to: &output)
        output.append(UInt8(ascii: "\""))
      }
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "}"))
  }

  private func appendObject(_ fields: [(String, [UInt8])], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for (index, (key, value)) in fields.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      JSONText.append(key, to: &output)
      output.append(UInt8(ascii: ":"))
      value.withUnsafeBufferPointer { JSONText.append($0, to: &output) }
    }
    output.append(UInt8(ascii: "}"))
  }
}
