package import Configs
internal import Files
internal import Formats
internal import GoFormats
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

/// Where the clones are that an editor has open.
package struct OpenClones: Sendable {
  private let files: CloneFiles
  private let folders: [String]

  /// - Parameters:
  ///   - files: Keeps the lists of files from one question to the next.
  ///   - folders: Those that are open, from `/`, the one of the file in question first.
  package init(_ files: CloneFiles, folders: [String]) {
    self.files = files
    self.folders = folders
  }

  fileprivate var all: [CloneFiles.Clone?] { folders.map { files.clone(around: $0) } }

  fileprivate func files(of clone: CloneFiles.Clone) -> GitIndex? { files.files(of: clone) }
}

/// Which files of a repository a pattern matches: `run_if_changed` or `skip_if_only_changed` of a job, or
/// one of a blockade.
enum ChangedFileWords {
  /// The most files that are listed.
  private static let most = 6

  /// What a pattern matches, or why that can't be said; `nil` for other fields and for a pattern that
  /// does not compile, of which a finding tells.
  ///
  /// Sources: Prow, `RegexpChangeMatcher` in pkg/config/jobs.go, and `compileApplicableBlockades` in
  /// pkg/plugins/blockade/blockade.go: a path matches if a part of it does.
  static func text(
    _ pattern: Node,
    _ place: DocumentPlace,
    in file: LoadedFile,
    _ configuration: Configuration,
    _ clones: OpenClones
  ) -> String? {
    guard pattern.isScalar, !pattern.isEmpty,
      let asked = job(pattern, place, in: file, configuration, clones) ?? blockade(place, clones),
      let regex = try? GoRegex.compile(pattern.text.bytes).get()
    else { return nil }
    switch asked.clone {
    case .failure(let reason): return "Which files match can't be shown: \(reason.words)."
    case .success(let clone):
      guard let index = clones.files(of: clone) else {
        return "Which files match can't be shown: git's list of the files of "
          + "\(Markdown.code(clone.top)) can't be read."
      }
      let matched = index.paths(where: regex.matches, most: most)
      return words(matched, of: index.count, clone, asked.meaning)
    }
  }

  private typealias Asked = (clone: Result<CloneFiles.Clone, Reason>, meaning: Meaning)

  /// Why files can't be shown.
  private struct Reason: Error {
    let words: String
  }

  /// What it means where no file, some files or all files match; each starts with what comes before it.
  private struct Meaning {
    var ofNone = ""
    var ofSome = ""
    var ofAll = ""
  }

  // MARK: Jobs

  private static func job(
    _ pattern: Node,
    _ place: DocumentPlace,
    in file: LoadedFile,
    _ configuration: Configuration,
    _ clones: OpenClones
  ) -> Asked? {
    let fields = [Prow.Field.runIfChanged, .skipIfOnlyChanged]
    guard let field = fields.first(where: { $0.name == place.field?.name }),
      let job = configuration.job(at: pattern.range, of: pattern.document)?.job
    else { return nil }
    let starts = ": every change to them starts the job"
    let startsNot = ": no change to them starts the job"
    let meaning =
      field == .runIfChanged
      ? Meaning(ofNone: startsNot, ofAll: starts)
      : Meaning(
        ofNone: starts,
        ofSome: "; a change to these alone does not start the job",
        ofAll: startsNot
      )
    return (clone(of: job, in: file, clones), meaning)
  }

  /// The clone of a job's repository.
  private static func clone(
    of job: Job,
    in file: LoadedFile,
    _ clones: OpenClones
  ) -> Result<CloneFiles.Clone, Reason> {
    let (all, repo) = (clones.all, job.repo.string)
    // In-repo config is that of the clone that it is in, whatever its remotes are.
    if file.kind == .inRepo, let own = all.first ?? nil { return .success(own) }
    if let found = all.compactMap(\.self).first(where: { isName(repo, $0.repository) }) {
      return .success(found)
    }
    let here =
      switch all.first ?? nil {
      case nil: "this folder is in no clone"
      case let own? where own.repository != nil:
        "this folder is in a clone of \(Markdown.code(own.repository ?? ""))"
      case _?:
        "no remote `upstream` or `origin` says of which repository this clone is"
      }
    return .failure(
      Reason(
        words: "the job is for \(Markdown.code(repo)), and \(here). To see them, open a clone of "
          + "\(Markdown.code(repo)) in the editor, too"
      )
    )
  }

  /// GitHub takes names in any letter case.
  private static func isName(_ name: String, _ other: String?) -> Bool {
    name.lowercased() == other?.lowercased()
  }

  // MARK: Blockades

  private static func blockade(_ place: DocumentPlace, _ clones: OpenClones) -> Asked? {
    guard !place.isKey, place.owner?.name == "Blockade",
      ["blockregexps", "exceptionregexps"].contains(place.field?.name),
      let blockade = place.parents.last(where: \.isMapping)
    else { return nil }
    let names = blockade["repos"]?.items.map(\.text.string) ?? []
    let found = clones.all.compactMap(\.self).first { clone in
      let org = clone.repository.map { RepoKey.orgAndName($0).org }
      return names.contains { isName($0, clone.repository) || isName($0, org) }
    }
    let reason = Reason(words: "no clone of one of its repositories is open in the editor")
    return (found.map(Result.success) ?? .failure(reason), Meaning())
  }

  // MARK: Words

  private static func words(
    _ matched: (first: [String], count: Int),
    of all: Int,
    _ clone: CloneFiles.Clone,
    _ meaning: Meaning
  ) -> String {
    let name = clone.repository.map(Markdown.code) ?? "this repository"
    let known = "\(SizeLimit.number(all)) files that git knows of \(name)"
    if matched.count == 0 { return "None of the \(known) matches\(meaning.ofNone)." }
    if matched.count == all { return "All \(known) match\(meaning.ofAll)." }
    let rest = matched.count - matched.first.count
    let count =
      matched.count == 1 ? "1 matches" : "\(SizeLimit.number(matched.count)) match"
    return "Of the \(known), \(count)\(meaning.ofSome):\n"
      + matched.first.map { "\n- \(Markdown.code($0))" }.joined()
      + (rest > 0 ? "\n- and \(SizeLimit.number(rest)) more" : "")
  }
}
