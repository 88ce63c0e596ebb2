/// The lines that a change brings.
package struct ChangedLines: Sendable {
  /// Of each file that changes, by its path from the top of the repository: whether each line, from
  /// the first one, is new.
  private let files: [String: [Bool]]

  package init(_ files: [String: [Bool]]) { self.files = files }

  /// How near a place is to the change: 0 on a changed line, 1 in a changed file, 2 elsewhere.
  ///
  /// `line`: From 1.
  func distance(of path: String, line: Int) -> Int {
    guard let lines = files[path] else { return 2 }
    return lines.indices.contains(line - 1) && lines[line - 1] ? 0 : 1
  }
}
