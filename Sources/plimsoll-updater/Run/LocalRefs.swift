import CommandSupport
import Files
import Formats

/// The branch and the commit of a clone, as a pod can clone them.
struct LocalRefs {
  /// As the remote names it.
  let branch: String
  let commit: String

  /// - Parameter clone: The folder.
  /// - Throws: `Failure` where there is no commit, or none that a remote has.
  init(clone: String) throws {
    let git = GitCommand(folder: clone)
    guard let commit = try git.line(["rev-parse", "--verify", "--quiet", "HEAD"]) else {
      throw Failure.usage("\(clone) is not a git repository with a commit")
    }
    let format = "--format=%(refname:lstrip=3)"
    let output = try git.output(["for-each-ref", format, "--contains", commit, "refs/remotes"])
    let branches = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0 != "HEAD" }
    let own = try git.line(["symbolic-ref", "--short", "--quiet", "HEAD"])
    guard let branch = branches.first(where: { $0 == own }) ?? branches.first else {
      throw Failure.usage(
        "commit \(commit.prefix(12)) of \(clone) is in no branch of a remote, so that a pod can't "
          + "clone it: push it first"
      )
    }
    (self.branch, self.commit) = (branch, commit)
  }
}
