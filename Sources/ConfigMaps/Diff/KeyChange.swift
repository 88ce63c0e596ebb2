internal import Files
package import Formats
internal import Prow

/// What happens to one key of a ConfigMap.
package struct KeyChange: Sendable {
  package let kind: Kind
  /// The key afterwards, or the one that is gone.
  package let key: String
  /// The value before, wherever it stood; `nil` for a key that comes.
  package let old: DesiredConfigMap.Entry?
  /// `nil` for a key that goes from this ConfigMap.
  package let new: DesiredConfigMap.Entry?

  package enum Kind: Sendable, Hashable {
    case added, removed, changed
    /// The same or a similar value stood under another key of the ConfigMap.
    case renamed(from: String)
    /// The value stood in another ConfigMap of the namespace.
    case movedFrom(String)
    /// The value is in another ConfigMap of the namespace.
    case movedTo(String)
  }

  /// The file that it is about: where it is now, or where it was.
  package var path: String { new?.path ?? old?.path ?? "" }

  /// Whether the file's bytes differ, not only its key or whether it is zipped.
  package var changesContent: Bool { old?.content.bytes != new?.content.bytes }

  /// Bytes by which the ConfigMap grows.
  package var growth: Int {
    if case .movedFrom = kind { return new?.size ?? 0 }
    return (new?.size ?? 0) - (old?.size ?? 0)
  }

  /// The diff of the values; `nil` if one of them is not text, even after unzipping.
  package var diff: UnifiedDiff? {
    let texts = [old, new].map { $0.map(KeyChange.text) ?? [] }
    guard let before = texts[0], let after = texts[1] else { return nil }
    return UnifiedDiff(before, after)
  }

  private static func text(_ entry: DesiredConfigMap.Entry) -> [UInt8]? {
    if entry.content.isText { return entry.content.bytes }
    guard let text = Gzip.unzip(entry.content.bytes, limit: 64 << 20) else { return nil }
    return String(validating: text, as: UTF8.self) == nil ? nil : text
  }
}
