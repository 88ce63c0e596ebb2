internal import Diagnostics
internal import Files
internal import Kubernetes
internal import Prow

/// Counts ConfigMaps against the limit of the API server.
enum SizeCheck {
  /// A fault for each ConfigMap that is too large or nearly full; one for each name, however many
  /// clusters and namespaces have it.
  static func faults(of configMaps: [DesiredConfigMap], _ placement: Placement) -> [PublishedFault]
  {
    ofValues(configMaps, placement) + ofObjects(configMaps, placement)
  }

  private static func ofValues(
    _ configMaps: [DesiredConfigMap],
    _ placement: Placement
  ) -> [PublishedFault] {
    var seen: Set<String> = []
    return configMaps.filter { $0.size > SizeLimit.warning }.compactMap { configMap in
      let name = configMap.target.name
      guard seen.insert("\(name) \(configMap.size)").inserted else { return nil }
      let heaviest = configMap.heaviest(3)
      let remedy = SizeRemedy(configMap)
      let size = PublishedFault.Size(
        name: name,
        bytes: configMap.size,
        zipped: remedy.zipped,
        partitions: remedy.partitions,
        heaviest: heaviest.map(\.size)
      )
      return PublishedFault(
        .size(size),
        at: placement.maps(of: configMap.target).first?.place ?? placement.place(of: name),
        related: heaviest.map { placement.place(of: $0.path) }
      )
    }
  }

  /// What makes a ConfigMap too large whose values alone are not.
  private static func ofObjects(
    _ configMaps: [DesiredConfigMap],
    _ placement: Placement
  ) -> [PublishedFault] {
    var seen: Set<PublishedFault.Cause> = []
    return configMaps.filter { $0.size <= SizeLimit.bytes }.compactMap { configMap in
      guard let cause = cause(of: configMap), seen.insert(cause).inserted else { return nil }
      let name = configMap.target.name
      return PublishedFault(
        cause,
        at: placement.maps(of: configMap.target).first?.place ?? placement.place(of: name)
      )
    }
  }

  private static func cause(of configMap: DesiredConfigMap) -> PublishedFault.Cause? {
    let name = configMap.target.name
    if configMap.storedSize > SizeLimit.stored {
      return .storedSize(
        name: name,
        bytes: configMap.storedSize,
        names: configMap.storedNames,
        keys: configMap.entries.count
      )
    }
    guard let size = configMap.requestSize, size > SizeLimit.request else { return nil }
    return .requestSize(name: name, bytes: size)
  }
}

extension DesiredConfigMap {
  /// The keys that weigh most, the heaviest first.
  package func heaviest(_ count: Int) -> [Entry] {
    Array(
      entries.sorted {
        $0.size != $1.size ? $0.size > $1.size : TreePaths.precedes($0.key, $1.key)
      }.prefix(count)
    )
  }
}
