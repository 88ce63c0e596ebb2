internal import Files

/// Pushes the commit of a bump to a branch that is the bump's own.
struct BumpPush {
  /// The repository that is pushed from.
  let command: GitCommand
  /// What git pushes to.
  let remote: String
  let branch: String

  private var ref: String { "refs/heads/\(branch)" }

  /// The commit that the branch has now; `nil` if there is no such branch.
  func tip() throws(GitError) -> String? {
    let output = try BumpClone.words { () throws(TreeError) in
      try command.output(["ls-remote", "--", remote, ref])
    }
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: "\t")
      if words.count == 2, words[1] == ref, GitMirror.isCommit(words[0]) { return String(words[0]) }
    }
    return nil
  }

  /// Puts the branch to a commit, unless somebody has moved it meanwhile.
  ///
  /// - Parameters:
  ///   - commit: The commit.
  ///   - tip: What the branch has now.
  /// - Throws: `GitError`.
  func push(_ commit: String, over tip: String?) throws(GitError) {
    let outcome = try BumpClone.words { () throws(TreeError) in
      try command.run([
        "push", "--porcelain", "--no-verify", "--force-with-lease=\(ref):\(tip ?? "")", "--",
        remote, "\(commit):\(ref)",
      ])
    }
    if outcome.status == 0 { return }
    // `!<tab>FROM:TO<tab>[rejected] (why)`
    let refused = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("!") }?.split(separator: "\t").last.map(String.init)
    if refused?.contains("stale info") ?? false {
      throw GitError(
        "somebody has pushed to the branch \"\(branch)\" of \(remote) meanwhile; run it again"
      )
    }
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    let reason =
      refused ?? lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") } ?? lines.first
    throw GitError(
      "can't push the branch \"\(branch)\" to \(remote): \(reason ?? "git ended with \(outcome.status)")"
    )
  }
}
