/// The name that git gives to a file with some bytes: the SHA-1 digest of `blob SIZE`, a zero byte,
/// and the bytes, in hexadecimal digits.
///
/// Sources: git, `gitformat-pack(5)` and `hash_object_file` in object-file.c; FIPS 180-4.
enum BlobName {
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var digest = Digest()
    digest.add(Array("blob \(bytes.count)\0".utf8), then: bytes)
    return digest.hexadecimal
  }

  private struct Digest {
    private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
      0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0
    )

    /// The whole message: a head that is shorter than a block, and what follows it.
    mutating func add(_ head: [UInt8], then bytes: UnsafeBufferPointer<UInt8>) {
      let size = head.count + bytes.count
      let first = min(bytes.count, 64 - head.count)
      let whole = first + (bytes.count - first) / 64 * 64
      var last = Array(bytes[whole...])
      if size < 64 {
        last = head + bytes
      } else {
        compress(head + bytes[..<first])
        for start in stride(from: first, to: whole, by: 64) {
          compress(
            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<(start + 64)])
          )
        }
      }
      last.append(0x80)
      while last.count % 64 != 56 { last.append(0) }
      withUnsafeBytes(of: UInt64(size * 8).bigEndian) { last += $0 }
      for start in stride(from: 0, to: last.count, by: 64) {
        compress(Array(last[start..<(start + 64)]))
      }
    }

    var hexadecimal: String {
      [state.0, state.1, state.2, state.3, state.4].map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
      }.joined()
    }

    private mutating func compress(_ block: [UInt8]) { block.withUnsafeBytes { compress($0) } }

    private mutating func compress(_ block: UnsafeRawBufferPointer) {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
        for index in 0..<16 {
          let word = block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
          words.initializeElement(at: index, to: UInt32(bigEndian: word))
        }
        for index in 16..<80 {
          let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
          words.initializeElement(at: index, to: Digest.rotated(mixed, 1))
        }
        mix(UnsafeBufferPointer(words))
      }
    }

    private mutating func mix(_ words: UnsafeBufferPointer<UInt32>) {
      var (a, b, c, d, e) = state
      func turn(_ index: Int, _ function: UInt32, _ constant: UInt32) {
        let next = Digest.rotated(a, 5) &+ function &+ e &+ constant &+ words[index]
        (a, b, c, d, e) = (next, a, Digest.rotated(b, 30), c, d)
      }
      for index in 0..<20 { turn(index, b & c | ~b & d, 0x5a82_7999) }
      for index in 20..<40 { turn(index, b ^ c ^ d, 0x6ed9_eba1) }
      for index in 40..<60 { turn(index, b & c | b & d | c & d, 0x8f1b_bcdc) }
      for index in 60..<80 { turn(index, b ^ c ^ d, 0xca62_c1d6) }
      state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word << count | word >> (32 - count)
    }
  }
}
