package import YAML

/// The queries by which Tide finds pull requests to merge.
package struct TideQueries: Sendable {
  /// In the order in which Prow appends those of all files.
  package let all: [Node]

  package init(_ workspace: Workspace) {
    all = workspace.configRoots.flatMap { $0[.tide]?.list(.queries) ?? [] }.filter(\.isMapping)
  }

  private init(_ all: [Node]) { self.all = all }

  package var isEmpty: Bool { all.isEmpty }

  /// Those for a repository.
  ///
  /// Source: Prow, `ForRepo` of TideQuery in pkg/config/tide.go.
  package func covering(repo: String) -> TideQueries {
    let org = RepoKey.orgAndName(repo).org
    return TideQueries(
      all.filter { query in
        if TideQueries.has(org, in: query, .orgs) {
          return !TideQueries.has(repo, in: query, .tideExcludedRepos)
        }
        return TideQueries.has(repo, in: query, .repos)
      }
    )
  }

  /// Those for a branch.
  ///
  /// Source: Prow, `constructQuery` of TideQuery in pkg/config/tide.go.
  package func covering(branch: String) -> TideQueries {
    TideQueries(
      all.filter { query in
        let isIncluded =
          query.list(.includedBranches).isEmpty
          || TideQueries.has(branch, in: query, .includedBranches)
        return isIncluded && !TideQueries.has(branch, in: query, .excludedBranches)
      }
    )
  }

  /// The branches that any of them names.
  package var branches: [String] {
    all.flatMap { $0.list(.includedBranches) + $0.list(.excludedBranches) }
      .compactMap { $0.string?.string }
  }

  private static func has(_ text: String, in query: Node, _ field: Field) -> Bool {
    query.list(field).contains { $0.text.equals(text) }
  }
}
