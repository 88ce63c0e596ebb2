internal import CEL
internal import GoFormats

/// Matches of a pattern with their groups.
enum Captures {
  /// - Returns: For each match the text of it and of each group, in their order; the text of a group
  ///   that took no part is empty.
  static func all(
    of pattern: StringValue,
    in text: StringValue,
    most: Int,
    _ run: Run
  ) throws(CELError) -> [[Value]] {
    let regex = try run.pattern(pattern)
    try run.charge(UInt64(text.byteCount / 10 + 1) * UInt64(pattern.byteCount / 4 + 1))
    var fault: CELError?
    let found = text.withBytes { bytes in
      var found: [[Value]] = []
      regex.findAll(in: bytes, limit: most) { range in
        do throws(CELError) {
          // A match may need a look at all that follows it.
          try run.charge(bytes: (bytes.count - range.lowerBound) / 5)
        } catch {
          fault = error
          return false
        }
        guard let groups = regex.match(in: bytes, from: range.lowerBound) else { return false }
        do throws(CELError) {
          try run.charge(bytes: groups.reduce(0) { $0 + ($1?.count ?? 0) })
        } catch {
          fault = error
          return false
        }
        found.append(
          groups.map { range in
            .string(range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "")
          }
        )
        return true
      }
      return found
    }
    if let fault { throw fault }
    return found
  }
}
