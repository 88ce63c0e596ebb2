/// The field manager that owns what the files of a repository put into clusters.
package struct FieldManager: Sendable, Hashable, CustomStringConvertible {
  /// `plimsoll/ORG/REPO`.
  package let description: String

  /// - Parameter repository: `org/repo`.
  /// - Returns: `nil` if the API server would not take the name: it takes 128 bytes.
  package init?(repository: String) {
    description = "plimsoll/" + repository
    if description.utf8.count > 128 { return nil }
  }
}
