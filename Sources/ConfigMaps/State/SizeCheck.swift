internal import Diagnostics

/// Counts ConfigMaps against the limit of the API server.
enum SizeCheck {
  static let rules = ["configmap-too-large", "configmap-nearly-full"]

  /// An error for a ConfigMap over the limit, a warning for one that is nearly full; one for each
  /// name, however many clusters and namespaces have it.
  static func problems(of configMaps: [DesiredConfigMap], _ placement: Placement) -> [Diagnostic] {
    var seen: Set<String> = []
    return configMaps.filter { $0.size > SizeLimit.warning }.compactMap { configMap in
      let size = configMap.size
      guard seen.insert("\(configMap.target.name) \(size)").inserted else { return nil }
      let isTooLarge = size > SizeLimit.bytes
      let words =
        isTooLarge
        ? "more than the \(SizeLimit.number(SizeLimit.bytes)) that Kubernetes takes"
        : "\(SizeLimit.percent(size)) of what Kubernetes takes"
      let place =
        placement.maps(of: configMap.target).first?.place
        ?? placement.place(of: configMap.target.name)
      return Diagnostic(
        rule: isTooLarge ? "configmap-too-large" : "configmap-nearly-full",
        severity: isTooLarge ? .error : .warning,
        message: "ConfigMap \"\(configMap.target.name)\" has \(SizeLimit.number(size)) bytes, "
          + words,
        place: place,
        help: SizeRemedy(configMap).text,
        related: configMap.heaviest(3).map { entry in
          RelatedPlace(
            place: placement.place(of: entry.path),
            message: "\(SizeLimit.number(entry.size)) bytes"
          )
        }
      )
    }
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
