internal import Files

/// Two files that are one key of a ConfigMap; the later one is written last and stays.
struct KeyClash {
  let key: String
  /// Of the ConfigMap.
  let name: String
  let item: Placement.Item
  /// The file that stays.
  let other: Placement.Item

  /// The first clash of each map, and how many files of the map have the key of another file.
  ///
  /// - Parameter clashes: In any order; those in other clusters and namespaces count once.
  /// - Returns: In the order of the maps.
  static func byGlob(_ clashes: [KeyClash]) -> [(first: KeyClash, count: Int)] {
    let byMap = Dictionary(grouping: clashes, by: \.item.map)
    return byMap.sorted { $0.key < $1.key }.compactMap { _, clashes in
      let first = clashes.min { left, right in
        left.item.path != right.item.path
          ? TreePaths.precedes(left.item.path, right.item.path)
          : TreePaths.precedes(left.name, right.name)
      }
      return first.map { ($0, Set(clashes.map(\.item.path)).count) }
    }
  }
}
