internal import Formats

/// A document as the JSON that Prow's YAML library makes of it.
package enum JSONProjection {
  /// How values become JSON.
  package enum Target: Sendable {
    /// As they resolve.
    case value
    /// As if decoded into a map from text to text: scalars become text, null becomes empty.
    case strings
  }

  /// One line, keys sorted by their bytes.
  ///
  /// Source: encoding/json without HTML escapes; U+2028 and U+2029 are escaped.
  ///
  /// - Returns: `nil` if `target` is `.strings` and the document is not a mapping of scalars.
  package static func text(of root: Node?, target: Target = .value) -> [UInt8]? {
    var writer = Writer(target: target)
    guard let root, !root.isNull else { return Array("null".utf8) }
    return writer.run(root) ? writer.output : nil
  }

  private struct Writer {
    let target: Target
    var output: [UInt8] = []
    var work: [Step] = []

    init(target: Target) {
      self.target = target
    }

    /// What is still to be written: documents are nested too deep for recursion.
    enum Step {
      case node(Node)
      case key(Text)
      case literal(StaticString)
    }

    mutating func run(_ root: Node) -> Bool {
      if target == .strings, !root.isMapping { return false }
      work = [.node(root)]
      var isTop = true
      while let step = work.popLast() {
        switch step {
        case .literal(let text):
          output += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        case .key(let text):
          appendString(text)
          output.append(UInt8(ascii: ":"))
        case .node(let node):
          if !node.isScalar, target == .strings, !isTop { return false }
          append(node)
        }
        isTop = false
      }
      return true
    }

    private mutating func append(_ node: Node) {
      switch node.kind {
      case .scalar: appendScalar(node)
      case .sequence:
        output.append(UInt8(ascii: "["))
        var steps: [Step] = []
        for item in node.items {
          if !steps.isEmpty { steps.append(.literal(",")) }
          steps.append(.node(item))
        }
        work.append(.literal("]"))
        work.append(contentsOf: steps.reversed())
      case .mapping:
        output.append(UInt8(ascii: "{"))
        appendEntries(node)
      }
    }

    private mutating func appendEntries(_ node: Node) {
      var entries = Array(node.entries)
      entries.sort { $0.key.text.bytes.lexicographicallyPrecedes($1.key.text.bytes) }
      var steps: [Step] = []
      var last: Text?
      // Keys such as 1 and "1" differ in YAML and are one in JSON.
      for entry in entries where last != entry.key.text {
        if !steps.isEmpty { steps.append(.literal(",")) }
        steps.append(.key(entry.key.text))
        steps.append(.node(entry.value))
        last = entry.key.text
      }
      work.append(.literal("}"))
      work.append(contentsOf: steps.reversed())
    }

    private mutating func appendScalar(_ node: Node) {
      if target == .strings {
        appendString(converted(node))
      } else if let text = node.jsonLiteral {
        output += Array(text.utf8)
      } else {
        appendString(node.text)
      }
    }

    private mutating func appendString(_ text: Text) {
      JSONText.append(text.bytes, to: &output)
    }

    private mutating func appendString(_ text: String) {
      JSONText.append(text, to: &output)
    }

    private func converted(_ node: Node) -> String {
      node.convertedText
    }
  }
}

extension Node {
  /// Number, boolean or null as JSON writes it; `nil` for text and collections.
  package var jsonLiteral: String? {
    switch scalarKind {
    case .null: "null"
    case .true: "true"
    case .false: "false"
    case .infinity, .notANumber: "null"
    case .int, .float:
      switch number {
      case .int(let value): String(value)
      case .uint(let value): String(value)
      case .float(let value): FloatText.json(value)
      case nil: "null"
      }
    case .string, nil: nil
    }
  }

  /// What a scalar becomes in a string field that also takes numbers and booleans: decimal digits,
  /// `true` or `false`, floats in single precision; empty for null and for collections.
  ///
  /// Source: `convertToJSONableObject` in yaml.go of sigs.k8s.io/yaml.
  package var convertedText: String {
    switch scalarKind {
    case .string: text.string
    case .true: "true"
    case .false: "false"
    case .infinity: text.bytes.first == UInt8(ascii: "-") ? "-Inf" : "+Inf"
    case .notANumber: "NaN"
    case .int, .float:
      switch number {
      case .int(let value): String(value)
      case .uint(let value): String(value)
      case .float(let value): FloatText.short(value, infinity: "+Inf", nan: "NaN")
      case nil: ""
      }
    case .null, nil: ""
    }
  }
}
