package import Diagnostics
internal import Schema
package import YAML

/// A request as a file: JSON, or YAML of the same form.
package struct RequestFile: Sendable {
  package var job: String?
  package var type: JobType?
  package var org: String?
  package var repo: String?
  package var index: Int?
  package var baseRef: String?
  package var baseSHA: String?
  package var repoLink: String?
  package var baseLink: String?
  package var pulls: [RunRefs.Pull]?
  package var buildID: String?
  package var prowJobName: String?
  package var time: String?
  package var localOutputFolder: String?
  /// Keys that a request does not have, which are likely misspelt.
  package private(set) var unknownKeys: [Refusal] = []

  /// Why a file is not a request.
  package struct Refusal: Error, Sendable {
    package var message: String
    package var place: Place
  }

  /// Reads a request from a parsed file.
  ///
  /// `arena`: Keeps the strings of the pull requests.
  package init(_ document: Document, _ arena: Arena) throws(Refusal) {
    if let problem = document.problems.first {
      let place = Place(file: document.file, range: problem.range)
      throw Refusal(message: problem.message, place: place)
    }
    guard let root = document.root, root.isMapping else {
      let place = Place(file: document.file, range: .fileStart)
      throw Refusal(message: "a request is a mapping with job, refs and the like", place: place)
    }
    unknownKeys = root.unknownKeys([
      "job", "type", "org", "repo", "index", "refs", "build_id", "prowjob_name", "time",
      "local_out_dir",
    ])
    job = try root.requestText("job")
    if let node = root["type"] {
      guard let type = node.string.flatMap({ JobType(rawValue: $0.string) }) else {
        throw node.refusal("type must be presubmit, postsubmit, periodic or batch")
      }
      self.type = type
    }
    org = try root.requestText("org")
    repo = try root.requestText("repo")
    index = try root.requestNumber("index").map { Int($0) }
    buildID = try root.requestText("build_id")
    prowJobName = try root.requestText("prowjob_name")
    time = try root.requestText("time")
    localOutputFolder = try root.requestText("local_out_dir")
    guard let refs = root["refs"], !refs.isNull else { return }
    guard refs.isMapping else { throw refs.refusal("refs must be a mapping") }
    unknownKeys += refs.unknownKeys([
      "base_ref", "base_sha", "repo_link", "base_link", "pulls",
    ])
    baseRef = try refs.requestText("base_ref")
    baseSHA = try refs.requestText("base_sha")
    repoLink = try refs.requestText("repo_link")
    baseLink = try refs.requestText("base_link")
    guard let list = refs["pulls"], !list.isNull else { return }
    guard list.isSequence else { throw list.refusal("pulls must be a list") }
    var pulls: [RunRefs.Pull] = []
    for pull in list.items {
      unknownKeys += pull.unknownKeys([
        "number", "author", "sha", "title", "ref", "head_ref", "link", "commit_link", "author_link",
      ])
      pulls.append(try RequestFile.pull(pull, arena))
    }
    self.pulls = pulls
  }

  private static func pull(_ node: Node, _ arena: Arena) throws(Refusal) -> RunRefs.Pull {
    guard let number = try node.requestNumber("number") else {
      throw node.refusal("a pull request has no number")
    }
    func text(_ name: StaticString) throws(Refusal) -> Text {
      arena.text(try node.requestText(name) ?? "")
    }
    return RunRefs.Pull(
      number: number,
      author: try text("author"),
      sha: try text("sha"),
      title: try text("title"),
      ref: try text("ref"),
      headRef: try text("head_ref"),
      link: try text("link"),
      commitLink: try text("commit_link"),
      authorLink: try text("author_link")
    )
  }
}

extension Node {
  fileprivate func unknownKeys(_ known: [String]) -> [RequestFile.Refusal] {
    entries.compactMap { entry in
      let key = entry.key.text.string
      if known.contains(key) { return nil }
      let nearest = Suggestion.nearest(to: key, among: known).map { "; did you mean \($0)?" }
      return entry.key.refusal("a request has no \(key)\(nearest ?? "")")
    }
  }

  fileprivate func refusal(_ message: String) -> RequestFile.Refusal {
    RequestFile.Refusal(message: message, place: place)
  }

  fileprivate func requestText(_ name: StaticString) throws(RequestFile.Refusal) -> String? {
    guard let node = self[name], !node.isNull else { return nil }
    guard let text = node.string else { throw node.refusal("\(name) must be a string") }
    return text.string
  }

  fileprivate func requestNumber(_ name: StaticString) throws(RequestFile.Refusal) -> Int64? {
    guard let node = self[name], !node.isNull else { return nil }
    guard case .int(let number) = node.number else {
      throw node.refusal("\(name) must be a whole number")
    }
    return number
  }
}
