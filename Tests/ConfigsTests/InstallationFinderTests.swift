import Files
import Testing

@testable import Configs

@Suite("Installations")
struct InstallationFinderTests {
  private static let config = "prowjob_namespace: prow\ntide: {}\n"
  private static let plugins = "plugins: {acme: {plugins: [trigger]}}\nconfig_updater: {}\n"
  private static let jobs = "presubmits:\n  acme/rocket: []\n"

  @Test(arguments: [
    ("prow/config/config.yaml", "prow/config/plugins.yaml", "prow/config/jobs"),
    ("prow/blue/config.yaml", "prow/blue/plugins.yaml", "prow/blue/cluster/jobs"),
    ("prow/control-plane/config.yaml", "prow/control-plane/plugins.yaml", "prow/jobs"),
    ("core/prow/02_config/_config.yaml", "core/prow/02_config/_plugins.yaml", "ci-operator/jobs"),
    (
      "deploy/current/config/config.yaml", "deploy/current/plugins/plugins.yaml",
      "deploy/files/jobs"
    ),
    ("config/prow/config.yaml", "config/prow/plugins.yaml", "config/prow/jobs"),
    ("ci/prow-core.yaml", "ci/prow-plugins.yaml", "ci/prow-jobs"),
    (".prow/config.yaml", ".prow/plugins.yaml", ".prow/jobs"),
  ])
  func filesAreFoundByWhatTheyHold(_ config: String, _ plugins: String, _ jobs: String) throws {
    let found = try find([
      config: Self.config,
      plugins: Self.plugins,
      jobs + "/acme/a.yaml": Self.jobs,
      jobs + "/acme/b.yaml": Self.jobs,
      jobs + "/other/c.yaml": Self.jobs,
      "README.md": "# acme\n",
      "deploy/app.yaml": "apiVersion: v1\nkind: Service\n",
    ])
    #expect(found == Installation(config: config, plugins: plugins, jobs: [jobs]))
  }

  @Test
  func jobsNextToTheConfigurationAreFound() throws {
    let found = try find([
      ".prow/config.yaml": Self.config, ".prow/rocket.yaml": Self.jobs,
    ])
    #expect(found == Installation(config: ".prow/config.yaml", jobs: [".prow"]))
  }

  /// Presets are in a file of their own as often as in one with jobs.
  @Test
  func filesOfPresetsDoNotHideJobs() throws {
    let found = try find([
      "config.yaml": Self.config, "jobs/a.yaml": Self.jobs, "jobs/presets.yaml": "presets: []\n",
    ])
    #expect(found == Installation(config: "config.yaml", jobs: ["jobs"]))
  }

  @Test(arguments: [
    ("jobs/acme/rocket/a.yaml", "jobs"), ("prow-jobs/acme/a.yaml", "prow-jobs"),
    ("ci/acme/a.yaml", "ci/acme"), ("a.yaml", ""),
  ])
  func jobsAreFoundWithoutConfiguration(_ path: String, _ jobs: String) throws {
    let found = try find([path: Self.jobs])
    #expect(found == Installation(jobs: [jobs]))
  }

  @Test
  func supplementalFilesAreInTheFolderThatAllOfThemShare() throws {
    let found = try find([
      "prow/config.yaml": Self.config,
      "prow/more/acme/rocket/_prowconfig.yaml": "tide: {}\n",
      "prow/more/other/_prowconfig.yaml": "tide: {}\n",
      "prow/more/acme/rocket/_pluginconfig.yaml": "plugins: {}\n",
    ])
    #expect(found.supplementalConfig == ["prow/more"])
    #expect(found.supplementalPlugins == ["prow/more/acme/rocket"])
  }

