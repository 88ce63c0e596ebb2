/// The paths of a clone that git knows, from the clone's index: those that `git ls-files` lists.
///
/// Git is not run: it would run what a hostile repository sets up.
///
/// Source: git, Documentation/gitformat-index.adoc, versions 2 to 4.
package struct GitIndex: Sendable {
  /// The most bytes of an index that is read.
  package static let mostBytes = 1 << 26

  private var bytes: [UInt8] = []
  /// Where each path ends in `bytes`.
  private var ends: [Int] = []

  /// `nil` for what is no index, and for one that has its paths elsewhere too: a split or a sparse one.
  package init?(_ bytes: [UInt8]) {
    // The length of object names is that of the clone's hash, which only its settings say.
    for hash in [20, 32] {
      if let read = bytes.withUnsafeBufferPointer({ GitIndex($0, hashBytes: hash) }) {
        self = read
        return
      }
    }
    return nil
  }

  package var count: Int { ends.count }

  /// The paths that a condition holds for, as far as so many of them, and how many there are.
  package func paths(
    where takes: (UnsafeBufferPointer<UInt8>) -> Bool,
    most: Int
  ) -> (first: [String], count: Int) {
    bytes.withUnsafeBufferPointer { bytes in
      var (first, count, start) = ([String](), 0, 0)
      for end in ends {
        let path = UnsafeBufferPointer(rebasing: bytes[start..<end])
        start = end
        guard takes(path) else { continue }
        count += 1
        if count <= most { first.append(String(decoding: path, as: UTF8.self)) }
      }
      return (first, count)
    }
  }

  // MARK: Reading

  private init?(_ source: UnsafeBufferPointer<UInt8>, hashBytes: Int) {
    var reader = Reader(bytes: source[...])
    guard reader.take(4).elementsEqual("DIRC".utf8), let version = reader.number(4),
      (2...4).contains(version), let count = reader.number(4)
    else { return nil }
    // Times, device, owner and size.
    let fixed = 40 + hashBytes
    guard count <= source.count / (fixed + 2) else { return nil }
    ends.reserveCapacity(count)
    bytes.reserveCapacity(source.count / 2)
    var last: [UInt8] = []
    for _ in 0..<count {
      let start = reader.position
      guard reader.take(fixed).count == fixed, let flags = reader.number(2) else { return nil }
      let isExtended = flags & 0x4000 != 0
      if isExtended, version < 3 || reader.number(2) == nil { return nil }
      if version == 4 {
        guard let cut = reader.varint(), cut <= last.count else { return nil }
        last.removeLast(cut)
      } else {
        last.removeAll(keepingCapacity: true)
      }
      guard let rest = reader.text(), !last.isEmpty || !rest.isEmpty else { return nil }
      last += rest
      if version < 4 {
        // The name ends with one to eight zeros, of which one is read.
        let length = reader.position - start
        let padding = (8 - length % 8) % 8
        guard reader.take(padding).elementsEqual(repeatElement(0, count: padding)) else {
          return nil
        }
      }
      append(last)
    }
    guard reader.skipExtensions(upTo: hashBytes) else { return nil }
  }

  /// Adds a path, unless it is there: one that two branches have changed is there up to three times.
  private mutating func append(_ path: [UInt8]) {
    let start = ends.count < 2 ? 0 : ends[ends.count - 2]
    if let end = ends.last, bytes[start..<end].elementsEqual(path) { return }
    bytes += path
    ends.append(bytes.count)
  }

  private struct Reader {
    var bytes: Slice<UnsafeBufferPointer<UInt8>>

    var position: Int { bytes.startIndex }

    /// The next bytes; fewer at the end.
    mutating func take(_ count: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count)
    }

    /// A number, the highest byte first.
    mutating func number(_ count: Int) -> Int? {
      let digits = take(count)
      return digits.count == count ? digits.reduce(0) { $0 << 8 | Int($1) } : nil
    }

    /// A number of seven bits a byte, as offsets of deltas have them in packs.
    ///
    /// Source: git, `decode_varint` in varint.c.
    mutating func varint() -> Int? {
      var value = -1
      while let byte = bytes.popFirst() {
        guard value < 1 << 24 else { return nil }
        value = (value + 1) << 7 | Int(byte & 0x7F)
        if byte & 0x80 == 0 { return value }
      }
      return nil
    }

    /// The bytes up to a zero, which is skipped.
    mutating func text() -> Slice<UnsafeBufferPointer<UInt8>>? {
      guard let end = bytes.firstIndex(of: 0) else { return nil }
      defer { bytes = bytes[(end + 1)...] }
      return bytes[..<end]
    }

    /// Whether what is left is parts that a reader may skip, and a checksum.
    mutating func skipExtensions(upTo checksum: Int) -> Bool {
      while bytes.count > checksum {
        let name = take(4)
        guard let first = name.first, (0x41...0x5A).contains(first), let size = number(4),
          take(size).count == size
        else { return false }
      }
      return bytes.count == checksum
    }
  }
}
