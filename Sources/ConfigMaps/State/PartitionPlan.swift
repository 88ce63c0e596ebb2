internal import Files
internal import GoFormats

/// Where the keys of a map would go with another number of partitions.
package struct PartitionPlan: Sendable {
  /// In their order.
  package let partitions: [Share]
  /// In the order of their bytes.
  package let keys: [Key]

  package struct Share: Sendable {
    package let name: String
    package let keyCount: Int
    /// Bytes of values, the commit in `VERSION` among them.
    package let size: Int
  }

  package struct Key: Sendable {
    package let key: String
    package let path: String
    package let size: Int
    /// The ConfigMaps that hold the key now and then.
    package let from: String
    package let to: String

    package var moves: Bool { from != to }
  }

  /// The most names that Prow takes.
  ///
  /// Source: Prow, `validateConfigUpdater` in pkg/plugins/config.go.
  package static let mostPartitions = 256

  /// - Parameters:
  ///   - map: The map that gets the partitions.
  ///   - state: A state with the map's ConfigMaps.
  ///   - count: From 1 to `mostPartitions`.
  package init(_ map: UpdaterMap, in state: DesiredState, count: Int) {
    let names = PartitionPlan.names(map, count: count)
    var keys: [String: Key] = [:]
    for configMap in state.configMaps where map.names.contains(configMap.target.name) {
      // Other clusters have the same keys, and other maps may write to the ConfigMap.
      for entry in configMap.entries where map.glob.matches(entry.path) {
        keys[entry.key] = Key(
          key: entry.key,
          path: entry.path,
          size: entry.size,
          from: configMap.target.name,
          to: names[count == 1 ? 0 : Partition.index(of: entry.key, count: count)]
        )
      }
    }
    self.keys = keys.values.sorted { TreePaths.precedes($0.key, $1.key) }
    let version = state.configMaps.compactMap(\.version).first?.utf8.count ?? 0
    partitions = names.map { name in
      let own = keys.values.filter { $0.to == name }
      return Share(name: name, keyCount: own.count, size: own.reduce(version) { $0 + $1.size })
    }
  }

  package var moving: Int { keys.count(where: \.moves) }

  /// The names that are there already, and further ones with numbers.
  private static func names(_ map: UpdaterMap, count: Int) -> [String] {
    if map.isPartitioned, map.names.count >= count { return Array(map.names.prefix(count)) }
    if count == 1 { return map.names }
    let known = map.isPartitioned ? map.names : []
    let base = baseName(map.names.first ?? "")
    var names = known
    for number in 0... where names.count < count {
      let name = "\(base)-\(number)"
      if !known.contains(name) { names.append(name) }
      if names.count == count { break }
    }
    return names
  }

  /// `job-config` of `job-config-0`.
  private static func baseName(_ name: String) -> String {
    guard let dash = name.lastIndex(of: "-") else { return name }
    let number = name[name.index(after: dash)...]
    let isNumber = !number.isEmpty && number.utf8.allSatisfy { (48...57).contains($0) }
    return isNumber ? String(name[..<dash]) : name
  }
}
