package import Diagnostics

extension TreeEditor {
  /// Gives several scalars, which may be keys, one text, each in the quotes that it has.
  ///
  /// - Returns: The edits; `nil` if not all of them can be written so, or one is an alias.
  package func rename(_ scalars: [Node], to text: String) -> [TextEdit]? {
    guard scalars.allSatisfy({ $0.isScalar && !$0.isAlias }) else { return nil }
    let value = Value.string(text)
    let plans = scalars.map { node in
      TreeEditor.spellings(of: value, like: node.written.pointee.style).first.flatMap {
        replacement(of: node, with: value, as: $0)
      }
    }
    guard let first = plans.first.flatMap(\.self) else { return nil }
    var all = first
    for plan in plans.dropFirst() {
      guard let plan else { return nil }
      all = all.and(plan)
    }
    if let edits = proven(all) { return edits }
    // Some need other quotes than they have.
    var edits: [TextEdit] = []
    for node in scalars {
      guard let own = replace(node, with: value) else { return nil }
      edits += own
    }
    return edits
  }
}
