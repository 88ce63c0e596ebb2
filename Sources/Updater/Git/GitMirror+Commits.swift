internal import ConfigMaps

extension GitMirror {
  package func relation(of newer: String, to older: String) throws(GitError) -> Relation {
    if newer == older { return .same }
    guard try has(newer), try has(older) else { return .unrelated }
    if try isAncestor(older, of: newer) { return .descendant }
    return try isAncestor(newer, of: older) ? .ancestor : .unrelated
  }

  func isAncestor(_ older: String, of newer: String) throws(GitError) -> Bool {
    try status(["merge-base", "--is-ancestor", older, newer]) == 0
  }

  package func time(of commit: String) throws(GitError) -> Double {
    let output = try run(
      reader,
      ["show", "-s", "--no-show-signature", "--no-ext-diff", "--format=%ct", commit, "--"]
    )
    return Double(String(decoding: output.prefix { $0 != 10 }, as: UTF8.self)) ?? 0
  }

  package func commits(
    after older: String,
    to newer: String,
    count: Int
  ) throws(GitError) -> [String] {
    guard try has(older), try has(newer) else { return [] }
    let output = try run(
      reader,
      ["rev-list", "--first-parent", "--max-count=\(count)", "\(older)..\(newer)", "--"]
    )
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  package func changedPaths(of commit: String) throws(GitError) -> Set<String> {
    let output = try run(
      reader,
      [
        "diff-tree", "-r", "-z", "-m", "--first-parent", "--root", "--no-renames",
        "--no-commit-id", "--name-only", "--no-ext-diff", "--no-textconv", commit,
      ]
    )
    return Set(output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
  }

  package func keep(_ commit: String) throws(GitError) {
    _ = try run(reader, ["update-ref", GitMirror.keptRef, commit])
  }
}
