internal import Configs
internal import Formats
internal import GoFormats
internal import Prow
internal import Schema
internal import YAML

/// What a regular expression of a job matches, as far as the configuration tells.
enum RegexWords {
  private static let most = 12

  /// The branches that a pattern matches, of those of its repository; `nil` for other patterns.
  ///
  /// Sources: Prow, `ShouldRun` of Brancher in pkg/config/jobs.go, and `branchRequirements` in
  /// cmd/branchprotector/protect.go.
  static func branches(
    _ pattern: Node,
    _ place: DocumentPlace,
    _ configuration: Configuration
  ) -> String? {
    guard place.parents.last?.isSequence ?? false,
      let repo = repository(pattern, place, configuration),
      let regex = try? GoRegex.compile(pattern.text.bytes).get()
    else { return nil }
    let others = configuration.jobsByFile.flatMap(\.jobs).map(\.job).filter {
      $0.kind != .periodic && $0.repo.equals(repo)
    }
    let known = Branches.known(configuration.workspace, repo: repo, jobs: others)
    let matched = known.filter { regex.matches($0) }
    func list(_ names: [String]) -> String {
      names.prefix(most).map(Markdown.code).joined(separator: ", ")
        + (names.count > most ? " and \(names.count - most) more" : "")
    }
    let rest = known.filter { !matched.contains($0) }
    let of = "Of the branches of \(Markdown.code(repo)) that the configuration names, it "
    if matched.isEmpty { return of + "matches none: there are \(list(known))." }
    return of + "matches \(list(matched))"
      + (rest.isEmpty ? "." : "; not \(list(rest)).")
  }

  /// The repository whose branches a pattern is for.
  private static func repository(
    _ pattern: Node,
    _ place: DocumentPlace,
    _ configuration: Configuration
  ) -> String? {
    let keys = place.keys.map { $0.text.string }
    switch keys.last?.lowercased() {
    case "branches", "skip_branches":
      return configuration.job(at: pattern.range, of: pattern.document)?.job.repo.string
    case "include", "exclude":
      // branch-protection, orgs, acme, repos, rocket, exclude
      guard keys.count == 6, keys[0] == "branch-protection", keys[1] == "orgs", keys[3] == "repos"
      else { return nil }
      return "\(keys[2])/\(keys[4])"
    default: return nil
    }
  }
}
