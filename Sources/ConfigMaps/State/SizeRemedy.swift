internal import Files
internal import Kubernetes
internal import Prow

/// What would make a ConfigMap that is too large, or nearly so, smaller.
struct SizeRemedy {
  /// Bytes if all values were zipped; `nil` if they are.
  let zipped: Int?
  /// The least number of partitions that leaves room in each; `nil` if none does.
  let partitions: PublishedFault.Size.Partitions?

  init(_ configMap: DesiredConfigMap) {
    let version = configMap.version?.utf8.count ?? 0
    let sizes = configMap.entries.map { ($0.key, size: min($0.size, $0.content.gzip.count)) }
    let total = sizes.reduce(version) { $0 + $1.size }
    zipped = configMap.entries.allSatisfy(\.isZipped) ? nil : total
    let digests = sizes.map { (byte: Int(SHA256.digest($0.0.utf8)[0]), size: $0.size) }
    partitions = (2...256).lazy.map { count in
      var shares = [Int](repeating: version, count: count)
      for (byte, size) in digests { shares[byte % count] += size }
      return PublishedFault.Size.Partitions(count: count, largest: shares.max() ?? 0)
    }.first { $0.largest < SizeLimit.warning }
  }
}
