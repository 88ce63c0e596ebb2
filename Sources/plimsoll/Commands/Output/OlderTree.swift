import Analysis
import CommandSupport
import Configs
import Files
import Formats

/// The commit that findings are compared with.
struct OlderTree {
  let repository: GitRepository
  let tree: GitTree
  let layout: TreeLayout

  /// - Parameters:
  ///   - since: A revision; the commit is the one that HEAD has in common with it. `nil` for the one
  ///     that the change starts from, as the CI system says.
  ///   - layout: Where the files of the run are.
  ///   - settings: Those of the run.
  /// - Throws: `Failure` or `TreeError` if there is no such commit, or none that comparing with
  ///   would tell anything.
  init(since: String?, _ layout: Layout, _ settings: Settings) throws {
    var named = NamedTree(config: layout.config, plugins: layout.plugins)
    named.supplementalConfig = layout.supplementalConfig
    named.supplementalPlugins = layout.supplementalPlugins
    self.layout = TreeLayout(named, jobs: layout.jobs, settings: settings)
    repository = try GitRepository(
      self.layout.root,
      shownAs: self.layout.shownRoot,
      revisions: [since].compactMap(\.self)
    )
    let base =
      try since.map { [repository] in try OlderTree.base(since: $0, repository) }
      ?? ComparedCommits.base(
        of: repository,
        advice: "name the commit that it starts from with --since"
      )
    tree = repository.tree(base)
    // Reads the list of its files, which takes as long as a rule.
    _ = try tree.entry(at: ".plimsoll.yaml")
  }

  /// The commit that HEAD has in common with a revision.
  private static func base(since: String, _ repository: GitRepository) throws -> String {
    let system = CIEnvironment(Terminal.environment)
    let advice = system?.adviceForMissingBase ?? "fetch it, or name another revision"
    guard let commit = try? repository.commit(since) else {
      throw Failure.usage("\(since) is not in the clone; \(advice)")
    }
    guard let base = try repository.base(among: [commit]) else {
      throw Failure.usage("HEAD and \(since) have no commit in common in the clone; \(advice)")
    }
    if let system, try base == repository.commit("HEAD") {
      throw Failure.usage(
        "\(since) already has every commit of HEAD, so nothing would be new; name the commit that the change "
          + "starts from, such as \(system.variableOfBase)"
      )
    }
    return base
  }
}
