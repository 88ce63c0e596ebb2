internal import Diagnostics
internal import Schema
internal import YAML

extension Fix {
  /// Which uses of a value its change must be right for.
  enum Reach: Sendable {
    /// No alias may lead to the value or to what it is in.
    case oneUse
    /// The value is wrong in itself: what it is in may have aliases.
    case anyUse
  }

  /// Gives the key of a field its right name, if nothing else in its mapping may stand for the field.
  static func rename(_ key: Node, to name: String, _ applicability: Applicability) -> Fix {
    changing(key, "rename it to \(name)", applicability) { editor in
      guard let mapping = editor.ownMapping(of: key) else { return nil }
      let hasOther = mapping.writtenEntries.contains { entry in
        !entry.key.isSame(as: key)
          && Suggestion.nearest(to: entry.key.text.string, among: [name], within: 1) != nil
      }
      return hasOther ? nil : editor.rename(key, to: name)
    }
  }

  /// Gives a key that is a name, not a field, another one that its mapping does not have.
  static func renameEntry(
    _ key: Node,
    _ applicability: Applicability,
    to name: @autoclosure @escaping @Sendable () -> String
  ) -> Fix {
    changing(key, "rename it to \(name())", applicability) { editor in
      let name = name()
      guard let mapping = editor.ownMapping(of: key),
        !mapping.writtenEntries.contains(where: { $0.key.text.equals(name) })
      else { return nil }
      return editor.rename(key, to: name)
    }
  }

  /// Gives a scalar another value.
  ///
  /// - Parameters:
  ///   - node: The scalar.
  ///   - reach: Whether aliases may lead there.
  ///   - applicability: Whether that is surely meant.
  ///   - quotes: How to write it, by default as it is written.
  ///   - value: Asked for when somebody wants the fix.
  /// - Returns: The fix.
  static func write(
    _ node: Node,
    _ reach: Reach,
    _ applicability: Applicability,
    quotes: TreeEditor.Quotes? = nil,
    _ value: @autoclosure @escaping @Sendable () -> TreeEditor.Value?
  ) -> Fix {
    changing(node, value().map { "write \($0.text)" } ?? "", applicability) { editor in
      guard reach == .oneUse ? editor.isOwn(node) : editor.isWritten(node), let value = value()
      else { return nil }
      return editor.replace(node, with: value, quotes: quotes)
    }
  }

  // MARK: Removing

  /// Takes an entry out of its mapping.
  static func removeEntry(_ key: Node, _ applicability: Applicability) -> Fix {
    changing(key, "remove it", applicability) { editor in
      editor.ownMapping(of: key).flatMap { _ in editor.remove(key) }
    }
  }

  /// Takes the innermost item that a node is in out of its list.
  static func removeItem(with node: Node, _ applicability: Applicability) -> Fix {
    changing(node, "remove it", applicability) { editor in
      guard let item = editor.item(with: node), editor.isOwn(item) else { return nil }
      return editor.removeItem(item)
    }
  }

  /// Takes an item out of its list that says the same as another one: those that two nodes are in.
  ///
  /// `inOneList`: Whether both are in one list; else no alias may lead to the one that goes.
  static func removeRepeat(of first: Node, with node: Node, inOneList: Bool = true) -> Fix {
    // It keeps the other file, too.
    let document = first.document
    return changing(node, "remove it: it is there twice", .safe) { editor in
      let other = TreeEditor(document)
      guard let item = editor.item(with: node), let kept = other.item(with: first),
        !item.isSame(as: kept), editor.isWritten(item), item.hasSameValue(as: kept)
      else { return nil }
      if inOneList {
        guard let list = editor.parent(of: item), let same = other.parent(of: kept),
          list.isSame(as: same)
        else { return nil }
      } else if !editor.isOwn(item) {
        return nil
      }
      return editor.removeItem(item)
    }
  }

  /// Takes an entry out of its mapping that says the same as another one.
  static func removeRepeat(ofEntry first: Node, _ key: Node) -> Fix {
    let document = first.document
    return changing(key, "remove it: it is there twice", .safe) { editor in
      withExtendedLifetime(document) {
        guard !key.isSame(as: first), editor.isWritten(key),
          key.following.hasSameValue(as: first.following)
        else { return nil }
        return editor.remove(key)
      }
    }
  }

  /// Takes a repeated key out of its mapping if it has the same value both times.
  static func removeRepeatedKey(_ problem: Problem, of document: Document) -> Fix? {
    guard problem.kind == .repeatedKey, let related = problem.related else { return nil }
    return Fix("remove it: it is there twice", .safe) {
      let editor = TreeEditor(document)
      guard let key = document.node(at: problem.range.start),
        let first = document.node(at: related.range.start), !key.isSame(as: first),
        let mapping = editor.parent(of: key), let same = editor.parent(of: first),
        mapping.isSame(as: same), key.text == first.text,
        key.following.hasSameValue(as: first.following), let edits = editor.remove(key)
      else { return [] }
      return [FileEdit(file: document.file, edits: edits)]
    }
  }

  // MARK: More

  /// Gives a field the name of the one that took its place, which has values by name.
  static func renameWrapping(_ key: Node, to name: String, under inner: String) -> Fix {
    changing(key, "write \(name) with it under \"\(inner)\"", .safe) { editor in
      guard let mapping = editor.ownMapping(of: key),
        !mapping.writtenEntries.contains(where: { $0.key.text.equals(name) })
      else { return nil }
      return editor.rename(key, to: name, wrapping: inner)
    }
  }

  /// Changes the file of a node.
  static func changing(
    _ node: Node,
    _ title: @autoclosure @escaping @Sendable () -> String,
    _ applicability: Applicability,
    _ change: @escaping @Sendable (TreeEditor) -> [TextEdit]?
  ) -> Fix {
    // Nodes live as long as their document, which the fix keeps.
    let document = node.document
    return Fix(title(), applicability) {
      guard let edits = change(TreeEditor(document)) else { return [] }
      return [FileEdit(file: document.file, edits: edits)]
    }
  }
}

extension TreeEditor.Value {
  /// Without quotes.
  var text: String {
    switch self {
    case .string(let text), .plain(let text): text
    }
  }
}
