/// Reviews pull requests of one repository, and keeps the comment on each.
package struct PullReviewer: Sendable {
  private let source: FollowedBranch
  private let mirror: GitMirror
  private let clone: String
  private let program: ReviewProgram
  private let web: String
  private let config: String?
  private let plugins: String?

  /// - Parameters:
  ///   - source: The branch that they are for.
  ///   - clone: The folder of a bare clone of our own, apart from the one that is applied from:
  ///     what strangers push costs only reviews time.
  ///   - program: Makes the comment.
  ///   - settings: Where GitHub, git and Prow's files are.
  ///   - gitHub: Gives git its token; `nil` for a public repository.
  package init(
    source: FollowedBranch,
    clone: String,
    program: ReviewProgram,
    settings: ServeSettings,
    gitHub: GitHubClient?
  ) {
    self.source = source
    self.clone = clone
    self.program = program
    web = GitHubWeb.root(api: settings.gitHub?.base ?? GitHubWeb.publicAPI)
    config = settings.config
    plugins = settings.plugins
    mirror = GitMirror(
      folder: clone,
      source: source,
      limit: settings.gitLimit,
      token: { try await gitHub?.token(for: source.repository, isRefused: $0) }
    )
  }

  /// A pull request's comment, as it should be.
  package struct Reviewed: Sendable {
    package var commits: PullCommits
    package var comment: ReviewProgram.Comment
  }

  /// Fetches and judges a pull request; nothing of it is run.
  ///
  /// Blocks for as long as it takes.
  ///
  /// - Throws: `GitError`, or `ReviewProgram.Failure`.
  package func review(_ number: Int) async throws -> Reviewed {
    let commits = try await mirror.pull(number)
    let comment = try program.run(
      ReviewProgram.Request(
        clone: clone,
        repository: source.repository,
        commits: commits,
        links: "\(web)/\(source.repository)/blob/\(commits.head)",
        config: config,
        plugins: plugins
      )
    )
    return Reviewed(commits: commits, comment: comment)
  }
}

/// Where people see what an API is about.
package enum GitHubWeb {
  static let publicAPI = "https://api.github.com"

  /// Source: GitHub, "Getting started with the REST API": `https://api.github.com`,
  /// `https://HOST/api/v3`, `https://api.SUBDOMAIN.ghe.com`.
  package static func root(api: String) -> String {
    var root = api
    while root.hasSuffix("/") { root.removeLast() }
    if root.hasSuffix("/api/v3") { return String(root.dropLast("/api/v3".count)) }
    return root.replacing("://api.", with: "://", maxReplacements: 1)
  }
}
