/// The forms of paths in pods.
///
/// Sources: `validateLocalDescendingPath` and `validatePathNoBacksteps` in
/// pkg/apis/core/validation/validation.go.
package enum PathFormat {
  /// Why a path leaves its folder: a segment `..`.
  package static func backstepFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let dot = UInt8(ascii: ".")
    guard bytes.contains(dot) else { return nil }
    let segments = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return segments.contains { $0.count == 2 && $0.first == dot && $0.last == dot }
      ? "has a \"..\"" : nil
  }

  /// Why a path is not relative, or leaves its folder.
  package static func descendingFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    bytes.first == UInt8(ascii: "/") ? "is not relative" : backstepFault(bytes)
  }

  /// As `descendingFault(_:)`, for files of a volume, whose names may not start with `..` either.
  package static func volumeFileFault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if let fault = descendingFault(bytes) { return fault }
    return bytes.starts(with: [UInt8(ascii: "."), UInt8(ascii: ".")]) ? "starts with \"..\"" : nil
  }
}
