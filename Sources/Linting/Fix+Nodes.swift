internal import Diagnostics
internal import YAML

extension Fix {
  /// Gives a key another name.
  static func rename(_ key: Node, to name: String, _ applicability: Applicability) -> Fix {
    changing(key, "rename it to \(name)", applicability) { $0.rename(key, to: name) }
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
