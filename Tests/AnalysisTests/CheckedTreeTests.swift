import Analysis
import ConfigMaps
import Configs
import Diagnostics
import Files
import Prow
import TestSupport
import Testing

@Suite("A checked tree")
struct CheckedTreeTests {
  private let job =
    "periodics:\n- name: nightly\n  cluster: elsewhere\n  interval: 24h\n"
    + "  spec:\n    containers: [{image: golang}]\n"

  private func tree(_ more: [String: String]) -> MemoryTree {
    let files = [
      "prow/config.yaml": "plank: {build_cluster_status_file: status.json}\n",
      "prow/plugins.yaml": "config_updater: {maps: {jobs/*: {name: job-config}}}\n",
      "jobs/rocket.yaml": job,
    ]
    return MemoryTree(files.merging(more) { _, new in new }.map { ($0.key, Array($0.value.utf8)) })
  }

  private func check(
    _ tree: some FileTree,
    _ settings: Settings = Settings()
  ) async throws -> CheckedTree {
    try #require(
      try await CheckedTree.check(
        tree,
        layout: TreeLayout(inTree: settings),
        request: CheckedTree.Request(
          repository: "acme/launchpad",
          revision: "abc",
          workers: 1,
          settings: settings
        )
      )
    )
  }

  @Test
  func filesThatTheConfigNamesAreThoseOfTheTree() async throws {
    let status = "{\"default\":\"Reachable\"}\n"
    let with = try await check(tree(["status.json": status]))
    #expect(with.warnings.contains { $0.message.contains("elsewhere") })
    // One that is on the disk under this name is of no interest.
    let folder = try TemporaryFolder()
    try folder.write(status, to: "status.json")
    let config = "plank: {build_cluster_status_file: \(folder.path)/status.json}\n"
    let without = try await check(tree(["prow/config.yaml": config]))
    #expect(!without.warnings.contains { $0.message.contains("elsewhere") })
  }

  @Test
  func aJobThatProwRefusesRefusesTheTree() async throws {
    let checked = try await check(
      tree(["jobs/broken.yaml": "periodics:\n- name: x\n  interval: soon\n"])
    )
    #expect(checked.isRefused)
    #expect(checked.problems.contains { $0.place.file.path == "jobs/broken.yaml" })
    #expect(try await !check(tree([:])).isRefused)
  }

  @Test
  func itsStateHasTheRevision() async throws {
    let checked = try await check(tree([:]))
    #expect(checked.state.configMaps.map(\.target.name) == ["job-config"])
    #expect(checked.state.configMaps.first?.version == "abc")
  }

  /// The bot and the command line judge by the same files.
  @Test
  func supplementalFilesAreReadLikeOnTheCommandLine() async throws {
    let broken = "tide: {queries: [{orgs: [acme], labels: yes}]}\n"
    let found = try await check(tree(["prow/more/acme_prowconfig.yaml": broken]))
    #expect(found.problems.map(\.place.file.path) == ["prow/more/acme_prowconfig.yaml"])
    // A folder that the settings name counts also where nothing would be found.
    let settings = "prow: {config: prow/config.yaml, plugins: prow/plugins.yaml, jobs: [jobs], "
    let files = tree([
      ".plimsoll.yaml": settings + "supplementalConfig: [more]}\n",
      "more/acme_prowconfig.yaml": broken,
    ])
    let named = try await check(files, Settings.inTree(files))
    #expect(named.problems.map(\.place.file.path) == ["more/acme_prowconfig.yaml"])
    let unnamed = tree([".plimsoll.yaml": settings + "}\n", "more/acme_prowconfig.yaml": broken])
    #expect(try await check(unnamed, Settings.inTree(unnamed)).problems.isEmpty)
  }

  @Test
  func jobsAtTheRootOfATreeAreRead() async throws {
    let files = MemoryTree([
      ("config.yaml", Array("plank: {}\n".utf8)),
      ("plugins.yaml", Array("config_updater: {maps: {'*.yaml': {name: all}}}\n".utf8)),
      ("rocket.yaml", Array("periodics:\n- name: x\n  interval: soon\n".utf8)),
    ])
    let checked = try await check(files)
    #expect(checked.problems.map(\.place.file.path).contains("rocket.yaml"))
  }

  @Test
  func theVersionIsThatOfTheImages() async throws {
    func config(_ date: String) -> String {
      """
      branch-protection: {require_signed_commits: true}
      plank:
        default_decoration_config_entries:
        - config:
            utility_images: {clonerefs: "gcr.io/k8s-prow/clonerefs:v\(date)-0123456789"}

      """
    }
    let old = try await check(tree(["prow/config.yaml": config("20260301")]))
    #expect(old.warnings.map(\.path).contains("branch-protection.require_signed_commits"))
    let new = try await check(tree(["prow/config.yaml": config("20260821")]))
    #expect(!new.warnings.map(\.path).contains("branch-protection.require_signed_commits"))
  }

  private static let named =
    "prow: {config: prow/config.yaml, plugins: prow/plugins.yaml, jobs: [jobs], "

  @Test
  func theRootMayBeNamedAsAFolder() async throws {
    for setting in ["supplementalConfig: [.]}", "supplementalConfig: [./]}"] {
      let files = tree([
        ".plimsoll.yaml": Self.named + setting,
        "acme_prowconfig.yaml": "tide: {queries: [{orgs: [acme], labels: yes}]}\n",
      ])
      let problems = try await check(files, Settings.inTree(files)).problems
      #expect(problems.map(\.place.file.path) == ["acme_prowconfig.yaml"])
    }
    let settings = "prow: {config: prow/config.yaml, plugins: prow/plugins.yaml, jobs: [., jobs]}\n"
    let files = tree([
      ".plimsoll.yaml": settings, "top.yaml": "periodics:\n- name: x\n  interval: soon\n",
    ])
    let problems = try await check(files, Settings.inTree(files)).problems
    #expect(problems.map(\.place.file.path).contains("top.yaml"))
  }

  @Test
  func aNamedFolderThatIsNotThereIsSaid() async throws {
    let files = tree([".plimsoll.yaml": Self.named + "supplementalPlugins: [more]}\n"])
    await #expect {
      try await check(files, Settings.inTree(files))
    } throws: {
      "\($0)" == "more: no such file or folder"
    }
  }

  @Test
  func aNamedFolderOutsideOfTheRepositoryIsSaid() async throws {
    let folder = try TemporaryFolder()
    try folder.shell("git init -q '\(folder.path)/repository' && mkdir '\(folder.path)/jobs'")
    try folder.write("prow: {jobs: [../jobs]}\n", to: "repository/.plimsoll.yaml")
    let root = folder.path + "/repository"
    let settings = try Settings.nearest(to: root)
    let layout = TreeLayout(NamedTree(root: root), settings: settings)
    #expect {
      try layout.files(in: FolderTree(root, shownAs: root))
    } throws: {
      "\($0)".contains(".plimsoll.yaml:1 names it, and it is not in the repository")
    }
    let flags = TreeLayout(
      NamedTree(root: root),
      jobs: [folder.path + "/jobs"],
      settings: Settings()
    )
    #expect {
      try flags.files(in: FolderTree(root, shownAs: root))
    } throws: {
      "\($0)".contains("/jobs is not below \(root), where the files are")
    }
  }

  @Test
  func aSupplementalFolderThatIsALinkIsSaid() async throws {
    let files = MemoryTree(
      [
        (".plimsoll.yaml", Array((Self.named + "supplementalConfig: [link]}\n").utf8)),
        ("prow/config.yaml", Array("plank: {}\n".utf8)), ("jobs/rocket.yaml", Array(job.utf8)),
        ("prow/plugins.yaml", Array("config_updater: {maps: {jobs/*: {name: a}}}\n".utf8)),
        ("more/acme_prowconfig.yaml", Array("tide: {queries: [{labels: yes}]}\n".utf8)),
      ],
      links: [("link", "more")]
    )
    let problems = try await check(files, Settings.inTree(files)).problems
    #expect(problems.map(\.place.file.path) == ["link"])
  }
}
