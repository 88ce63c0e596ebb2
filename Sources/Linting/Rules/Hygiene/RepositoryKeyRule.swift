internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let keyIsNoRepository = Rule(
    id: "key-is-no-repository",
    group: .hygiene,
    severity: .warning,
    summary: "jobs are under a key that is not the name of a repository",
    why: "Prow looks up the jobs of a pull request or push under org/repo, or under the address of "
      + "a Gerrit host and the repository. Jobs under any other key never run: there is no key for "
      + "a whole organization.",
    help: "write org/repo",
    source: "Prow, `GetPresubmitsStatic` and `GetPostsubmitsStatic` in pkg/config/config.go",
    bad: .jobs(
      "presubmits:\n  https://github.com/acme/rocket:\n  - name: unit\n"
        + "    spec: {containers: [{image: golang}]}\n"
    ),
    good: .jobs(
      "presubmits:\n  acme/rocket:\n  - name: unit\n    spec: {containers: [{image: golang}]}\n"
    ),
    fix: .safe,
    check: .file { file, report in
      guard file.kind == .jobs || file.kind == .config, let root = file.root else { return }
      for field in [Field.presubmits, .postsubmits] {
        for entry in root[field].map({ Array($0.entries) }) ?? []
        where entry.value.itemCount > 0 && !RepositoryKey.isPlain(entry.key.text) {
          RepositoryKey(entry.key.text.string).fault.map {
            report(
              "\"\(entry.key.text.short)\" is not a repository: \($0.reason)",
              at: entry.key,
              help: $0.help,
              fix: $0.name.map { name in .renameEntry(entry.key, .safe, to: name) }
            )
          }
        }
      }
    }
  )
}

/// A key of `presubmits` or `postsubmits`.
private struct RepositoryKey {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  struct Fault {
    var reason: String
    var help: String
    /// The repository that is surely meant.
    var name: String?
  }

  /// Whether it is what nearly all keys are, org/repo.
  static func isPlain(_ key: Text) -> Bool {
    var slashes = 0
    for byte in key.bytes {
      switch byte {
      case UInt8(ascii: "/"): slashes += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        continue
      default: return false
      }
    }
    return slashes == 1 && key.bytes.first != UInt8(ascii: "/")
      && key.bytes.last != UInt8(ascii: "/")
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  /// `nil` for a repository of GitHub or Gerrit.
  var fault: Fault? {
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
      return addressFault(String(text.dropFirst(scheme.count)))
    }
    if let fault = gitHubFault(text) { return fault }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isHost = parts[0].contains(".")
    if parts.count == 1 {
      return Fault(
        reason: "it has no slash",
        help: isHost
          ? "write the repository, too: \(text)/repo"
          : !text.isEmpty && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isLetterOrDigit($0) }
            ? "write org/repo, such as \(text)/repo; each repository needs its own jobs"
            : "write org/repo; each repository needs its own jobs"
      )
    }
    if parts.contains("") { return emptyFault(parts) }
    if parts.count > 2, !isHost {
      return Fault(
        reason: "it has more than one slash",
        help: "write org/repo: \(parts[0])/\(parts[1])"
      )
    }
    return characterFault(parts, isHost)
  }

  private func emptyFault(_ parts: [String]) -> Fault {
    let names = parts.filter { !$0.isEmpty }
    let name = names.count == 1 ? "\(names[0])/repo" : names.prefix(2).joined(separator: "/")
    return Fault(
      reason: "there is nothing before or after a slash",
      help: names.isEmpty ? "write org/repo" : "write org/repo, such as \(name)"
    )
  }

  private func addressFault(_ rest: String) -> Fault? {
    if let fault = gitHubFault(rest) { return fault }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count < 2 || parts.contains("") else { return nil }
    let base = rest.hasSuffix("/") ? String(text.dropLast()) : text
    return Fault(reason: "it has no repository", help: "write \(base)/repo")
  }

  /// GitHub is where repositories are if no host is named.
  private func gitHubFault(_ rest: String) -> Fault? {
    for prefix in ["github.com/", "www.github.com/", "git@github.com:", "ssh://git@github.com/"]
    where rest.lowercased().hasPrefix(prefix) {
      var name = String(rest.dropFirst(prefix.count))
      if name.hasSuffix("/") { name.removeLast() }
      if name.hasSuffix(".git") { name.removeLast(4) }
      return Fault(
        reason: "repositories of GitHub are named without the host",
        help: name.isEmpty
          ? "write org/repo" : "write \(name.contains("/") ? name : name + "/repo")",
        name: isRepository(name) ? name : nil
      )
    }
    return nil
  }

  private func characterFault(_ parts: [String], _ isHost: Bool) -> Fault? {
    let name = parts.joined(separator: "/")
    if parts.contains("*") {
      return Fault(
        reason: "* does not stand for all repositories",
        help: "write org/repo for each repository"
      )
    }
    let isValid = parts.allSatisfy { part in
      part.utf8.allSatisfy { byte in
        // A host of Gerrit may have a port, and names there may have more characters.
        isHost || isLetterOrDigit(byte) || "-_.".utf8.contains(byte)
      }
    }
    if !isValid {
      let good = name.filter { !$0.isWhitespace }
      return Fault(
        reason: "a name has other characters than letters, digits, dots, dashes and underscores",
        help: good == name ? "write org/repo" : "write \(good)"
      )
    }
    if !isHost, name.hasSuffix(".git") {
      let bare = String(name.dropLast(4))
      return Fault(
        reason: "the name ends with .git",
        help: "write \(bare)",
        name: isRepository(bare) ? bare : nil
      )
    }
    return nil
  }

  private func isRepository(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).count == 2
      && RepositoryKey(name).fault == nil
  }
}
