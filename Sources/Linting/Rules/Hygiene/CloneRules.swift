internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What clonerefs makes of extra_refs and path_alias.
  static let cloneRules: [Rule] = [clonePath, incompleteRef, absolutePathAlias]

  static let clonePath = Rule(
    id: "clone-path",
    group: .hygiene,
    severity: .warning,
    summary: "two repositories, or one repository twice, are cloned into one folder",
    why: "clonerefs puts a repository into src/github.com/org/repo, or into src/ and its "
      + "path_alias. One repository twice in one folder ends the job before the test starts; two "
      + "repositories in one folder get mixed up. In different folders both work.",
    help: ClonedRef.help,
    source: "Prow, `Options.Validate` in pkg/clonerefs/options.go and `PathForRefs` in "
      + "pkg/pod-utils/clone/clone.go",
    bad: .postsubmit(
      "name: tag\nextra_refs: [{org: acme, repo: rocket, base_ref: main}]\n" + Rule.decoratedTail
    ),
    good: .postsubmit(
      "name: tag\nextra_refs:\n- org: acme\n  repo: rocket\n  base_ref: main\n"
        + "  path_alias: github.com/acme/rocket-main\n" + Rule.decoratedTail
    ),
    check: .job { job, report in
      guard let list = job.job[.extraRefs], ClonedRef.areCloned(of: job) else { return }
      ClonedRef.forEachClash(of: job.job, list) { ref, other in
        if ref.name == other.name {
          // checkconfig has a warning for these.
          if job.job.kind == .presubmit, job.job.isCentral { return }
          report(
            "\(ref.name.shortened) is cloned twice into \(ref.path.shortened), which ends the job",
            at: ref.place ?? job.job.nameNode,
            help: ClonedRef.help,
            related: other.place.map { [($0, "the first time")] } ?? []
          )
        } else {
          report(
            "\(ref.name.shortened) and \(other.name.shortened) are cloned into one folder, "
              + ref.path.shortened,
            at: ref.place ?? job.job.nameNode,
            help: "give one of them another path_alias",
            related: other.place.map { [($0, "the other one")] } ?? []
          )
        }
      }
    }
  )

  static let incompleteRef = Rule(
    id: "incomplete-ref",
    group: .hygiene,
    severity: .warning,
    summary: "an extra ref has no org, no repo or no base_ref",
    why: "Prow loads it, and clonerefs then clones https://github.com//repo.git or runs git with "
      + "an empty branch. Both fail, and the job ends before the test starts.",
    help: "set org, repo and base_ref",
    source: "Prow, `gitCtxForRefs` and `commandsForBaseRef` in pkg/pod-utils/clone/clone.go",
    bad: .presubmit("name: unit\nextra_refs: [{org: acme, repo: tools}]\n" + Rule.decoratedTail),
    good: .presubmit(
      "name: unit\nextra_refs: [{org: acme, repo: tools, base_ref: main}]\n" + Rule.decoratedTail
    ),
    check: .job { job, report in
      guard let list = job.job[.extraRefs], ClonedRef.areCloned(of: job) else { return }
      for ref in list.items where ref.isMapping {
        let hasAddress =
          !(ref.text(.cloneURI)?.isEmpty ?? true) || !(ref[.repoLink]?.text.isEmpty ?? true)
        var missing: [String] = []
        if !hasAddress {
          if ref[.org]?.isEmpty ?? true { missing.append("org") }
          if ref[.repo]?.isEmpty ?? true { missing.append("repo") }
        }
        // A field with another name for it is reported as such.
        if ref[.baseRef]?.text.isEmpty ?? true,
          !ref.entries.contains(where: { FieldSynonyms.isBaseRef($0.key.text.string) })
        {
          missing.append("base_ref")
        }
        if missing.isEmpty { continue }
        let name = ClonedRef(ref).name
        report(
          "the extra ref \(name.shortened) has no \(Words.list(missing)), so it can't be cloned",
          at: ref.firstKey ?? ref,
          help: "add \(Words.list(missing.map { $0 == "base_ref" ? "base_ref: main" : $0 }))"
        )
      }
    }
  )

  static let absolutePathAlias = Rule(
    id: "path-alias",
    group: .hygiene,
    severity: .warning,
    summary: "path_alias is not a path below the source folder",
    why: "Prow clones into /home/prow/go/src/ and the path_alias after it. With an absolute path "
      + "or an address, the source is not where the job looks for it.",
    help: "write the path below src/",
    source: "Prow, `PathForRefs` in pkg/pod-utils/clone/clone.go",
    bad: .presubmit(
      "name: unit\npath_alias: /go/src/acme.example.com/rocket\n" + Rule.decoratedTail
    ),
    good: .presubmit("name: unit\npath_alias: acme.example.com/rocket\n" + Rule.decoratedTail),
    fix: .some,
    check: .job { job, report in
      if job.job.kind != .periodic { PathAlias.check(job.job[.pathAlias], of: job, report) }
      guard let refs = job.job[.extraRefs] else { return }
      for ref in refs.items { PathAlias.check(ref[.pathAlias], of: job, report) }
    }
  )
}

