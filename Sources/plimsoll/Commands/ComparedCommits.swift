import CommandSupport
import Files
import Formats

/// The two versions of a repository that a command compares.
struct ComparedCommits {
  let old: GitTree
  /// `nil` for the work tree.
  let new: GitTree?

  /// - Parameters:
  ///   - repository: The clone.
  ///   - from: The commit before; `nil` for the one that the change starts from, as the CI system
  ///     says, or else the one that HEAD shares with the upstream branch.
  ///   - to: The commit after; `nil` for the work tree.
  /// - Throws: `Failure` or `TreeError` if there is no such commit.
  init(in repository: GitRepository, from: String?, to: String?) throws {
    let base =
      try from
      ?? ComparedCommits.base(of: repository, advice: "name two commits, such as HEAD~1 HEAD")
    old = repository.tree(try repository.commit(base))
    new = try to.map { repository.tree(try repository.commit($0)) }
  }

  /// `83c37da…1513cd6`.
  var words: String {
    "\(ComparedCommits.short(old.commit))…"
      + (new.map { ComparedCommits.short($0.commit) } ?? "work tree")
  }

  /// The commit that a change starts from, as the CI system says, or else the one that HEAD shares
  /// with the upstream branch.
  ///
  /// - Parameters:
  ///   - repository: The clone.
  ///   - advice: What to do if that commit is HEAD itself.
  /// - Returns: The commit that both have in common.
  /// - Throws: `Failure` or `TreeError` if there is no such commit.
  static func base(of repository: GitRepository, advice: String) throws -> String {
    let system = CIEnvironment(Terminal.environment)
    let names = system?.bases ?? []
    let found = try names.isEmpty ? repository.upstreamBase() : repository.base(among: names)
    guard let found else {
      if let system, let name = names.first {
        throw Failure.usage(
          "the commit that this change starts from, \(name), is not in the clone; "
            + "\(system.adviceForMissingBase)"
        )
      }
      throw Failure.usage("there is no upstream branch to compare with; name a commit")
    }
    if system != nil, try found == repository.commit("HEAD") {
      throw Failure.usage(
        "\(short(found)) would be compared with itself: the clone has no commit of the "
          + "change, or no branch that it starts from; \(advice)"
      )
    }
    return found
  }

  private static func short(_ commit: String) -> String { String(commit.prefix(7)) }
}
