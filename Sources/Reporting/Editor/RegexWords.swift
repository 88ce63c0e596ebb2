internal import Configs
internal import Formats
internal import GoFormats
internal import Prow
internal import Schema
internal import YAML

/// What a regular expression of a job matches, as far as the configuration tells.
enum RegexWords {
  private static let most = 12

  /// The branches of the job's repository that a pattern matches; `nil` for other patterns.
  static func branches(
    _ pattern: Node,
    _ place: DocumentPlace,
    _ configuration: Configuration
  ) -> String? {
    guard let field = place.keys.last?.text.string.lowercased(),
      field == "branches" || field == "skip_branches", place.parents.last?.isSequence ?? false,
      let job = configuration.job(at: pattern.range, of: pattern.document)?.job,
      let regex = try? GoRegex.compile(pattern.text.bytes).get()
    else { return nil }
    let others = configuration.jobsByFile.flatMap(\.jobs).map(\.job).filter {
      $0.kind != .periodic && $0.repo == job.repo
    }
    let known = Branches.known(configuration.workspace, repo: job.repo.string, jobs: others)
    let matched = known.filter { regex.matches($0) }
    func list(_ names: [String]) -> String {
      names.prefix(most).map(Markdown.code).joined(separator: ", ")
        + (names.count > most ? " and \(names.count - most) more" : "")
    }
    let rest = known.filter { !matched.contains($0) }
    let of =
      "Of the branches of \(Markdown.code(job.repo.string)) that the configuration names, it "
    if matched.isEmpty { return of + "matches none: there are \(list(known))." }
    return of + "matches \(list(matched))"
      + (rest.isEmpty ? "." : "; not \(list(rest)).")
  }
}
