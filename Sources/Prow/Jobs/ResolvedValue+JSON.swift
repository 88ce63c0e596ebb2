internal import Formats
internal import YAML

extension ResolvedValue {
  /// The value as JSON in one line.
  package var json: [UInt8] {
    var output: [UInt8] = []
    append(to: &output)
    return output
  }

  private func append(to output: inout [UInt8]) {
    switch content {
    case .node(let node): output += JSONProjection.text(of: node) ?? Array("null".utf8)
    case .text(let text): JSONText.append(text, to: &output)
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .entries(let entries):
      output.append(UInt8(ascii: "{"))
      for (index, entry) in entries.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONText.append(entry.name, to: &output)
        output.append(UInt8(ascii: ":"))
        entry.value.append(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    case .items(let items):
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        item.append(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
  }
}
