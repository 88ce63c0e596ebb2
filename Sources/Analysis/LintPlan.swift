package import Configs
internal import Diagnostics
package import Files
package import Kubernetes
package import Linting
package import Policies
internal import Prow
internal import YAML

/// What one run of lint judges, and by which rules.
package final class LintPlan: Sendable {
  /// With the version of Prow that judges.
  package let settings: Settings
  package let layout: Layout
  /// The files, in the order in which Prow reads them.
  package let inputs: [InputFile]
  package let linter: Linter
  package let policies: PolicySet
  private let paths: [String]
  private let policyRun: PolicyRun?
  private let overlay: FileOverlay?

  /// - Parameters:
  ///   - layout: Where the files are.
  ///   - paths: What the command line asks for.
  ///   - settings: Those that count for the paths.
  ///   - policies: The team's own rules.
  ///   - options: What is selected; folders come from the layout.
  ///   - kubernetes: The version of the build clusters, if the settings don't say it.
  ///   - today: The date as 2027-03-31.
  ///   - workers: How many tasks work at a time.
  ///   - overlay: What counts in place of the bytes of some files.
  /// - Throws: `FileError` if config.yaml or a folder can't be read, or the settings name a file that
  ///   is not of the repository.
  package init(
    _ layout: Layout,
    paths: [String],
    _ settings: Settings,
    _ policies: PolicySet,
    _ options: LintOptions,
    kubernetes: KubernetesVersion? = nil,
    today: String,
    workers: Int,
    overlay: FileOverlay? = nil
  ) async throws(FileError) {
    var (options, settings) = (options, settings)
    layout.describe(in: &options)
    // config.yaml is read while folders are walked.
    async let version = Result { [settings] () throws(FileError) in
      try settings.versionOfImages(in: layout.config, overlay: overlay)
    }
    inputs = try layout.inputs()
    settings.use(try await version.get())
    linter = Linter(
      catalogue: RuleCatalogue.builtIn.adding(policies),
      options: options,
      schema: settings.schema(
        kubernetes: kubernetes ?? settings.kubernetes,
        takesManifests: options.isOnly(.kubernetes, of: .builtIn)
      ),
      workers: workers
    )
    policyRun =
      policies.isEmpty
      ? nil : PolicyRun(policies, paths: paths, settings, today: today, overlay: overlay)
    self.layout = layout
    self.paths = paths
    self.settings = settings
    self.policies = policies
    self.overlay = overlay
  }

  /// Reads and judges the files.
  ///
  /// `former`: The same files by other rules: one that does not parse keeps what it held there.
  ///
  /// - Throws: `FileError` for the first file that can't be read.
  package func snapshot(former: Snapshot? = nil) async throws(FileError) -> Snapshot {
    try await Snapshot.make(
      of: inputs.map { $0.replaced(by: overlay) },
      with: linter,
      inRepoName: layout.inRepo,
      read: contents,
      checkTree: treeCheck,
      policies: policyRun,
      former: former
    )
  }

  /// Reads the files, and judges those that are not the same as in a snapshot by the same rules.
  func snapshot(sharing known: Snapshot) async throws(FileError) -> Snapshot {
    let (files, overlay, linter) = (known.filesByPath, overlay, linter)
    let checked = try await InputFile.load(inputs, workers: linter.workers) {
      input throws(FileError) in
      let (input, former) = (input.replaced(by: overlay).read, files[input.name])
      if let former, input.hasContent(of: former) { return former }
      let file = try input.load(linter.schema)
      return CheckedFile(file, as: input.kind, linter, replacing: former)
    }
    return try await known.with(
      checked,
      read: contents,
      checkTree: treeCheck,
      policies: policyRun
    )
  }

  private var contents: @Sendable (String) -> [UInt8]? {
    { [layout, overlay] path in overlay?[path] ?? layout.contents(path) }
  }

  private var treeCheck: Snapshot.TreeCheck {
    Snapshot.publishedFiles { [paths, settings, overlay] in
      TreeLayout.folder(paths: paths, settings: settings, overlay: overlay)
    } isWhole: { [paths, settings] in
      TreeLayout.isTopOfClone(paths: paths, settings: settings)
    }
  }

  /// The files that config_updater publishes are in here.
  package var tree: FolderTree {
    TreeLayout.folder(paths: paths, settings: settings, overlay: overlay)
  }

  /// All findings of a snapshot and of the settings.
  package func result(of snapshot: Snapshot) -> LintResult {
    result(of: snapshot, settings: settings.file)
  }

  /// The same with a settings file that may be another version of the one that counts.
  func result(of snapshot: Snapshot, settings file: LoadedFile?) -> LintResult {
    var result = snapshot.result
    if let file {
      let linter = snapshot.linter
      result.add(linter.check(settings: file, paths: result.paths(linter.options)))
    }
    return result
  }

  /// Leaves out the findings that nobody asked for.
  package func keepAskedFor(in result: inout LintResult) {
    // A file that can't be read keeps others from being judged, too.
    let others =
      result.workspace.files.filter { !$0.isReadable } + [settings.file].compactMap(\.self)
    let shown = Set(others.map(\.file.path))
    result.keep { layout.isAskedFor($0) || shown.contains($0) }
  }
}

extension InputFile {
  /// The file with its bytes, if they can be read.
  fileprivate var read: InputFile {
    guard case .disk(let path, let name, let kind) = self,
      let bytes = try? FileReader.bytes(of: path, most: Document.Limits.bytes)
    else { return self }
    return .bytes(bytes, name: name, kind: kind)
  }
}
