internal import Cluster
internal import ConfigMaps
internal import Files
internal import Formats
internal import Prow

/// The diff of one key of a ConfigMap, for people.
enum KeyDiff {
  /// Bytes of the larger value from which on a diff takes longer than it is worth.
  private static let mostBytes = 256 << 10

  /// - Returns: Lines as `diff -u` writes them; `nil` where a value is not text, also not when
  ///   unzipped, or is too large.
  static func text(of key: String, _ values: TargetOutcome.Preview) -> String? {
    guard let old = text(values.before, key), let new = text(values.after, key),
      max(old.count, new.count) <= mostBytes
    else { return nil }
    return UnifiedDiff(old, new).hunks.map { hunk in
      hunk.header + "\n" + hunk.lines.map { "\($0.kind.rawValue)\($0.text)\n" }.joined()
    }.joined()
  }

  private static func text(_ values: [ConfigMapField: [UInt8]], _ key: String) -> [UInt8]? {
    guard
      let value = values[ConfigMapField(.data, key)] ?? values[ConfigMapField(.binaryData, key)]
    else { return [] }
    if String(validating: value, as: UTF8.self) != nil { return value }
    guard let text = Gzip.unzip(value, limit: mostBytes) else { return nil }
    return String(validating: text, as: UTF8.self) == nil ? nil : text
  }
}
