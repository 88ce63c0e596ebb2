/// What would make a ConfigMap that is too large, or nearly so, smaller.
struct SizeRemedy {
  /// Bytes if all values were zipped; `nil` if they are.
  let zipped: Int?
  /// The least number of partitions that leaves room in each, and the bytes of the fullest;
  /// `nil` if none does.
  let partitions: (count: Int, largest: Int)?

  init(_ configMap: DesiredConfigMap) {
    let version = configMap.version?.utf8.count ?? 0
    let sizes = configMap.entries.map { ($0.key, size: min($0.size, $0.content.gzip.count)) }
    let total = sizes.reduce(version) { $0 + $1.size }
    zipped = configMap.entries.allSatisfy(\.isZipped) ? nil : total
    let digests = sizes.map { (byte: Int(SHA256.digest($0.0.utf8)[0]), size: $0.size) }
    partitions = (2...256).lazy.map { count in
      var shares = [Int](repeating: version, count: count)
      for (byte, size) in digests { shares[byte % count] += size }
      return (count, shares.max() ?? 0)
    }.first { $0.largest < SizeLimit.warning }
  }

  /// One line: what to do, and what it would bring.
  var text: String {
    var words: [String] = []
    if let zipped {
      words.append("with gzip: true it would have \(SizeRemedy.share(zipped))")
    }
    if let partitions {
      words.append(
        "with \(partitions.count) partitioned_names\(zipped == nil ? "" : " and gzip: true") the "
          + "fullest would have \(SizeRemedy.share(partitions.largest))"
      )
    }
    return words.isEmpty
      ? "split its files, of which one alone is too large" : words.joined(separator: "; ")
  }

  private static func share(_ size: Int) -> String {
    "\(SizeLimit.number(size)) bytes (\(SizeLimit.percent(size)))"
  }
}
