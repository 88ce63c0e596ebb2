import Glibc
import TestSupport
import Updater

/// A repository that stands for the one on GitHub, with a small Prow configuration.
final class RemoteRepository {
  let folder: TemporaryFolder

  /// `namespace`: Where the ConfigMaps go.
  init(namespace: String = "default") throws {
    folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: \(namespace)\n", to: "config/prow/config.yaml")
    try folder.write(
      RemoteRepository.plugins.replacing("[default]", with: "[\(namespace)]"),
      to: "config/prow/plugins.yaml"
    )
    try folder.write(RemoteRepository.job("first"), to: "config/jobs/first.yaml")
    try folder.commit("first")
  }

  static let config = "prowjob_namespace: default\n"

  static let plugins = """
    config_updater:
      maps:
        config/prow/config.yaml: {name: config}
        config/prow/plugins.yaml: {name: plugins}
        config/jobs/**/*.yaml: {name: job-config, clusters: {default: [default]}}

    """

  /// A job file that Prow accepts.
  static func job(_ name: String, image: String = "alpine:3") -> String {
    """
    periodics:
    - name: \(name)
      interval: 1h
      agent: kubernetes
      spec:
        containers:
        - image: \(image)
          command: [echo]

    """
  }

  /// Commits a file.
  ///
  /// - Returns: The new head.
  @discardableResult
  func commit(_ text: String, to path: String, _ message: String = "change") throws -> String {
    try folder.write(text, to: path)
    try folder.commit(message)
    return try head
  }

  func remove(_ path: String) throws {
    try folder.shell("rm '\(folder.path)/\(path)'")
    try folder.commit("remove")
  }

  /// Puts the branch to another commit, as a forced push does.
  func reset(to commit: String) throws {
    try folder.shell("git -C '\(folder.path)' reset -q --hard \(commit)")
  }

  /// Opens a pull request as GitHub does for one from a fork, or pushes to it.
  ///
  /// - Parameters:
  ///   - number: Its number.
  ///   - isMerged: Whether there is a merge to try it.
  ///   - change: Changes files in the folder.
  /// - Returns: What the author has pushed.
  /// - Throws: If git refuses.
  @discardableResult
  func pull(
    _ number: Int,
    isMerged: Bool = true,
    _ change: (TemporaryFolder) throws -> Void
  ) throws -> String {
    let git = "git -C '\(folder.path)' -c user.name=Test -c user.email=test@example.com"
    let refs = "refs/pull/\(number)"
    try folder.shell(
      "\(git) checkout -q --detach $(\(git) rev-parse -q --verify \(refs)/head || echo main)"
    )
    try change(folder)
    try folder.commit("pull request")
    try folder.shell("\(git) update-ref \(refs)/head HEAD && \(git) checkout -q --detach main")
    if isMerged {
      try folder.shell(
        "\(git) merge -q --no-ff -m merge \(refs)/head && \(git) update-ref \(refs)/merge HEAD"
      )
    }
    try folder.shell("\(git) checkout -q main")
    return String(try folder.text(".git/\(refs)/head").prefix { $0 != "\n" })
  }

  var head: String {
    get throws {
      let text = try folder.text(".git/refs/heads/main")
      return String(text.prefix { $0 != "\n" })
    }
  }

  var url: String { "file://\(folder.path)" }

  func source(_ name: String = "acme/rocket") throws -> FollowedBranch {
    guard let repository = RepositoryName(name) else { throw Project.Missing(path: name) }
    return FollowedBranch(repository: repository, branch: "main", remote: url)
  }
}
