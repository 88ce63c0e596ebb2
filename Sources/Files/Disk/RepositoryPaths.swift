/// Paths from the top of the repository around the working directory, as CI systems want them.
package struct RepositoryPaths: Sendable {
  /// Without links and without a slash at the end.
  private let top: String
  /// Where the working directory is, from the top, with a slash at the end; empty for the top.
  private let place: String

  package init() {
    let here = RepositoryBounds.real("")
    top = RepositoryBounds.topOfClone(around: "") ?? here
    place = here == top ? "" : here.droppingFirst(top.utf8.count + 1) + "/"
  }

  /// `shown`: A path from the working directory, or from `/`.
  ///
  /// - Returns: The path from the top, or one from `/` for what is elsewhere.
  package func fromTop(_ shown: String) -> String {
    if !shown.hasPrefix("/"), !shown.hasPrefix("../") { return place + shown }
    let real = RepositoryBounds.real(shown)
    return real.hasPrefix(top + "/") ? real.droppingFirst(top.utf8.count + 1) : real
  }
}
