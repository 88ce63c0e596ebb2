internal import Diagnostics
internal import Schema
internal import YAML

extension Fix {
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

  /// Changes the file of a node.
  private static func changing(
    _ node: Node,
    _ title: String,
    _ applicability: Applicability,
    _ change: @escaping @Sendable (TreeEditor) -> [TextEdit]?
  ) -> Fix {
    // Nodes live as long as their document, which the fix keeps.
    let document = node.document
    return Fix(title, applicability) {
      guard let edits = change(TreeEditor(document)) else { return [] }
      return [FileEdit(file: document.file, edits: edits)]
    }
  }
}
