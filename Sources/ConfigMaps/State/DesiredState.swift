package import Files
internal import Machine
package import Prow

/// The ConfigMaps that one tree makes, whatever a cluster holds now.
///
/// A pure function of the tree's files, the maps and the request: equal trees give equal states, in
/// whatever order they list their files. Sources: Prow, `FilterChanges` and `Update` in
/// pkg/plugins/updateconfig/updateconfig.go.
package struct DesiredState: Sendable {
  /// In the order of their targets.
  ///
  /// Those that some file belongs to, and all partitions of a map with files: a partition without
  /// keys is there and empty, so that keys it had before go.
  package let configMaps: [DesiredConfigMap]
  /// Targets of maps that no file of the tree matches, in order; Prow leaves them alone, but keys
  /// that an earlier state had there are gone from it.
  package let unmatchedTargets: [ConfigMapTarget]
  /// What the key `VERSION` gets, also where it is the only one.
  package let version: String?
  /// Patterns whose files are left out because the map does not admit the repository.
  package let shutOut: [String]
  /// What is wrong with files and maps; if a rule calls it an error, the state must not be applied.
  package let faults: [PublishedFault]

  package init(
    configMaps: [DesiredConfigMap],
    unmatchedTargets: [ConfigMapTarget] = [],
    version: String? = nil,
    shutOut: [String] = [],
    faults: [PublishedFault] = []
  ) {
    self.configMaps = configMaps
    self.unmatchedTargets = unmatchedTargets
    self.version = version
    self.shutOut = shutOut
    self.faults = faults
  }

  /// The state of a tree without maps.
  package static let empty = DesiredState(configMaps: [])

  /// The same state, which takes the repository's keys out of further ConfigMaps.
  ///
  /// - Parameter targets: Those that no map of the tree names any more.
  /// - Returns: The state with them among `unmatchedTargets`.
  package func clearing(_ targets: [ConfigMapTarget]) -> DesiredState {
    let known = Set(configMaps.map(\.target)).union(unmatchedTargets)
    return DesiredState(
      configMaps: configMaps,
      unmatchedTargets: (unmatchedTargets + targets.filter { !known.contains($0) }).sorted(),
      version: version,
      shutOut: shutOut,
      faults: faults
    )
  }

  /// What a state is made for.
  package struct Request: Sendable {
    /// `org/repo` of the tree, for `allowed_repos` and `denied_repos`; `nil` treats the tree as
    /// config-bootstrapper does, for which any allowed_repos shuts a map out.
    package var repository: String?
    /// The commit that the key `VERSION` gets; `nil` takes the file `VERSION` at the root of the
    /// tree, if there is one.
    package var revision: String?
    /// `prowjob_namespace`, which stands for empty namespaces.
    package var namespace: String
    /// Names of ConfigMaps to make; `nil` for all.
    package var names: Set<String>?
    /// Whether every map takes the files, whatever its lists of repositories say.
    package var ignoresRepositories = false

    package init(
      repository: String? = nil,
      revision: String? = nil,
      namespace: String = "default",
      names: Set<String>? = nil
    ) {
      self.repository = repository
      self.revision = revision
      self.namespace = namespace
      self.names = names
    }
  }

  /// Reads what the maps match, zips it where they say so, and finds what is wrong.
  ///
  /// - Parameters:
  ///   - tree: Only the files and folders that a map can match are looked at.
  ///   - config: The maps.
  ///   - request: What the state is for.
  ///   - zips: Whether to zip files, which takes most of the time, and look at sizes; else each is
  ///     zipped when somebody asks for its value.
  ///   - workers: How many tasks zip at a time.
  /// - Returns: The state. Files with a problem are left out of it.
  /// - Throws: `TreeError` if the tree can't be read.
  package static func make(
    of tree: some FileTree,
    config: UpdaterConfig,
    request: Request,
    zips: Bool = true,
    workers: Int
  ) async throws(TreeError) -> DesiredState {
    var placement = Placement(tree: tree, config: config, request: request)
    try placement.run()
    return try await make(of: placement, in: tree, request, zips: zips, workers: workers)
  }

  /// The state of files whose places are known.
  static func make(
    of placement: Placement,
    in tree: some FileTree,
    _ request: Request,
    zips: Bool = true,
    workers: Int
  ) async throws(TreeError) -> DesiredState {
    let files = placement.filesToRead
    let contents = try tree.contents(of: files.map(\.entry))
    let version = try version(of: tree, request)
    if zips { await compress(zip(files, contents).filter(\.0.isZipped).map(\.1), workers: workers) }
    let byPath = Dictionary(
      zip(files.map(\.entry.path), contents),
      uniquingKeysWith: { first, _ in first }
    )
    let configMaps = placement.configMaps(contents: byPath, version: version)
    return DesiredState(
      configMaps: configMaps,
      unmatchedTargets: placement.unmatchedTargets,
      version: version,
      shutOut: placement.shutOut,
      faults: placement.faults + (zips ? SizeCheck.faults(of: configMaps, placement) : [])
    )
  }

  /// Source: Prow, `run` in cmd/config-bootstrapper/main.go.
  private static func version(
    of tree: some FileTree,
    _ request: Request
  ) throws(TreeError) -> String? {
    if let revision = request.revision { return revision }
    guard let entry = try tree.entry(at: DesiredConfigMap.versionKey), entry.kind == .file else {
      return nil
    }
    return try tree.contents(of: [entry]).first.flatMap {
      String(validating: $0.bytes, as: UTF8.self)
    }
  }

  /// In portions, so that an encoder's memory is made once for many small files.
  private static func compress(_ contents: [FileContent], workers: Int) async {
    let portions = stride(from: 0, to: contents.count, by: 16).map {
      contents[$0..<min($0 + 16, contents.count)]
    }
    _ = await ParallelMap.map(portions, workers: workers) { portion in
      let encoder = GzipEncoder()
      for content in portion { content.zip(with: encoder) }
    }
  }
}
