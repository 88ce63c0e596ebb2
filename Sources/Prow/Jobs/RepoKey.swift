package import YAML

/// How the entries of default lists name repositories and clusters.
///
/// Source: Prow, `matches` in pkg/config/config.go.
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

  /// Org and repository, also of a Gerrit URL, whose host is the org: `https://host` and `a/b`.
  package static func orgAndName(_ repo: String) -> (org: String, name: String) {
    guard let scheme = scheme(of: repo) else { return split(repo) }
    let (host, name) = split(String(repo.dropFirst(scheme.count)))
    return (scheme + host, name)
  }

  /// Whether the jobs of a key are those of a repository.
  ///
  /// A Gerrit URL may be written without `https://`, and with or without a slash at the end.
  ///
  /// Source: Prow, `GetPresubmitsStatic` in pkg/config/config.go.
  package static func isKey(_ key: Text, of repo: String) -> Bool {
    key.equals(repo) || isName(key.string, of: repo)
  }

  /// As `isKey` of the text.
  package static func isName(_ key: String, of repo: String) -> Bool {
    if key == repo { return true }
    let schemes = (scheme(of: key), scheme(of: repo))
    guard schemes.0 != nil || schemes.1 != nil else { return false }
    if let one = schemes.0, let other = schemes.1, one != other { return false }
    func bare(_ name: String, _ scheme: String?) -> Substring {
      var name = name.dropFirst(scheme?.count ?? 0)
      while name.last == "/" { name.removeLast() }
      return name
    }
    return bare(key, schemes.0) == bare(repo, schemes.1)
  }

  /// Whether a name of a repository is a URL, as those of Gerrit are.
  package static func isURL(_ repo: String) -> Bool { scheme(of: repo) != nil }

  private static func scheme(of repo: String) -> String? {
    ["https://", "http://"].first { repo.hasPrefix($0) }
  }

  /// Whether an entry for `pattern` is for jobs in `cluster`.
  package static func matches(_ pattern: Text?, cluster: Text) -> Bool {
    guard let pattern, !pattern.isEmpty, pattern != "*" else { return true }
    return pattern == cluster
  }
}
