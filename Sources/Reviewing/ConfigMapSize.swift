internal import Analysis
package import ConfigMaps
package import Files

/// How full a ConfigMap is that config_updater makes of a tree, and how it grew.
package struct ConfigMapSize: Sendable {
  /// Where it is, if several clusters or namespaces have it alike.
  package let targets: [ConfigMapTarget]
  package let keyCount: Int
  /// Bytes of its values, as they are stored.
  package let size: Int
  /// Whether the size is more than an estimate.
  package let isExact: Bool
  /// Bytes by which its values grew; `nil` if nothing older is known.
  package let growth: Int?

  package var name: String { targets[0].name }

  /// The ConfigMaps of a tree, in the order of the first target of each.
  ///
  /// - Parameters:
  ///   - tree: The files.
  ///   - older: The files before; `nil` if they are not known.
  ///   - request: What the trees are read by.
  /// - Returns: `nil` where there is no plugins.yaml.
  /// - Throws: `UnreadableInput`, `TreeError` or `FileError` if something can't be read.
  package static func all(
    of tree: some FileTree,
    since older: (some FileTree)?,
    _ request: Review.Request
  ) async throws -> [ConfigMapSize]? {
    guard let state = try await Review.state(of: tree, request) else { return nil }
    var growth: [ConfigMapTarget: Int]?
    if let older, let before = try await Review.state(of: older, request) {
      let diffs = StateDiff(from: before, to: state).configMaps
      growth = Dictionary(diffs.map { ($0.target, $0.growth) }, uniquingKeysWith: +)
    }
    var positions: [Likeness: Int] = [:]
    var sizes: [ConfigMapSize] = []
    for configMap in state.configMaps {
      let own = growth.map { $0[configMap.target] ?? 0 }
      let likeness = Likeness(configMap, growth: own)
      if let position = positions[likeness] {
        sizes[position] = sizes[position].adding(configMap.target)
      } else {
        positions[likeness] = sizes.count
        sizes.append(ConfigMapSize([configMap.target], configMap, growth: own))
      }
    }
    return sizes
  }

  private init(_ targets: [ConfigMapTarget], _ configMap: DesiredConfigMap, growth: Int?) {
    self.targets = targets
    self.growth = growth
    keyCount = configMap.entries.count
    (size, isExact) = configMap.estimatedSize
  }

  private init(_ targets: [ConfigMapTarget], like other: ConfigMapSize) {
    self.targets = targets
    (keyCount, size, isExact, growth) =
      (other.keyCount, other.size, other.isExact, other.growth)
  }

  private func adding(_ target: ConfigMapTarget) -> ConfigMapSize {
    ConfigMapSize(targets + [target], like: self)
  }

  /// Equal for ConfigMaps of one name with the same files.
  private struct Likeness: Hashable {
    let name: String
    let files: [ObjectIdentifier]
    let growth: Int?

    init(_ configMap: DesiredConfigMap, growth: Int?) {
      name = configMap.target.name
      files = configMap.entries.map { ObjectIdentifier($0.content) }
      self.growth = growth
    }
  }
}
