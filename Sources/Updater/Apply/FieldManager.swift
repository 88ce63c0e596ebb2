/// The field manager that owns what the files of a repository put into clusters.
package struct FieldManager: Sendable, Hashable, CustomStringConvertible {
  /// `plimsoll/ORG/REPO`.
  package let description: String

  static let prefix = "plimsoll/"

  /// `nil` if the API server would not take the name, for which it has 128 bytes.
  ///
  /// `repository`: `org/repo`.
  package init?(repository: String) {
    description = FieldManager.prefix + repository
    if description.utf8.count > 128 { return nil }
  }
}
