package import YAML

/// How the entries of default lists name repositories and clusters (Prow J019).
package enum RepoKey {
  /// Whether an entry for `pattern` is for the repository `repo`.
  ///
  /// `pattern`: Empty or `*` for all, else org, org/repo, or a Gerrit host with or without repo.
  /// `repo`: `org/repo`, which may be a URL; empty for jobs without one.
  package static func matches(_ pattern: Text?, repo: String) -> Bool {
    guard let pattern, !pattern.isEmpty, pattern != "*" else { return true }
    if pattern.equals(repo) { return true }
    let name = simplified(repo)
    if pattern.equals(name) { return true }
    let (org, _) = split(name)
    return !org.isEmpty && pattern.equals(org)
  }

  /// Without `http://` or `https://`, and without the `-review` of a Gerrit host.
  private static func simplified(_ repo: String) -> String {
    var rest = Substring(repo)
    let first = rest.prefix { $0 != "." }
    if first.hasSuffix("-review") {
      rest = first.dropLast("-review".count) + rest.dropFirst(first.count)
    }
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      return String(rest.dropFirst(scheme.count))
    }
    return String(rest)
  }

  /// Org and repository of `org/repo`, at the first slash.
  package static func split(_ repo: String) -> (org: String, name: String) {
    guard let slash = repo.utf8.firstIndex(of: UInt8(ascii: "/")) else { return (repo, "") }
    return (String(repo[..<slash]), String(repo[repo.utf8.index(after: slash)...]))
  }

  /// Whether an entry for `pattern` is for jobs in `cluster`.
  package static func matches(_ pattern: Text?, cluster: Text) -> Bool {
    guard let pattern, !pattern.isEmpty, pattern != "*" else { return true }
    return pattern == cluster
  }
}
