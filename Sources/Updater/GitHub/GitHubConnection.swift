internal import AsyncHTTPClient

/// GitHub's API for one command, which closes it at its end.
package struct GitHubConnection: Sendable {
  package let client: GitHubClient
  private let http: HTTPClient

  /// - Throws: `GitHubError` for a proxy that is not supported.
  package init(_ settings: ServeSettings.GitHub) throws(GitHubError) {
    http = try GitHubHTTP.client(for: settings.base)
    client = GitHubClient(
      transport: GitHubHTTP(base: settings.base, client: http),
      credential: settings.credential,
      timekeeper: .system
    )
  }

  package func close() async { try? await http.shutdown() }
}
