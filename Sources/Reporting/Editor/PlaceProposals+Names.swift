internal import Configs
internal import Prow
internal import Schema
internal import YAML

extension PlaceProposals {
  /// Names that other parts of a configuration know: contexts, plugins, organizations and repositories.
  ///
  /// `nil` where none of these is written.
  static func names(at found: Found, _ configuration: Configuration) -> [Proposal]? {
    let names = found.names
    let isItem = found.place.parents.last?.isSequence ?? false
    guard let last = names.last else { return nil }
    let contexts = ["required-contexts", "required-if-present-contexts", "optional-contexts"]
    switch last {
    case _ where isItem && (contexts.contains(last) || names.suffix(2).elementsEqual(protected)):
      return unique(self.contexts(at: found, configuration), "context")
    case _ where isItem && names.first == "plugins" && (names.count == 2 || last == "plugins"):
      let external = PluginTable.external(configuration.workspace).entries.flatMap(\.plugins)
      let own = KnownPlugins.names + KnownPlugins.newer.keys
      return unique(own + external.map(\.text.string), "plugin")
    case "repos" where isItem, "includerepos" where isItem:
      let known = RepositoryNames(configuration)
      return unique(known.orgs + known.repositories, "repository")
    case "orgs" where isItem:
      return unique(RepositoryNames(configuration).orgs, "organization")
    case "org" where names.contains("extra_refs"):
      return unique(RepositoryNames(configuration).orgs, "organization")
    case "repo" where names.contains("extra_refs"):
      let org = found.place.parents.last?["org"]?.text.string
      return unique(RepositoryNames(configuration).names(of: org), "repository")
    case "repo":
      let known = RepositoryNames(configuration)
      return unique(known.orgs + known.repositories, "repository")
    default: return nil
    }
  }

  /// Keys that are names of organizations or repositories; `nil` where keys are others.
  static func ownerKeys(at found: Found, _ configuration: Configuration) -> [Proposal]? {
    let keys = found.place.keys.dropLast()
    switch keys.last?.text.string.lowercased() {
    case "presubmits", "postsubmits", "plugins", "external_plugins":
      let known = RepositoryNames(configuration)
      return unique(known.orgs + known.repositories, "repository", isField: true)
    case "orgs":
      return unique(RepositoryNames(configuration).orgs, "organization", isField: true)
    case "repos":
      let org = keys.dropLast().last?.text.string
      return unique(RepositoryNames(configuration).names(of: org), "repository", isField: true)
    default: return nil
    }
  }

  private static let protected = ["required_status_checks", "contexts"]

  /// Those of the presubmits that a list of contexts is for.
  private static func contexts(at found: Found, _ configuration: Configuration) -> [String] {
    func key(after name: String) -> String? {
      let index = found.names.firstIndex(of: name)
      return index.flatMap { $0 + 1 < found.names.count ? found.place.keys[$0 + 1] : nil }
        .map { $0.text.string }
    }
    let (org, repo) = (key(after: "orgs"), key(after: "repos"))
    var seen: Set<Text> = []
    for job in configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job)
    where job.kind == .presubmit && !job.isTrue(.skipReport) && !job.context.isEmpty {
      let (jobOrg, jobRepo) = org == nil ? ("", "") : RepoKey.orgAndName(job.repo.string)
      if org == nil || org == jobOrg, repo == nil || jobRepo.isEmpty || repo == jobRepo {
        seen.insert(job.context)
      }
    }
    let listed = found.place.parents.last?.items.map(\.text) ?? []
    return seen.subtracting(listed).map { (text: Text) in written(text.string, at: found) }
  }

  /// A text for the quotes that are there, or as a plain scalar, or in the quotes that it needs.
  static func written(_ text: String, at found: Found) -> String {
    if found.quote == "'" { return text.replacing("'", with: "''") }
    if found.quote == "\"" {
      return text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    var output: [UInt8] = []
    var text = text
    text.withUTF8 { EmitterText.append($0, indent: 0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }
}

/// The organizations and repositories that a configuration names.
private struct RepositoryNames {
  /// As org/repo.
  private(set) var repositories: [String] = []
  private(set) var orgs: [String] = []

  init(_ configuration: Configuration) {
    var keys = Set(configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job.repo))
    let tables = [PluginTable.builtIn, PluginTable.external]
    for table in tables { keys.formUnion(table(configuration.workspace).entries.map(\.key.text)) }
    for query in TideQueries(configuration.workspace).all {
      keys.formUnion((query.list(.repos) + query.list(.orgs)).map(\.text))
    }
    var owners: Set<String> = []
    for key in keys where !key.isEmpty {
      let (org, name) = RepoKey.orgAndName(key.string)
      owners.insert(org)
      if !name.isEmpty { repositories.append(key.string) }
    }
    orgs = Array(owners)
  }

  /// The repositories of an organization without its name.
  func names(of org: String?) -> [String] {
    repositories.map(RepoKey.orgAndName).filter { org == nil || $0.org == org }.map(\.name)
  }
}
