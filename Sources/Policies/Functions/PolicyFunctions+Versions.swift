internal import CEL

extension PolicyFunctions {
  /// Texts by the versions that they are: 1.10 is newer than 1.9, and v1.9.0 the same as 1.9.
  static let versions: [Overload] = [
    Overload(
      name: "sortedVersions",
      isMember: true,
      arguments: [.list(.string)],
      result: .list(.string),
      doc: "The versions of a list as they are written, the oldest first."
    ) { values, run throws(CELError) in
      .list(try sorted(Arguments(values), run).map { .string($0) })
    },
    Overload(
      name: "maxVersion",
      isMember: true,
      arguments: [.list(.string)],
      result: .string,
      doc: "The newest version of a list as it is written; of equal ones the last."
    ) { values, run throws(CELError) in
      guard let last = try sorted(Arguments(values), run).last else {
        throw CELError(.evaluation, "maxVersion called on an empty list")
      }
      return .string(last)
    },
  ]

  private static func sorted(
    _ arguments: Arguments,
    _ run: Run
  ) throws(CELError) -> [StringValue] {
    var versions: [(text: StringValue, version: VersionValue, index: Int)] = []
    for text in try arguments.texts(0) {
      try run.charge(bytes: 100 + text.byteCount)
      do throws(CELError) {
        versions.append((text, try VersionValue(tolerant: text.string), versions.count))
      } catch {
        let short = text.string.prefix(100)
        throw CELError(.evaluation, "\"\(short)\" is not a version such as 1.10 or v1.2.3")
      }
    }
    let sorted = versions.sorted { left, right in
      let order = left.version.compared(to: right.version)
      return order < 0 || order == 0 && left.index < right.index
    }
    return sorted.map(\.text)
  }
}
