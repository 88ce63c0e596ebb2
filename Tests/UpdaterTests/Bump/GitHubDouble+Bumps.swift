import Files
import Formats
import Updater

extension GitHubDouble {
  /// A pull request from a branch.
  struct OwnPull: Sendable, Hashable {
    var number: Int
    var repository: String
    /// `OWNER:BRANCH`.
    var head: String
    var base: String
    var title: String
    var body: String
    var labels: [String] = []
    var canModify = false
  }

  /// Answers what is asked about a branch and its pull request; `nil` for other requests.
  static func ownPull(
    _ request: GitHubRequest,
    _ path: [String],
    _ body: JSONValue,
    _ state: inout State
  ) -> GitHubResponse? {
    guard let root = state.root, path.count > 2, path[0] == "repos" else { return nil }
    let repository = "\(path[1])/\(path[2])"
    let folder = "\(root)/\(repository).git"
    switch (request.method, path.count, path.count > 3 ? path[3] : "") {
    case ("GET", 3, _): return reply(200, ["default_branch": "main"])
    case ("GET", 5, "compare"):
      let ends = path[4].split(separator: ".").map(String.init)
      guard ends.count == 2 else { return reply(404, ["message": "Not Found"]) }
      let status = git(["merge-base", "--is-ancestor", ends[1], ends[0]], in: folder).status
      return status > 1
        ? reply(404, ["message": "Not Found"])
        : reply(200, ["status": status == 0 ? "behind" : "ahead"])
    case ("GET", 6, "git"):
      let lines = git(["show", "-s", "--format=%T%n%ce%n%P", path[5]], in: folder).output
        .split(separator: "\n").map(String.init)
      guard lines.count == 3 else { return reply(404, ["message": "Not Found"]) }
      return reply(
        200,
        [
          "tree": ["sha": JSONValue(lines[0])], "committer": ["email": JSONValue(lines[1])],
          "parents": .array(lines[2].split(separator: " ").map { ["sha": JSONValue(String($0))] }),
        ]
      )
    case ("GET", 4, "pulls"):
      let found = state.ownPulls.filter { pull in
        pull.repository == repository
          && request.path.contains(
            "head=\(PercentEncoding.encode(pull.head))&base=\(PercentEncoding.encode(pull.base))"
          )
      }
      return reply(200, .array(found.map(value)))
    case ("POST", 4, "pulls"):
      let head = body["head"]?.string ?? ""
      let pull = OwnPull(
        number: state.nextID,
        repository: repository,
        head: head.contains(":") ? head : "\(path[1]):\(head)",
        base: body["base"]?.string ?? "",
        title: body["title"]?.string ?? "",
        body: body["body"]?.string ?? "",
        canModify: body["maintainer_can_modify"]?.bool ?? false
      )
      state.nextID += 1
      state.ownPulls.append(pull)
      return reply(201, value(pull))
    case ("PATCH", 5, "pulls"), ("POST", 6, "issues"):
      guard let index = state.ownPulls.firstIndex(where: { "\($0.number)" == path[4] }) else {
        return nil
      }
      state.ownPulls[index].title = body["title"]?.string ?? state.ownPulls[index].title
      state.ownPulls[index].body = body["body"]?.string ?? state.ownPulls[index].body
      state.ownPulls[index].labels += (body["labels"]?.items ?? []).compactMap(\.string)
      return reply(200, value(state.ownPulls[index]))
    default: return nil
    }
  }

  private static func value(_ pull: OwnPull) -> JSONValue {
    let head = pull.head.split(separator: ":").map(String.init)
    let name = pull.repository.split(separator: "/").last.map(String.init) ?? ""
    return [
      "number": .number("\(pull.number)"), "title": JSONValue(pull.title),
      "body": JSONValue(pull.body),
      "labels": .array(pull.labels.map { ["name": JSONValue($0)] }),
      "head": ["ref": JSONValue(head[1]), "repo": ["full_name": JSONValue("\(head[0])/\(name)")]],
    ]
  }

  private static func git(
    _ words: [String],
    in folder: String
  ) -> (status: Int32, output: String) {
    let process = ChildProcess(
      words: ["git", "-C", folder, "-c", "safe.directory=*"] + words,
      environment: ["PATH=/usr/bin:/bin:/usr/local/bin"],
      limit: .seconds(60)
    )
    guard let outcome = try? process.run() else { return (99, "") }
    return (outcome.status, String(decoding: outcome.output, as: UTF8.self))
  }
}