  @Test
  func ofSeveralInstallationsOneMustBeNamed() throws {
    let files = [
      "prow/blue/config.yaml": Self.config,
      "prow/blue/jobs/a.yaml": Self.jobs,
      "prow/red/config.yaml": Self.config,
      "prow/red/jobs/a.yaml": Self.jobs,
    ]
    let error = #expect(throws: AmbiguousInstallation.self) { try find(files) }
    #expect(
      error?.description
        == "several Prow installations are here: prow/blue/config.yaml, prow/red/config.yaml; name "
        + "one with --config, or in .plimsoll.yaml"
    )
    for place in ["prow/red", "prow/red/jobs"] {
      let found = try find(files, from: place)
      #expect(found == Installation(config: "prow/red/config.yaml", jobs: ["prow/red/jobs"]))
    }
  }

  @Test
  func ofFilesInOneFolderTheUsualNameCounts() throws {
    let found = try find(["prow/config.yaml": Self.config, "prow/deck.yaml": "deck: {}\n"])
    #expect(found.config == "prow/config.yaml")
  }

  @Test(arguments: [
    "vendor/prow/config.yaml", "pkg/testdata/config.yaml", ".cache/config.yaml",
    "chart/templates/config.yaml", "pkg/prow-config-documented.yaml", "prow/values.yaml",
  ])
  func filesOfOthersAreNotTaken(_ path: String) throws {
    let found = try find([path: Self.config, "chart/Chart.yaml": "apiVersion: v2\nname: x\n"])
    #expect(found == Installation())
  }

  @Test(arguments: ["test/prow/config.yaml", "docs/config.yaml", "examples/acme/config.yaml"])
  func examplesAreTakenWhereThereIsNothingElse(_ path: String) throws {
    #expect(try find([path: Self.config]).config == path)
    let files = [path: Self.config, "ci/config.yaml": Self.config]
    #expect(try find(files).config == "ci/config.yaml")
    #expect(try find(files, from: JobFolders.parent(of: path)).config == path)
  }

  @Test
  func foldersThatAreAsNearAreAllTaken() throws {
    let found = try find([
      "prow/config.yaml": Self.config, "ci-a/a.yaml": Self.jobs, "ci-b/b.yaml": Self.jobs,
    ])
    #expect(found.jobs == ["ci-a", "ci-b"])
    #expect(
      try find([
        "a/x.yaml": Self.jobs, "b/y.yaml": Self.jobs, "c.yaml": "x: 1\n",
        "d.yaml": "x: 1\n",
      ]).jobs == ["a", "b"]
    )
  }

  @Test
  func noFolderOfJobsIsPassedOverForItsName() throws {
    let found = try find([
      "prow/config.yaml": Self.config, "prow/presubmits/unit/a.yaml": Self.jobs,
      "prow/presubmits/e2e/a.yaml": Self.jobs,
    ])
    #expect(found.jobs == ["prow/presubmits"])
  }

  @Test
  func eachFileBelongsToTheNearestConfiguration() throws {
    let files = [
      "a/config.yaml": Self.config, "a/acme_prowconfig.yaml": "tide: {}\n",
      "b/config.yaml": Self.config, "b/plugins.yaml": Self.plugins, "b/jobs/a.yaml": Self.jobs,
      "b/more/acme_prowconfig.yaml": "tide: {}\n",
    ]
    #expect(
      try find(files, from: "a") == Installation(config: "a/config.yaml", supplementalConfig: ["a"])
    )
    let second = Installation(
      config: "b/config.yaml",
      plugins: "b/plugins.yaml",
      jobs: ["b/jobs"],
      supplementalConfig: ["b/more"]
    )
    #expect(try find(files, from: "b") == second)
    #expect(try find(files, config: "b/config.yaml") == second)
  }

  @Test(arguments: [
    "\u{FEFF}\"plank\": {}\n", "'tide': {}\n", "log_level: info\ngithub_reporter: {}\n",
  ])
  func keysAreReadInQuotesAndWithoutSigns(_ text: String) throws {
    #expect(try find(["ci/config.yaml": text]).config == "ci/config.yaml")
  }

  @Test(arguments: [
    ("mkdocs.yml", "site_name: x\nplugins: [search]\n"),
    ("config.yaml", "apiVersion: v1\nkind: ConfigMap\ntide: {}\n"),
    ("config.yaml", "deck: {}\nhook: {}\ncrier: {}\nghproxy: {}\n"),
    ("ci.yaml", "jobs: {build: {}}\n"),
    (".prow.yaml", "presubmits: []\n"),
    (".prow/a.yaml", "presubmits: []\n"),
  ])
  func whatLooksAlikeIsNotTaken(_ path: String, _ text: String) throws {
    #expect(try find([path: text]) == Installation())
  }

  @Test
  func aFewJobFilesElsewhereChangeNothing() throws {
    var files = ["prow/config.yaml": Self.config, "prow/old/a.yaml": Self.jobs]
    for index in 0..<30 { files["ci/jobs/\(index).yaml"] = Self.jobs }
    #expect(try find(files).jobs == ["ci/jobs"])
  }

  private func find(
    _ files: [String: String],
    from place: String = "",
    config: String? = nil
  ) throws -> Installation {
    let files = files.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: Array($0.value.utf8)) }
    return try InstallationFinder(MemoryTree(files), from: place, config: config).find()
  }
}

@Suite("Remotes")
struct RemoteRepositoryTests {
  @Test(arguments: [
    ("https://github.com/acme/rocket.git", "acme/rocket"),
    ("https://user:secret@github.com/acme/rocket/", "acme/rocket"),
    ("git@github.com:acme/rocket.git", "acme/rocket"),
    ("ssh://git@github.com:22/acme/rocket", "acme/rocket"),
  ])
  func urlsNameTheRepository(_ url: String, _ name: String) {
    #expect(RemoteRepository.repository(url) == name)
  }

  @Test(arguments: [
    "", "/srv/git/rocket", "../rocket", "https://github.com/rocket", "https://host/a/b/c",
    "git@host:rocket", "user:secret@host:acme/rocket",
  ])
  func otherPlacesDoNot(_ url: String) {
    #expect(RemoteRepository.repository(url) == nil)
  }
}
