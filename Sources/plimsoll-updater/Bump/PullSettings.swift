import CommandSupport
import Formats
import Prow
import Registries
import Updater
internal import YAML

/// What the command line and the first configuration say of the pull request; the command line wins.
struct PullSettings {
  let options: PullOptions
  private let gitHub: GitHubOptions
  private let config: AutobumpConfig?

  init(_ options: PullOptions, _ gitHub: GitHubOptions, _ config: AutobumpConfig?) {
    (self.options, self.gitHub, self.config) = (options, gitHub, config)
  }

  private func text(_ field: Field) -> String? {
    config?.root.converted(field).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Fields of the configuration that this program does not go by.
  var notes: [String] {
    guard text(.imageRegistryAuth) == "google" else { return [] }
    return [
      "imageRegistryAuth google: logins come from docker's configuration, as gcloud auth configure-docker "
        + "writes it"
    ]
  }

  var branch: String { options.branch ?? text(.headBranchName) ?? "autobump" }

  var labels: [String] {
    options.labels.isEmpty
      ? (config?.root.list(.labels) ?? []).filter(\.isScalar).map(\.convertedText) : options.labels
  }

  /// Lines at the end of the pull request's text.
  ///
  /// Source: Prow, `getAssignment` in cmd/generic-autobumper/main.go and in bumper/bumper.go.
  func endings(_ onCall: OnCall?) -> [String] {
    let assigned = text(.assignTo).map { "/cc @\($0)" }
    let isOwn = config?.root.isTrue(.selfAssign) ?? false
    let isAssigned = !(config?.root.isTrue(.skipOncallAssignment) ?? false)
    let called = isAssigned ? onCall?.user.map { "/cc @\($0)" } : nil
    return [text(.additionalPRBody), assigned ?? (isOwn ? "/cc" : called)].compactMap(\.self)
  }

  /// Whether nothing is done while nobody is on call.
  var needsOnCall: Bool { config?.root.isTrue(.skipIfNoOncall) ?? false }

  /// Who is on call; `nil` if it makes no difference, or the configuration does not say where to ask.
  func onCall(_ web: WebClient) async throws(OnCall.Failure) -> OnCall? {
    guard let config, let url = text(.onCallAddress) else { return nil }
    let isAsked =
      text(.assignTo) == nil && !config.root.isTrue(.selfAssign)
      && !config.root.isTrue(.skipOncallAssignment)
    guard isAsked || needsOnCall else { return nil }
    return try await OnCall(of: text(.onCallGroup) ?? "testinfra", at: url, web)
  }

  /// Where the pull request is.
  ///
  /// - Throws: `Failure` if nobody says that, or it is a change in Gerrit.
  func repository() throws(Failure) -> RepositoryName {
    if config?.root[.gerrit] != nil, options.repo == nil {
      throw .usage("gerrit is not supported: only pull requests on GitHub are made")
    }
    if let repository = options.repo.flatMap({ RepositoryName($0) }) { return repository }
    guard let org = text(.gitHubOrg), let repo = text(.gitHubRepo) else {
      throw .usage("nothing says where the pull request is made: use --repo org/repo")
    }
    return try PullSettings.name("\(org)/\(repo)", "gitHubOrg and gitHubRepo")
  }

  private static func name(
    _ text: String,
    _ fields: TerminalText
  ) throws(Failure) -> RepositoryName {
    if let name = RepositoryName(text) { return name }
    throw .usage("\(fields): \"\(text)\" is not the name of a repository")
  }

  /// By what GitHub knows us.
  ///
  /// - Throws: `Failure` if there is nothing.
  func credential() throws(Failure) -> ServeSettings.GitHub {
    if let settings = gitHub.settings { return settings }
    guard let file = text(.gitHubToken) else {
      throw .usage(
        "give --github-token-file, --github-token-env or --github-app-id for the pull request, or "
          + "--dry-run"
      )
    }
    return ServeSettings.GitHub(base: gitHub.api, credential: .token(.file(file)))
  }

  /// - Parameter login: The name that GitHub knows us by.
  /// - Returns: The branch and the pull request.
  /// - Throws: `Failure` for a name that is none; whatever `login` throws.
  func pull(login: () async throws -> String) async throws -> BumpPull {
    let repository = try repository()
    for name in [branch, options.base ?? text(.gitHubBaseBranch)].compactMap(\.self)
    where !BranchName.isValid(name) {
      throw Failure.usage("\"\(name)\" is not the name of a branch")
    }
    return BumpPull(
      repository: repository,
      base: options.base ?? text(.gitHubBaseBranch),
      head: try await head(repository, login),
      branch: branch,
      remote: options.remote,
      labels: labels
    )
  }

  /// Where the branch is pushed to.
  ///
  /// Source: Prow, `resolvedPRSourceMode` and `processGitHub` in cmd/generic-autobumper/bumper/bumper.go.
  private func head(
    _ repository: RepositoryName,
    _ login: () async throws -> String
  ) async throws -> RepositoryName {
    if let fork = options.fork.flatMap({ RepositoryName($0) }) { return fork }
    let isBranch = gitHub.appID != nil || text(.prSourceMode) == "branch"
    guard !isBranch, let name = text(.remoteName) else { return repository }
    let owner: String
    if let named = text(.gitHubLogin) { owner = named } else { owner = try await login() }
    return try PullSettings.name("\(owner)/\(name)", "gitHubLogin and remoteName")
  }

  /// Who makes the commit; `nil` for whom GitHub knows us as.
  var author: BumpCommit.Author? {
    if let author = options.author?.author { return author }
    guard let name = text(.gitName), let email = text(.gitEmail) else { return nil }
    return BumpCommit.Author(name: name, email: email)
  }
}
