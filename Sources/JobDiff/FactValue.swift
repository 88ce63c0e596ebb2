internal import Formats
internal import Prow
internal import YAML

/// A value of a job as it is compared and told.
struct FactValue: Equatable {
  /// In one line: text as it is, lists of words with spaces between, the rest as JSON.
  let text: String
  /// The elements of a list of words or numbers; `nil` if it is not such a list.
  let elements: [String]?

  init(_ text: String, elements: [String]? = nil) {
    self.text = text
    self.elements = elements
  }

  init(_ value: ResolvedValue) {
    switch value.content {
    case .node(let node): self.init(node)
    case .text, .bool: self.init(value.text)
    case .entries, .items: self.init(String(decoding: value.json, as: UTF8.self))
    }
  }

  init(_ node: Node) {
    if node.isScalar {
      self.init(node.text.string)
    } else if node.isSequence, !node.isEmpty, node.items.allSatisfy(\.isScalar) {
      let words = node.items.map { $0.text.string }
      let quoted = words.map { word in
        word.isEmpty || word.contains(where: \.isWhitespace) ? "'\(word)'" : word
      }
      self.init(quoted.joined(separator: " "), elements: words)
    } else {
      self.init(String(decoding: JSONProjection.text(of: node) ?? [], as: UTF8.self))
    }
  }

  /// By bytes: to Prow, letters that only look alike are different.
  static func == (left: FactValue, right: FactValue) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
      && (left.elements?.count == right.elements?.count)
  }
}

extension FactValue {
  /// What changed from one value of a field to the next.
  ///
  /// - Parameters:
  ///   - name: The field's.
  ///   - old: Its value before; `nil` if it was not set.
  ///   - new: Its value now; `nil` if it is not set any more.
  /// - Returns: Of two lists, the elements that changed, came or went, each with its index: that of
  ///   the list now, or, where it is gone, before.
  static func changes(
    of name: String,
    from old: FactValue?,
    to new: FactValue?
  ) -> [JobChange.FieldChange] {
    guard let before = old?.elements, let after = new?.elements else {
      return [.init(name: name, old: old?.text, new: new?.text)]
    }
    let diff = LineDiff(
      elements: before.map { Array($0.utf8)[...] },
      after.map { Array($0.utf8)[...] }
    )
    return diff.pairs.map { pair in
      JobChange.FieldChange(
        name: "\(name)[\(pair.new ?? pair.old ?? 0)]",
        old: pair.old.map { before[$0] },
        new: pair.new.map { after[$0] }
      )
    }
  }
}
