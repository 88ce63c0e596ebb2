package import Schema

/// What a file of an installation is: what it holds, and how it is read.
package struct FileKind: Sendable, Hashable {
  /// What people call such a file.
  package let name: String
  /// The type of its top value, as field tables call it.
  package let rootType: String
  /// The end of its name, where that tells such files from others.
  package let suffix: String?
  /// Whether it holds jobs, alone or with other settings.
  package let holdsJobs: Bool
  /// Whether Prow unzips it.
  ///
  /// Source: Prow, `ReadFileMaybeGZIP` in pkg/config/config.go and `Load` in pkg/plugins/plugins.go.
  package let isUnzipped: Bool
  /// The key under which a ConfigMap may hold it, as files for kubectl do.
  package let wrappedKey: StaticString?
  /// The tables of files that are not Prow's; `nil` for Prow's own.
  package let ownSchema: (@Sendable () -> CompiledCatalog)?

  package init(
    _ name: String,
    rootType: String,
    suffix: String? = nil,
    holdsJobs: Bool = false,
    isUnzipped: Bool = true,
    wrappedKey: StaticString? = nil,
    ownSchema: (@Sendable () -> CompiledCatalog)? = nil
  ) {
    self.name = name
    self.rootType = rootType
    self.suffix = suffix
    self.holdsJobs = holdsJobs
    self.isUnzipped = isUnzipped
    self.wrappedKey = wrappedKey
    self.ownSchema = ownSchema
  }

  package static func == (left: FileKind, right: FileKind) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension FileKind {
  /// The types that such files are made of.
  package var fields: Catalog { ownSchema?().catalog ?? ProwSchema.fields }

  package static let jobs = FileKind("job file", rootType: "JobConfig", holdsJobs: true)

  package static let inRepo = FileKind("in-repo config", rootType: "ProwYAML", holdsJobs: true)

  package static let config = FileKind(
    "config.yaml",
    rootType: "Config",
    holdsJobs: true,
    wrappedKey: "config.yaml"
  )

  package static let plugins = FileKind(
    "plugins.yaml",
    rootType: "Configuration",
    isUnzipped: false,
    wrappedKey: "plugins.yaml"
  )

  /// Merged into config.yaml.
  ///
  /// Source: Prow, `mergeFrom` in pkg/config/config.go.
  package static let supplementalConfig = FileKind(
    "*_prowconfig.yaml",
    rootType: "ProwConfig",
    suffix: "_prowconfig.yaml"
  )

  /// Merged into plugins.yaml.
  ///
  /// Source: Prow, `mergeFrom` in pkg/plugins/config.go.
  package static let supplementalPlugins = FileKind(
    "*_pluginconfig.yaml",
    rootType: "Configuration",
    suffix: "_pluginconfig.yaml"
  )

  /// A plain Pod manifest.
  package static let pod = FileKind("Pod manifest", rootType: "Pod")

  /// What Boskos lends to jobs: the file of its flag `--config`.
  ///
  /// Source: Boskos, `ParseConfig` in common/config.go.
  package static let boskos = FileKind(
    "Boskos resources",
    rootType: "BoskosConfig",
    isUnzipped: false,
    wrappedKey: "boskos-resources.yaml",
    ownSchema: { BoskosTable.compiled }
  )

  /// Which images generic-autobumper moves: the file of its flag `--config`.
  ///
  /// Source: Prow, `parseOptions` in cmd/generic-autobumper/main.go.
  package static let autobump = FileKind(
    "autobumper configuration",
    rootType: "AutobumpConfig",
    isUnzipped: false,
    ownSchema: { AutobumpTable.compiled }
  )

  /// Files of other programs that stand next to Prow's.
  package static let companions: [FileKind] = [.boskos, .autobump]

  package var isCompanion: Bool { FileKind.companions.contains(self) }

  /// The kind that the name of a file alone tells; `nil` for most files.
  package static func named(_ path: String) -> FileKind? {
    [supplementalConfig, supplementalPlugins].first { $0.suffix.map(path.hasSuffix) ?? false }
  }

  /// Prow's own, and Pod manifests.
  package static let all: [FileKind] = [
    .jobs, .inRepo, .config, .plugins, .supplementalConfig, .supplementalPlugins, .pod,
  ]
}
