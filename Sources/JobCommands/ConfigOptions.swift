package import ArgumentParser
internal import CommandSupport
package import Configs
internal import Prow

/// Where Prow's configuration is; without an option `.plimsoll.yaml` says it, or it is found.
package struct ConfigOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Prow's main configuration.", valueName: "file"),
    completion: .file()
  )
  package var config: String?

  @Option(
    help: ArgumentHelp("Prow's plugin configuration.", valueName: "file"),
    completion: .file()
  )
  package var plugins: String?

  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp("A folder or file with jobs; may be repeated.", valueName: "path"),
    completion: .file()
  )
  package var jobs: [String] = []

  @Option(
    name: .customLong("supplemental-config"),
    help: ArgumentHelp(
      "A folder with *_prowconfig.yaml files; may be repeated.",
      valueName: "folder"
    )
  )
  package var supplementalConfig: [String] = []

  @Option(
    name: .customLong("supplemental-plugins"),
    help: ArgumentHelp(
      "A folder with *_pluginconfig.yaml files; may be repeated.",
      valueName: "folder"
    )
  )
  package var supplementalPlugins: [String] = []

  @Option(
    name: .customLong("prow-yaml-repo"),
    help: ArgumentHelp(
      "Judge the in-repo config of the working directory as that repository's.",
      valueName: "org/repo"
    )
  )
  package var prowYAMLRepo: String?

  package init() {}

  package func validate() throws {
    if let repo = prowYAMLRepo, !ConfigOptions.isRepository(repo) {
      throw ValidationError("--prow-yaml-repo takes org/repo or a URL, not \"\(repo)\"")
    }
  }

  private static func isRepository(_ text: String) -> Bool {
    let (org, name) = RepoKey.orgAndName(text)
    let names = name.split(separator: "/", omittingEmptySubsequences: false)
    if org.isEmpty || names.contains(where: \.isEmpty) { return false }
    return names.count == 1 || RepoKey.isURL(text)
  }

  package var named: NamedFiles {
    var named = NamedFiles()
    named.config = config
    named.plugins = plugins
    named.jobs = jobs
    named.supplementalConfig = supplementalConfig
    named.supplementalPlugins = supplementalPlugins
    named.prowYAMLRepo = prowYAMLRepo
    // Prow has no key for a project of GitLab that is in a group of a group.
    named.repositoryOfCI = CodeHost(Terminal.environment).repository
      .flatMap { ConfigOptions.isRepository($0) ? $0 : nil }
    return named
  }
}
