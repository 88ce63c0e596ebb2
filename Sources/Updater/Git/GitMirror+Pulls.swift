internal import Files

/// The commits that a pull request is reviewed by.
package struct PullCommits: Sendable, Hashable {
  /// The commit before, which is on the branch that the pull request is for.
  package let old: String
  /// The commit after: GitHub's own merge where there is one, else what the author pushed.
  package let new: String
  /// What the author pushed.
  package let head: String
  /// The commit whose settings count: never one that the author can choose.
  package let settings: String

  package init(old: String, new: String, head: String, settings: String) {
    self.old = old
    self.new = new
    self.head = head
    self.settings = settings
  }
}

extension GitMirror {
  /// Fetches a pull request, from a fork or not, and the branch that it is for.
  ///
  /// Source: GitHub, "Checking out pull requests locally" for `refs/pull/N/head`; `refs/pull/N/merge`
  /// has the branch as its first parent, and stays as it was where the two can't be merged.
  package func pull(_ number: Int) async throws(GitError) -> PullCommits {
    try await withRemote { command throws(GitError) in try self.pull(number, command) }
  }

  private func pull(_ number: Int, _ command: GitCommand) throws(GitError) -> PullCommits {
    let (branch, pushed) = ("refs/heads/\(source.branch)", "refs/pull/\(number)/head")
    let merged = "refs/pull/\(number)/merge"
    let commits = try remoteCommits([branch, pushed, merged], command)
    guard let tip = commits[branch] else {
      throw GitError("\(source.remote) has no branch \"\(source.branch)\"")
    }
    guard let head = commits[pushed] else {
      throw GitError("\(source.remote) has no pull request \(number); check --pull")
    }
    var refs = [branch: GitMirror.branchRef, pushed: GitMirror.pushedRef]
    refs[merged] = commits[merged] == nil ? nil : GitMirror.mergedRef
    try fetch(refs.map { "\($0.key):\($0.value)" }.sorted(), command)
    guard try has(tip), try has(head) else {
      throw GitError("\(source): the branches moved while they were fetched; trying again")
    }
    if let merge = commits[merged], let base = try base(ofMerge: merge, of: head, into: tip) {
      return PullCommits(old: base, new: merge, head: head, settings: base)
    }
    return PullCommits(old: try mergeBase(tip, head), new: head, head: head, settings: tip)
  }

  /// The first parent of a merge; `nil` if it is not one of a commit into the branch.
  private func base(
    ofMerge merge: String,
    of head: String,
    into tip: String
  ) throws(GitError) -> String? {
    guard try has(merge) else { return nil }
    let output = try run(reader, ["rev-list", "--parents", "--max-count=1", merge, "--"])
    let line = String(decoding: output.prefix { $0 != 10 }, as: UTF8.self)
    let parents = line.split(separator: " ").dropFirst().map(String.init)
    guard parents.count == 2, parents[1] == head, try isAncestor(parents[0], of: tip) else {
      return nil
    }
    return parents[0]
  }

  private func mergeBase(_ tip: String, _ head: String) throws(GitError) -> String {
    let output: [UInt8]
    do {
      output = try reader.run(["merge-base", tip, head]).output
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError("\(source): \(error)")
    }
    let commit = String(decoding: output.prefix { $0 != 10 }, as: UTF8.self)
    guard GitMirror.isCommit(commit[...]) else {
      throw GitError("\(source): the pull request has no commit in common with the branch")
    }
    return commit
  }
}
