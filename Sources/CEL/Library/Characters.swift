internal import Glibc

/// A text whose code points are counted.
struct Characters {
  let bytes: [UInt8]
  private let whole: StringValue
  /// Where each code point starts, and the end; `nil` where each is one byte.
  private let starts: [Int]?

  init(_ text: Value, _ run: Run) throws(CELError) {
    let text = try text.asString
    try run.charge(bytes: text.byteCount)
    whole = text
    bytes = text.withBytes { Array($0) }
    if bytes.allSatisfy({ $0 < 0x80 }) {
      starts = nil
    } else {
      starts = bytes.indices.filter { [bytes] in bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
  }

  var count: Int { starts.map { $0.count - 1 } ?? bytes.count }

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

  func contains(_ part: StringValue, _ run: Run) throws(CELError) -> Bool {
    try charge(part, run)
    return text.withBytes { text in
      part.withBytes { part in
        Bytes.firstIndex(of: part, in: text, from: 0) != nil
      }
    }
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
    let found = Bytes.firstIndex(of: part, in: characters.bytes, from: offset)
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
    let wanted = part.withBytes { Array($0) }
    let last = start.map { characters.offset(Int($0)) } ?? characters.bytes.count
    var offset = min(last, characters.bytes.count - wanted.count)
    while offset >= 0 {
      if characters.bytes[offset] == wanted[0],
        characters.bytes[offset..<offset + wanted.count].elementsEqual(wanted)
      {
        return .int(Int64(characters.position(ofByte: offset)))
      }
      offset -= 1
    }
    return .int(-1)
  }
}

enum Bytes {
  static func firstIndex(of part: StringValue, in bytes: [UInt8], from start: Int) -> Int? {
    part.withBytes { part in
      bytes.withUnsafeBufferPointer { firstIndex(of: part, in: $0, from: start) }
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
