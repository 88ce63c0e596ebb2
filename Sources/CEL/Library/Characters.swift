internal import Glibc

/// A text whose code points are counted.
struct Characters {
  let whole: StringValue
  /// Where each code point starts, and the end; `nil` where each is one byte.
  private let starts: [Int]?

  init(_ text: Value, _ run: Run) throws(CELError) {
    let text = try text.asString
    try run.charge(bytes: text.byteCount)
    whole = text
    starts = text.withBytes { bytes in
      bytes.isASCII ? nil : bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
  }

  var count: Int { starts.map { $0.count - 1 } ?? whole.byteCount }

  /// A position in the text or at its end.
  func position(_ index: Int64) throws(CELError) -> Int {
    guard index >= 0, index <= count else { throw .evaluation("index out of range: \(index)") }
    return Int(index)
  }

  func text(_ range: Range<Int>) -> StringValue {
    whole.slice(offset(range.lowerBound)..<offset(range.upperBound))
  }

  /// The byte at which a code point starts.
  func offset(_ position: Int) -> Int { starts?[position] ?? position }

  /// The number of the code point that starts at a byte.
  func position(ofByte offset: Int) -> Int {
    guard let starts else { return offset }
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Looks for a text in another.
struct TextSearch {
  private let text: StringValue
  private let value: Value

  init(_ value: Value, _ run: Run) throws(CELError) {
    self.value = value
    text = try value.asString
  }

  /// As Kubernetes counts it: in the worst case, each byte is compared with each.
  private func charge(_ part: StringValue, _ run: Run) throws(CELError) {
    try run.charge(UInt64(text.byteCount / 10 + 1) * UInt64(part.byteCount / 10 + 1))
  }

  func firstIndex(
    of part: StringValue,
    from start: Int64,
    _ run: Run
  ) throws(CELError) -> Value {
    guard part.byteCount > 0 else { return .int(start) }
    guard start >= 0 else { throw .evaluation("index out of range: \(start)") }
    try charge(part, run)
    let characters = try Characters(value, run)
    guard start < characters.count else { return .int(-1) }
    let offset = characters.offset(Int(start))
    let found = Bytes.firstIndex(of: part, in: text, from: offset)
    return .int(found.map { Int64(characters.position(ofByte: $0)) } ?? -1)
  }

  /// `start`: The last position at which a match may start.
  func lastIndex(
    of part: StringValue,
    from start: Int64?,
    _ run: Run
  ) throws(CELError) -> Value {
    let characters = try Characters(value, run)
    guard part.byteCount > 0 else { return .int(start ?? Int64(characters.count)) }
    if let start {
      guard start >= 0 else { throw .evaluation("index out of range: \(start)") }
      guard start < characters.count else { return .int(-1) }
    }
    try charge(part, run)
    let last = start.map { characters.offset(Int($0)) } ?? text.byteCount
    let found = Bytes.lastIndex(of: part, in: text, from: last)
    return .int(found.map { Int64(characters.position(ofByte: $0)) } ?? -1)
  }
}

enum Bytes {
  static func firstIndex(of part: StringValue, in text: StringValue, from start: Int) -> Int? {
    part.withBytes { part in
      text.withBytes { firstIndex(of: part, in: $0, from: start) }
    }
  }

  /// Where the last match begins, at `start` or before; `part` is not empty.
  static func lastIndex(of part: StringValue, in text: StringValue, from start: Int) -> Int? {
    part.withBytes { part in
      text.withBytes { bytes in
        var offset = min(start, bytes.count - part.count)
        while offset >= 0 {
          let found = UnsafeBufferPointer(rebasing: bytes[offset..<offset + part.count])
          if found[0] == part[0], found.hasSameBytes(as: part) { return offset }
          offset -= 1
        }
        return nil
      }
    }
  }

  /// Where the bytes of `part` begin, from `start` on.
  static func firstIndex(
    of part: UnsafeBufferPointer<UInt8>,
    in bytes: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) -> Int? {
    guard let wanted = part.baseAddress, !part.isEmpty else { return start }
    guard let base = bytes.baseAddress, part.count <= bytes.count - start else { return nil }
    let last = bytes.count - part.count
    var offset = start
    while offset <= last,
      let hit = memchr(base + offset, Int32(wanted.pointee), last - offset + 1)
    {
      offset = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      if memcmp(hit, wanted, part.count) == 0 { return offset }
      offset += 1
    }
    return nil
  }
}
