package import Analysis
internal import CommandSupport
internal import Configs
package import Diagnostics
internal import Files
internal import Formats
internal import GoFormats
internal import Linting
package import Prow
internal import Reporting

/// What one run of `bump` should move, and where.
package struct BumpRequest {
  /// One for each configuration; one for the command line if there is none.
  package let sources: [Source]
  private let options: BumpOptions
  /// Keeps what `configs` look into.
  private let loaded: [LoadedFile]
  package let configs: [AutobumpConfig]

  /// What one configuration, or the command line alone, wants.
  package struct Source: Sendable {
    /// `nil` for the command line.
    package var path: String?
    /// Of the configuration.
    package var targetVersion: String
    package var wishes: [BumpWish]
  }

  /// - Throws: `Failure` for a configuration with errors.
  package init(_ options: BumpOptions) throws {
    self.options = options
    let loaded = try options.configs.map { path in
      try BumpRequest.load(path)
    }
    self.loaded = loaded
    let configs = loaded.compactMap(AutobumpConfig.init)
    self.configs = configs
    if configs.isEmpty {
      let wishes = options.targets.map { target in
        BumpWish(name: target.pattern ?? "", goal: target.goal, matches: target.matches)
      }
      sources = [Source(path: nil, targetVersion: "", wishes: wishes)]
    } else {
      sources = try zip(configs, options.configs).map { config, path in
        Source(
          path: path,
          targetVersion: config.targetVersion,
          wishes: try config.prefixes.flatMap {
            try BumpRequest.wishes(of: $0, config, options.targets)
          }
        )
      }
    }
  }

  /// Reads a configuration, which must have no errors.
  private static func load(_ path: String) throws -> LoadedFile {
    let name = WorkingDirectory.shortName(path)
    let file = try LoadedFile.load(
      path,
      name: name,
      kind: .autobump,
      schema: ProwSchema.standard
    )
    let linter = Linter(
      where: { $0.group == .autobump || $0.group == .prow },
      schema: ProwSchema.standard,
      workers: 1
    )
    let errors = linter.check(file).diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, AutobumpConfig(file) != nil else {
      Terminal.printError(TextReporter(usesColor: false).render(errors))
      throw Failure.input("\(name) is no configuration that the autobumper takes")
    }
    return file
  }

  /// The images of a prefix, by what they should get; none if nothing says that.
  private static func wishes(
    of prefix: AutobumpConfig.Prefix,
    _ config: AutobumpConfig,
    _ targets: [BumpTarget]
  ) throws -> [BumpWish] {
    let regex = try GoRegex.compile(prefix.pattern).get()
    let own = config.goal(of: prefix).map { [$0] } ?? []
    let all: [(target: BumpTarget?, goal: BumpGoal)] =
      targets.map { ($0, $0.goal) } + own.map { (nil, $0) }
    let name = prefix.name.isEmpty ? prefix.pattern : prefix.name
    return all.map { target, goal in
      BumpWish(
        name: name,
        goal: goal,
        repository: prefix.repo.isEmpty ? nil : prefix.repo,
        matches: { image in
          regex.matches(image.name + ":" + image.tag) && (target?.matches(image) ?? true)
        }
      )
    }
  }

  /// Images that must have one version.
  package var groups: [@Sendable (ImageReference) -> Bool] {
    configs.flatMap(\.prefixes).filter(\.isConsistent).map { prefix in
      let (pattern, exceptions) = (prefix.pattern, prefix.exceptions)
      return { image in
        AutobumpConfig.Prefix.holds(image, pattern) && !exceptions.contains(image.name)
      }
    }
  }

  /// The files in which images are moved, each once.
  package func files() throws -> [SourceFile] {
    var paths: [String] = []
    if !options.paths.isEmpty {
      paths = try BumpFiles.paths(at: options.paths)
    } else if configs.isEmpty {
      let settings = try Settings.nearest(to: nil)
      let layout = try Layout(NamedFiles(), paths: [], settings: settings)
      paths = try layout.inputs().compactMap { input in
        guard case .disk(let path, _, _) = input else { return nil }
        return path
      }
      if paths.isEmpty { throw Failure.usage("\(layout.nothingFound)") }
    } else {
      paths = try configs.flatMap { try BumpFiles.paths(of: $0) }
    }
    var seen: Set<String> = []
    return try paths.filter { seen.insert(WorkingDirectory.absolute($0)).inserted }.map { path in
      SourceFile(path: WorkingDirectory.shortName(path), bytes: try FileReader.bytes(of: path))
    }
  }
}

extension AutobumpConfig {
  /// What the configuration itself wants for the images of a prefix; `nil` if it does not say that.
  ///
  /// Source: Prow, `updateReferences` and `upstreamConfigVersions` in cmd/generic-autobumper/main.go.
  fileprivate func goal(of prefix: Prefix) -> BumpGoal? {
    let file: String? =
      switch targetVersion {
      case "upstream": prefix.node.converted(.refConfigFile)
      case "upstream-staging": prefix.node.converted(.stagingRefConfigFile)
      default: nil
      }
    if let file {
      let named = root.converted(.upstreamURLBase) ?? ""
      let base = named.isEmpty ? AutobumpConfig.usualUpstream : named
      return .upstream(BumpGoal.Upstream(url: "\(base)/\(file)", prefix: prefix.pattern))
    }
    return targetVersion == "latest" ? .newest : ImageTag(targetVersion).map { .version($0) }
  }

  private static let usualUpstream =
    "https://raw.githubusercontent.com/kubernetes/test-infra/master"
}
