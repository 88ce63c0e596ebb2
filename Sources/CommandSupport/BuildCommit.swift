internal import CBuild

/// The commit that the program was built from.
///
/// The scripts write it into the build ID of the program, after four letters that tell it from a
/// build ID that the linker makes up: a change of it links the program again, and compiles nothing.
package enum BuildCommit {
  private static let mark = Array("PLIM".utf8)

  /// In hexadecimal digits; `nil` where the files that were built are not those of a commit, or
  /// something else than the scripts built them.
  package static var id: String? {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = build_id(&bytes, bytes.count)
    guard count > mark.count, count <= bytes.count, bytes.starts(with: mark) else { return nil }
    return bytes[mark.count..<count].map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}
