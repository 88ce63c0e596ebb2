internal import Diagnostics
internal import Machine
internal import YAML

/// A configuration that a ConfigMap holds, as files for kubectl have it.
enum WrappedFile {
  /// The file that is inside of a ConfigMap: the same text with blanks in place of all that is
  /// around it, so that every place is the same in both.
  ///
  /// `name`: The key that is looked for; the only key is taken whatever its name.
  /// - Returns: `nil` if the document is not such a ConfigMap, or has the value in another style than
  ///   as a literal block.
  static func content(of document: Document, named name: StaticString) -> SourceFile? {
    guard let root = document.root, root["kind"]?.string.map({ $0 == "ConfigMap" }) ?? false,
      let data = root["data"], data.isMapping
    else { return nil }
    let all = Array(data.entries)
    let entry = all.first { $0.key.text == name } ?? (all.count == 1 ? all.first : nil)
    guard let value = entry?.value, value.string != nil else { return nil }
    let bytes = document.file.bytes
    let range = Int(value.range.start)..<min(Int(value.range.end), bytes.count)
    guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "|"),
      let lineEnd = bytes[range].firstIndex(of: 0x0A)
    else { return nil }
    let copy = BulkMemory.allocate(bytes.count)
    for index in bytes.indices {
      let isKept = bytes[index] == 0x0A || index > lineEnd && index < range.upperBound
      copy.initializeElement(at: index, to: isKept ? bytes[index] : 0x20)
    }
    return SourceFile.decoding(path: document.file.path, adopting: copy).0
  }
}