private enum PathAlias {
  static func check(_ node: Node?, of job: ResolvedJob, _ report: Report) {
    guard let node, let written = node.string, isDoubtful(written) else { return }
    let text = written.string
    guard let better = better(than: text), ClonedRef.areCloned(of: job) else { return }
    report(
      "path_alias \"\(text.shortened)\" is not relative: the clone goes to "
        + "/home/prow/go/\(ClonedRef.path(alias: text).shortened)",
      at: node,
      help: better.isEmpty ? "write the path below src/" : "write \(better)",
      fix: better.isEmpty
        ? nil
        : .write(node, .anyUse, isBelowSource(text) ? .safe : .unsafe, .string(better))
    )
  }

  /// A quick look for what no path below src/ has.
  private static func isDoubtful(_ text: Text) -> Bool {
    text.starts(with: "/") || text.starts(with: "~") || text.starts(with: "$")
      || text.contains("://") || text.contains("..")
  }

  /// Whether a path says where the source folder is, as jobs see it.
  private static func isBelowSource(_ text: String) -> Bool {
    text.hasPrefix("/home/prow/go/src/") || text.hasPrefix("/go/src/")
  }

  /// What was probably meant; `nil` if the alias is a path below src/.
  private static func better(than text: String) -> String? {
    if text.isEmpty { return nil }
    if let end = text.firstRange(of: "://")?.upperBound {
      let path = String(text[end...])
      return path.hasSuffix(".git") ? String(path.dropLast(4)) : path
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isRelative = !text.hasPrefix("/") && !text.hasPrefix("~") && !text.hasPrefix("$")
    if isRelative, !parts.contains("..") { return nil }
    if let start = text.firstRange(of: "/src/")?.upperBound { return String(text[start...]) }
    return text.hasPrefix("/") ? String(text.drop { $0 == "/" }) : ""
  }
}

/// A repository that clonerefs clones for a job.
struct ClonedRef {
  /// `org/repo`.
  var name: String
  /// Where it goes, from /home/prow/go on.
  var path: String
  /// Where to point at for an entry of extra_refs; `nil` for the repository under test.
  var place: Node?

  static let help = "set path_alias in the extra ref, so that each clone has a folder of its own"

  /// An entry of `extra_refs`.
  init(_ ref: Node) {
    let org = ref.converted(.org) ?? ""
    let repo = ref.converted(.repo) ?? ""
    name = "\(org)/\(repo)"
    let alias = ref.text(.pathAlias)?.string ?? ""
    if !alias.isEmpty {
      path = ClonedRef.path(alias: alias)
    } else if let link = ref[.repoLink]?.string?.string, !link.isEmpty {
      let address = link.firstRange(of: "://").map { String(link[$0.upperBound...]) } ?? link
      path = ClonedRef.path(alias: address)
    } else {
      path = ClonedRef.path(alias: "github.com/\(name)")
    }
    place = ref.firstKey ?? ref
  }

  /// The repository under test.
  init(of job: Job) {
    name = job.repo.string
    let alias = job.text(.pathAlias)?.string ?? ""
    path = ClonedRef.path(alias: alias.isEmpty ? "github.com/\(name)" : alias)
  }

  /// As Go's `path.Join` puts it together.
  static func path(alias: String) -> String {
    if isPlain(alias) { return "src/\(alias)" }
    var parts: [Substring] = ["src"]
    for part in alias.split(separator: "/") where part != "." {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// Whether `path.Join` has nothing to remove: no empty part, and none that starts with a dot.
  private static func isPlain(_ alias: String) -> Bool {
    var previous = UInt8(ascii: "/")
    for byte in alias.utf8 {
      if previous == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") {
        return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "/")
  }

  /// Whether Prow's own clonerefs clones the refs of a job.
  static func areCloned(of job: ResolvedJob) -> Bool {
    guard job.agent == .kubernetes, job.isDecorated, let decoration = job.decoration else {
      return false
    }
    let skips = decoration.layers.lazy.compactMap { $0[.skipCloning]?.bool }.first
    return skips != true
  }

  /// Calls `body` for each extra ref with the one before it at the same path.
  static func forEachClash(
    of job: Job,
    _ refs: Node,
    _ body: (_ ref: ClonedRef, _ other: ClonedRef) -> Void
  ) {
    if areSurelyApart(job, refs) { return }
    var seen: [String: ClonedRef] = [:]
    if job.kind != .periodic {
      let own = ClonedRef(of: job)
      seen[own.path] = own
    }
    for node in refs.items where node.isMapping {
      let ref = ClonedRef(node)
      // Without a name it fails in another way.
      if ref.name.hasPrefix("/") || ref.name.hasSuffix("/") { continue }
      if let other = seen.updateValue(ref, forKey: ref.path) { body(ref, other) }
    }
  }

  /// A quick look at the last parts of the paths: where they differ, the folders do.
  private static func areSurelyApart(_ job: Job, _ refs: Node) -> Bool {
    guard refs.itemCount <= 8 else { return false }
    var names: [Text] = []
    if job.kind != .periodic { names.append((alias(job[.pathAlias]) ?? job.repo).lastPart) }
    for ref in refs.items where ref.isMapping {
      guard let path = alias(ref[.pathAlias]) ?? ref[.repo]?.string, ref[.repoLink] == nil,
        !names.contains(path.lastPart)
      else { return false }
      names.append(path.lastPart)
    }
    return names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  private static func alias(_ node: Node?) -> Text? {
    guard let text = node?.string, !text.isEmpty else { return nil }
    return text
  }
}
