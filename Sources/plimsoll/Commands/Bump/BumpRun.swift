import Analysis
import ArgumentParser
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import GoFormats
import Linting
import Prow
import Reporting

/// What one run of `plimsoll bump` moves, and where.
struct BumpRun {
  let families: [BumpPlan.Family]
  private let command: BumpCommand
  /// Keeps what `configs` look into.
  private let loaded: [LoadedFile]
  private let configs: [AutobumpConfig]

  init(_ command: BumpCommand) throws {
    self.command = command
    let loaded = try command.configs.map { path in
      try BumpRun.load(path)
    }
    self.loaded = loaded
    let configs = loaded.compactMap(AutobumpConfig.init)
    self.configs = configs
    var families: [BumpPlan.Family] = []
    for (config, path) in zip(configs, command.configs) {
      let own = try config.prefixes.flatMap {
        try BumpRun.families(of: $0, config, command.targets)
      }
      if own.isEmpty {
        throw Failure.usage(
          "targetVersion of \(path) is \"\(config.targetVersion)\", and plimsoll asks no registry: say "
            + "the tag with --to"
        )
      }
      families += own
    }
    if configs.isEmpty {
      families = command.targets.map { target in
        BumpPlan.Family(name: target.pattern ?? "", target: target.tag, matches: target.matches)
      }
    }
    self.families = families
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

  /// The images of a prefix, by the tags that they get; none if nothing says which.
  private static func families(
    of prefix: AutobumpConfig.Prefix,
    _ config: AutobumpConfig,
    _ targets: [BumpTarget]
  ) throws -> [BumpPlan.Family] {
    let regex = try GoRegex.compile(prefix.pattern).get()
    let own = ImageTag(config.targetVersion).map { [$0] } ?? []
    let all: [(target: BumpTarget?, tag: ImageTag)] =
      targets.map { ($0, $0.tag) } + own.map { (nil, $0) }
    let name = prefix.name.isEmpty ? prefix.pattern : prefix.name
    return all.map { target, tag in
      BumpPlan.Family(
        name: name,
        target: tag,
        repository: prefix.repo.isEmpty ? nil : prefix.repo,
        matches: { image in
          regex.matches(image.name + ":" + image.tag) && (target?.matches(image) ?? true)
        }
      )
    }
  }

  /// Images that must have one version.
  var groups: [@Sendable (ImageReference) -> Bool] {
    configs.flatMap(\.prefixes).filter(\.isConsistent).map { prefix in
      let (pattern, exceptions) = (prefix.pattern, prefix.exceptions)
      return { image in
        AutobumpConfig.Prefix.holds(image, pattern) && !exceptions.contains(image.name)
      }
    }
  }

  /// The files in which images are moved, each once.
  func files() throws -> [SourceFile] {
    var paths: [String] = []
    if !command.paths.isEmpty {
      paths = try BumpFiles.paths(at: command.paths)
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
