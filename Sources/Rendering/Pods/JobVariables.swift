internal import Prow
internal import YAML

/// The environment variables that Prow gives to every container of a job.
///
/// Source: Prow, `EnvForSpec` in pkg/pod-utils/downwardapi/jobspec.go, and `decorate` in
/// pkg/pod-utils/decorate/podspec.go.
struct JobVariables {
  /// Items of `env`, sorted by name.
  private(set) var items: ArenaArray<Item>

  private let job: ProwJob
  private let arena: Arena

  init(_ job: ProwJob, spec: QuotedJSON, _ arena: Arena) {
    self.job = job
    self.arena = arena
    items = ArenaArray(arena)
    items.reserveCapacity(24)
    let request = job.request
    let isDecorated = job.decoration != nil
    if isDecorated { add("ARTIFACTS", Text(static: PodPaths.artifacts), .decoration) }
    add("BUILD_ID", request.buildID)
    if job.agent == "kubernetes" { add("BUILD_NUMBER", request.buildID) }
    add("CI", Text(static: "true"))
    if isDecorated { add("GOPATH", Text(static: PodPaths.code), .decoration) }
    add("JOB_NAME", job.name)
    items.append(.variable("JOB_SPEC", spec, .prow))
    add("JOB_TYPE", Text(static: request.type.literal))
    add("PROW_JOB_ID", request.prowJobName)
    if request.type != .periodic { addRefs(request.refs) }
  }

  private mutating func add(_ name: StaticString, _ value: Text, _ origin: Origin = .prow) {
    items.append(Item(value: .variable(Text(static: name), value), origin: origin))
  }

  private mutating func add(_ name: StaticString, _ value: RequestedText) {
    add(name, value.text, value.origin ?? .prow)
  }

  private mutating func addRefs(_ refs: RunRefs) {
    let pull = job.request.type == .presubmit ? refs.pulls.first : nil
    let origin = pull?.origin ?? .prow
    add("PULL_BASE_REF", refs.baseRef)
    add("PULL_BASE_SHA", refs.baseSHA)
    if let pull {
      add("PULL_HEAD_REF", pull.headRef, origin)
      add("PULL_NUMBER", arena.text(String(pull.number)), origin)
      add("PULL_PULL_SHA", pull.sha, origin)
    }
    add("PULL_REFS", pullRefs(refs), origin)
    if let pull { add("PULL_TITLE", pull.title, origin) }
    add("REPO_NAME", refs.repo)
    add("REPO_OWNER", refs.org)
    let source = source(refs)
    add("SRC_BASE", source.base)
    add("SRC_HOST", source.host)
  }

  /// The base and each pull request with their commits, as `REF:SHA,NUMBER:SHA:REF`.
  ///
  /// Source: Prow, `String` of Refs in pkg/apis/prowjobs/v1/types.go.
  private func pullRefs(_ refs: RunRefs) -> Text {
    let colon = Text(static: ":")
    var text = refs.baseRef.text
    if !refs.baseSHA.text.isEmpty { text = arena.join(text, colon, refs.baseSHA.text) }
    guard job.request.type != .postsubmit else { return text }
    for pull in refs.pulls {
      let number = arena.text(String(pull.number))
      text = arena.join(text, Text(static: ","), number, colon, pull.sha)
      if !pull.ref.isEmpty { text = arena.join(text, colon, pull.ref) }
    }
    return text
  }

  /// Host and path of the sources: from the path alias, the link, or GitHub's.
  private func source(_ refs: RunRefs) -> (host: Text, base: Text) {
    let repo = arena.join(refs.org, Text(static: "/"), refs.repo)
    let alias = job.refs?["path_alias"]?.text ?? refs.repoLink.withoutScheme
    if alias.isEmpty { return (Text(static: "github.com"), repo) }
    let (host, base) = alias.splitAtSlash
    return (host, base ?? repo)
  }
}

extension Item {
  /// An item of `env` with options.
  static func variable(_ name: StaticString, _ value: QuotedJSON, _ origin: Origin?) -> Item {
    Item(value: .options(Text(static: name), value), origin: origin)
  }
}
