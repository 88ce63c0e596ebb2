internal import Glibc

/// Text as written in JSON: which bytes need an escape, and copying with the escapes.
struct Escaping: @unchecked Sendable {
  // Filled once and never freed.
  private let needsEscape: UnsafeBufferPointer<Bool>
  /// Whether the JSON itself is in a JSON text, so that its quotes and escapes are escaped.
  let isNested: Bool

  /// JSON that is by itself.
  static let plain = Escaping([], isNested: false)
  /// JSON in a JSON text, without the characters that HTML knows.
  static let nested = Escaping(Array("<>&".utf8), isNested: true)

  /// The most bytes that stand for one: `\\u001f`.
  static let longest = 7

  /// 0xE2 starts U+2028 and U+2029.
  private init(_ more: [UInt8], isNested: Bool) {
    let table = UnsafeMutableBufferPointer<Bool>.allocate(capacity: 256)
    table.initialize(repeating: false)
    for byte in 0..<0x20 { table[byte] = true }
    for byte in [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2] + more { table[Int(byte)] = true }
    needsEscape = UnsafeBufferPointer(table)
    self.isNested = isNested
  }

  /// Writes a quote to memory with room for two bytes.
  ///
  /// - Returns: Where to go on.
  @inline(__always)
  func writeQuote(to target: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    target[0] = isNested ? UInt8(ascii: "\\") : UInt8(ascii: "\"")
    target[1] = UInt8(ascii: "\"")
    return target + (isNested ? 2 : 1)
  }

  /// Copies a short text as it is.
  @inline(__always)
  static func copyPlain(
    _ source: UnsafePointer<UInt8>,
    count: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
    func copy<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: Word.Type) {
      let word = (from + offset).loadUnaligned(as: Word.self)
      (to + offset).storeBytes(of: word, as: Word.self)
    }
    // The last word overlaps the one before it.
    if count >= 8 {
      var offset = 0
      while offset + 8 < count {
        copy(offset, UInt64.self)
        offset += 8
      }
      copy(count - 8, UInt64.self)
    } else if count >= 4 {
      copy(0, UInt32.self)
      copy(count - 4, UInt32.self)
    } else {
      for index in 0..<count { target[index] = source[index] }
    }
  }

  /// Copies text with its escapes to memory with room for the longest ones.
  ///
  /// - Returns: How many bytes were written.
  @inline(__always)
  func copy(
    _ source: UnsafePointer<UInt8>,
    count: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var output = target
    var index = 0
    while index < count {
      if index + 8 <= count {
        let word = UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(output).storeBytes(of: word, as: UInt64.self)
        let plain = plainPrefix(word)
        output += plain
        index += plain
        if plain == 8 { continue }
      } else if let rest = rest(source, count: count, from: index), rest.isPlain {
        UnsafeMutableRawPointer(output).storeBytes(of: rest.word, as: UInt64.self)
        return target.distance(to: output) + count - index
      }
      let byte = source[index]
      if needsEscape[Int(byte)] {
        index += escape(source + index, count - index, to: &output)
      } else {
        output.pointee = byte
        output += 1
        index += 1
      }
    }
    return target.distance(to: output)
  }

  /// The last one to seven bytes of a string in one word; `nil` if the text is shorter than four.
  ///
  /// What is before them is read once more, so that nothing after the text is read.
  @inline(__always)
  private func rest(
    _ source: UnsafePointer<UInt8>,
    count: Int,
    from index: Int
  ) -> (word: UInt64, isPlain: Bool)? {
    let length = count - index
    let raw = UnsafeRawPointer(source)
    let word: UInt64
    if count >= 8 {
      let last = UInt64(littleEndian: (raw + count - 8).loadUnaligned(as: UInt64.self))
      word = last >> UInt64((8 - length) * 8)
    } else if index == 0, count >= 4 {
      let first = UInt64(UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self)))
      let last = UInt64(UInt32(littleEndian: (raw + count - 4).loadUnaligned(as: UInt32.self)))
      word = first | last << UInt64((count - 4) * 8)
    } else {
      return nil
    }
    return (word.littleEndian, plainPrefix(word.littleEndian) >= length)
  }

  /// How many of the first of eight bytes surely need no escape; a few harmless ones end them.
  ///
  /// With all bytes below 0x80, a subtraction sets the upper bit of those that are too small, and
  /// the first one that it sets is never set by mistake.
  @inline(__always)
  private func plainPrefix(_ word: UInt64) -> Int {
    let word = UInt64(littleEndian: word)
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A quote and a blank differ in one bit, and what is below a blank stays there without it.
    let quotes = (word ^ (ones &* 2)) &- (ones &* 0x21)
    let backslashes = (word ^ (ones &* UInt64(UInt8(ascii: "\\")))) &- ones
    var marked = word | quotes | backslashes
    if isNested {
      let ampersands = (word ^ (ones &* UInt64(UInt8(ascii: "&")))) &- ones
      // Also `<`, and with it `>`, which differs in one bit.
      let brackets = ((word | (ones &* 2)) ^ (ones &* UInt64(UInt8(ascii: ">")))) &- ones
      marked |= ampersands | brackets
    }
    return (marked & (ones &* 0x80)).trailingZeroBitCount >> 3
  }

  /// Writes what stands for a character.
  ///
  /// - Returns: How many bytes of the text that covers.
  @inline(never)
  private func escape(
    _ source: UnsafePointer<UInt8>,
    _ count: Int,
    to output: inout UnsafeMutablePointer<UInt8>
  ) -> Int {
    func writeBackslash() {
      output.pointee = UInt8(ascii: "\\")
      output += 1
    }
    /// An escape by what is after its backslash.
    func write(_ text: StaticString) {
      writeBackslash()
      if isNested { writeBackslash() }
      if isNested,
        text.utf8Start[0] == UInt8(ascii: "\"") || text.utf8Start[0] == UInt8(ascii: "\\")
      {
        writeBackslash()
      }
      memcpy(output, text.utf8Start, text.utf8CodeUnitCount)
      output += text.utf8CodeUnitCount
    }
    switch source[0] {
    case UInt8(ascii: "\""): write("\"")
    case UInt8(ascii: "\\"): write("\\")
    case 0x0A: write("n")
    case 0x0D: write("r")
    case 0x09: write("t")
    case 0x08: write("b")
    case 0x0C: write("f")
    case 0xE2:
      if count >= 3, source[1] == 0x80, source[2] | 1 == 0xA9 {
        write(source[2] == 0xA8 ? "u2028" : "u2029")
        return 3
      }
      output.pointee = 0xE2
      output += 1
    case let byte:
      write("u00")
      for digit in [byte >> 4, byte & 15] {
        // 0x57 is ten below the letter a.
        output.pointee = digit + (digit < 10 ? UInt8(ascii: "0") : 0x57)
        output += 1
      }
    }
    return 1
  }
}
