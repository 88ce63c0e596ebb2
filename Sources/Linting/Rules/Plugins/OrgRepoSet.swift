internal import Prow

/// A set of repositories: whole organizations with exceptions, and single ones.
///
/// Source: Prow, `orgRepoConfig` in cmd/checkconfig/main.go, the results of which these operations
/// reproduce also where they are not those of set theory.
struct OrgRepoSet {
  /// Organizations, and the repositories of each, as org/repo, that do not belong to the set.
  var orgs: [String: Set<String>] = [:]
  /// As org/repo.
  var repos: Set<String> = []

  var isEmpty: Bool { orgs.isEmpty && repos.isEmpty }

  /// Orgs and repositories, sorted: `acme without acme/old`; of many exceptions the first two.
  var items: [(name: String, text: String)] {
    let wholes = orgs.sorted { $0.key < $1.key }.map { org, exceptions in
      let sorted = exceptions.sorted()
      let list =
        sorted.count <= 3
        ? Words.list(sorted)
        : "\(sorted[0]), \(sorted[1]) and \(sorted.count - 2) more"
      return (name: org, text: exceptions.isEmpty ? org : "\(org) without \(list)")
    }
    return wholes + repos.sorted().map { (name: $0, text: $0) }
  }

  func subtracting(_ other: OrgRepoSet) -> OrgRepoSet {
    var result = OrgRepoSet(repos: repos)
    let otherRepos = other.reposByOrg
    for (org, exceptions) in orgs {
      if let theirs = other.orgs[org] {
        result.repos.formUnion(theirs.subtracting(exceptions))
      } else {
        result.orgs[org] = exceptions.union(otherRepos[org] ?? [])
      }
    }
    result.repos = result.repos.filter { !other.repos.contains($0) && !other.coversByOrg($0) }
    return result
  }

  func intersection(_ other: OrgRepoSet) -> OrgRepoSet {
    var result = OrgRepoSet()
    let otherRepos = other.reposByOrg
    for (org, exceptions) in orgs {
      if let theirs = other.orgs[org] {
        result.orgs[org] = exceptions.union(theirs)
      } else {
        result.repos.formUnion((otherRepos[org] ?? []).filter { !exceptions.contains($0) })
      }
    }
    result.repos.formUnion(repos.filter { other.repos.contains($0) || other.coversByOrg($0) })
    return result
  }

  func union(_ other: OrgRepoSet) -> OrgRepoSet {
    var result = OrgRepoSet()
    for (org, exceptions) in orgs {
      let pruned = exceptions.subtracting(other.repos)
      result.orgs[org] =
        other.orgs[org].map { pruned.intersection($0.subtracting(repos)) } ?? pruned
    }
    for (org, exceptions) in other.orgs where result.orgs[org] == nil {
      result.orgs[org] = exceptions.subtracting(repos)
    }
    result.repos = repos.union(other.repos).filter { repo in
      repo.contains("/") && result.orgs[RepoKey.split(repo).org] == nil
    }
    return result
  }

  /// Whether the organization of a repository belongs to the set, and the repository with it.
  private func coversByOrg(_ repo: String) -> Bool {
    guard repo.contains("/"), let exceptions = orgs[RepoKey.split(repo).org] else { return false }
    return !exceptions.contains(repo)
  }

  private var reposByOrg: [String: [String]] {
    Dictionary(grouping: repos.filter { $0.contains("/") }) { RepoKey.split($0).org }
  }
}
