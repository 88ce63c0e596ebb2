package import YAML

/// How the entries of default lists name repositories and clusters (Prow J019).
package enum RepoKey {
  /// Whether an entry for `pattern` is for the repository `repo`.
  ///
  /// `pattern`: Empty or `*` for all, else org, org/repo, or a Gerrit host with or without repo.
  /// `repo`: `org/repo`, which may be a URL; empty for jobs without one.
  package static func matches(_ pattern: Text?, repo: String) -> Bool {
    guard let pattern, !pattern.isEmpty, pattern != "*" else { return true }
    if pattern == repo { return true }
    return patternMatches(pattern.string, repo)
  }

  private static func patternMatches(_ pattern: String, _ repo: String) -> Bool {
    let wanted = normalized(pattern)
    let (org, name) = split(normalized(repo))
    if org.isEmpty { return false }
    return wanted == org || wanted == "\(org)/\(name)"
  }

  /// Without `http://` or `https://`, and without the `-review` of a Gerrit host.
  private static func normalized(_ text: String) -> String {
    var rest = Substring(text)
    var isURL = false
    for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      isURL = true
    }
    guard isURL else { return String(rest) }
    let host = rest.prefix { $0 != "/" }
    let labels = host.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = labels.first, first.hasSuffix("-review") else { return String(rest) }
    let domain = labels.count > 1 ? "." + labels[1] : ""
    return first.dropLast("-review".count) + domain + rest.dropFirst(host.count)
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
