internal import ConfigMaps
package import Configs
internal import Diagnostics
internal import Files
internal import Kubernetes
package import Linting
internal import Policies
internal import Prow
internal import YAML

/// Lints small configurations in memory, such as the examples of rules.
package enum ExampleLinter {
  private static let schema = ProwSchema(takesManifests: true)

  /// - Parameters:
  ///   - example: Its config.yaml is a usual one where it has none.
  ///   - options: What is selected; folders and annotations come from the example.
  ///   - version: Date of the Prow that judges, if not the usual one.
  ///   - addsConfig: Whether there is a config.yaml where the example has none.
  /// - Returns: What is found in the example.
  /// - Throws: `FileError`, which no example has.
  package static func lint(
    _ example: Example,
    options: LintOptions = LintOptions(),
    version: String? = nil,
    addsConfig: Bool = true
  ) async throws -> LintResult {
    try await snapshot(example, options: options, version: version, addsConfig: addsConfig).result
  }

  /// What `lint --fix` makes of the bad example of a rule.
  ///
  /// - Parameters:
  ///   - rule: The only one that runs.
  ///   - takesUnsafe: Whether fixes are made, too, that people should look at.
  /// - Returns: The fixes as they were made.
  /// - Throws: `FileError`, which no example has.
  package static func fix(
    _ rule: Rule,
    takesUnsafe: Bool
  ) async throws -> FixRun {
    let snapshot = try await snapshot(rule.bad, options: LintOptions(running: rule))
    var run = FixRun(snapshot, takesUnsafe: takesUnsafe, mayChange: { _ in true })
    try await run.run { $0.rule == rule.id }
    return run
  }

  private static func snapshot(
    _ example: Example,
    options: LintOptions = LintOptions(),
    version: String? = nil,
    addsConfig: Bool = true
  ) async throws -> Snapshot {
    var files = example.files
    if addsConfig, !files.contains(where: { $0.name == "config.yaml" }) {
      files.append(("config.yaml", Example.baseConfig))
    }
    // A file that config.yaml names is not an input of its own.
    let inputs = files.filter { !$0.name.hasSuffix(".json") && $0.name != policies }.map {
      name,
      text in
      InputFile.memory(SourceFile(path: name, text: text), kind: .ofExample(name))
    }
    let hasPlugins = files.contains { $0.name == "plugins.yaml" }
    let unread = example.others.filter { !hasPlugins && $0.name.hasSuffix(".yaml") }.map {
      InputFile.unread(
        .link("leads out of the repository"),
        name: $0.name,
        kind: .jobs
      )
    }
    let texts = files
    var options = options
    options.requiredAnnotations = example.requiredAnnotations
    let schema =
      example.kubernetes.flatMap { KubernetesVersion($0) }
      .map { ProwSchema(kubernetes: $0, takesManifests: true) }
      ?? version.map { ProwSchema(version: $0) } ?? schema
    let tree = tree(of: example)
    options.supplementalConfig = ["supplemental/"]
    options.supplementalPlugins = ["supplemental/"]
    let own = PolicySet(
      files.filter { $0.name == policies }.map {
        (SourceFile(path: $0.name, text: $0.text), true)
      },
      schema: schema
    ) { _ in nil }
    let linter = Linter(
      catalogue: RuleCatalogue.builtIn.adding(own),
      options: options,
      schema: schema,
      workers: 1
    )
    return try await Snapshot.make(
      of: inputs + unread,
      with: linter,
      inRepoName: example.inRepo,
      read: { name in texts.first { $0.name == name }.map { Array($0.text.utf8) } },
      checkTree: Snapshot.publishedFiles { tree },
      policies: own.documents.isEmpty
        ? nil
        : PolicyRun(own, folder: "", today: today, tree: { MemoryTree([]) })
    )
  }

  private static func tree(of example: Example) -> MemoryTree {
    var files = example.files.map { (path: $0.name, bytes: Array($0.text.utf8)) }
    var links: [(path: String, target: String)] = []
    for other in example.others {
      switch other.kind {
      case .file: files.append((other.name, []))
      case .text(let bytes):
        files.append((other.name, [UInt8](repeating: UInt8(ascii: "x"), count: bytes)))
      case .link(let target): links.append((other.name, target))
      }
    }
    return MemoryTree(files, links: links)
  }

  /// The file of an example that holds policies.
  private static let policies = "policies.yaml"
  /// The day on which examples are judged, so that their findings stay the same.
  private static let today = "2026-01-01"
}
