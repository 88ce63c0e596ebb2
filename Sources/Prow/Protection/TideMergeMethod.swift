import GoFormats
package import YAML

/// How Tide merges into a branch.
package struct TideMergeMethod: Sendable {
  /// `merge`, `squash`, `rebase` or what else is written.
  package let name: String
  /// Where it is written; `nil` for the default.
  package let node: Node?

  /// Sources: Prow, `OrgRepoBranchMergeMethod` of Tide, and the `UnmarshalJSON` of its types, in
  /// pkg/config/tide.go.
  package init(_ workspace: Workspace, repo: String, branch: String) {
    let maps = workspace.configRoots.compactMap { $0[.tide]?[.mergeMethod] }
    func value(_ key: String, in map: Node?) -> Node? {
      map?.entries.first { $0.key.text.equals(key) && !$0.value.isNull }?.value
    }
    func top(_ key: String) -> Node? { maps.lazy.compactMap { value(key, in: $0) }.first }
    let (org, repoName) = RepoKey.orgAndName(repo)
    let ofOrg = top(org)
    let ofRepo = ofOrg.flatMap {
      $0.isMapping ? value(repoName, in: $0) ?? value("*", in: $0) : nil
    }
    let candidates: [Node?] = [
      top("\(repo)@\(branch)"), TideMergeMethod.branch(branch, in: ofRepo), top(repo), ofRepo,
      ofOrg,
    ]
    // Prow reads a mapping under `org/repo` as one of repositories, so that it says nothing here.
    let node = candidates.lazy.compactMap(\.self).first { $0.isScalar && !$0.isEmpty }
    self.node = node
    name = node?.text.string ?? "merge"
  }

  /// The first pattern, in the order of the alphabet, that matches.
  private static func branch(_ branch: String, in repo: Node?) -> Node? {
    guard let repo, repo.isMapping else { return nil }
    let entries = repo.entries.sorted {
      $0.key.text.bytes.lexicographicallyPrecedes($1.key.text.bytes)
    }
    return entries.first {
      (try? GoRegex.compile($0.key.text.bytes).get().matches(branch)) ?? false
    }?.value
  }
}
