/// The pieces of a pattern before its last star, if there are only a literal and `**/` among them, as in
/// `config/jobs/**/*.yaml` and `config/jobs/*.yaml`.
struct SimpleParts: Sendable, Hashable {
  private let folder: [UInt8]
  private let isDeep: Bool

  /// `nil` for other pieces.
  init?(_ parts: [GlobPart]) {
    var parts = parts[...]
    if case .literal(let bytes) = parts.first {
      folder = bytes
      parts = parts.dropFirst()
    } else {
      folder = []
    }
    isDeep = parts.first == .folders
    if isDeep { parts = parts.dropFirst() }
    if !parts.isEmpty { return nil }
  }

  /// Whether the pieces, a star and one of some endings match a path; `nil` for a path with a line
  /// break, which is no part of a folder.
  func match(_ path: UnsafeBufferPointer<UInt8>, _ endings: [[UInt8]]) -> Bool? {
    for ending in endings {
      let end = path.count - ending.count
      guard end >= folder.count, path[end...].elementsEqual(ending) else { continue }
      guard path.starts(with: folder) else { return false }
      let between = path[folder.count..<end]
      // The star crosses no slash, and in front of it are whole folders.
      guard let slash = between.lastIndex(of: UInt8(ascii: "/")) else { return true }
      if isDeep { return between[..<slash].contains(UInt8(ascii: "\n")) ? nil : true }
    }
    return false
  }
}
