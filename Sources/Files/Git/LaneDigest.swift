/// SHA-1 of four messages at a time.
///
/// Source: FIPS 180-4, 6.1.
struct LaneDigest {
  /// How many messages there are.
  static let count = 4

  private typealias Words = SIMD4<UInt32>

  private static let initial: [UInt32] = [
    0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0,
  ]
  private var state = initial.map(Words.init(repeating:))

  /// Takes a block of each message.
  ///
  /// - Parameter fill: Gives the 64 bytes of a lane's block to a function; a lane without a message
  ///   may leave it out.
  mutating func compress(_ fill: (_ lane: Int, _ take: (UnsafeRawBufferPointer) -> Void) -> Void) {
    withUnsafeTemporaryAllocation(of: Words.self, capacity: 80) { words in
      words.initialize(repeating: Words())
      for lane in 0..<LaneDigest.count {
        fill(lane) { block in
          for index in 0..<16 {
            let word = block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
            words[index][lane] = UInt32(bigEndian: word)
          }
        }
      }
      for index in 16..<80 {
        let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
        words[index] = LaneDigest.rotated(mixed, 1)
      }
      mix(UnsafeBufferPointer(words))
    }
  }

  private mutating func mix(_ words: UnsafeBufferPointer<Words>) {
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    func turn(_ index: Int, _ function: Words, _ constant: UInt32) {
      let next =
        LaneDigest.rotated(a, 5) &+ function &+ e &+ Words(repeating: constant) &+ words[index]
      (a, b, c, d, e) = (next, a, LaneDigest.rotated(b, 30), c, d)
    }
    for index in 0..<20 { turn(index, d ^ b & (c ^ d), 0x5a82_7999) }
    for index in 20..<40 { turn(index, b ^ c ^ d, 0x6ed9_eba1) }
    for index in 40..<60 { turn(index, b & c | d & (b | c), 0x8f1b_bcdc) }
    for index in 60..<80 { turn(index, b ^ c ^ d, 0xca62_c1d6) }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  /// The digest of what a lane has taken, in hexadecimal digits.
  func hexadecimal(of lane: Int) -> String {
    state.map { words in
      let digits = String(words[lane], radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Starts a new message in a lane.
  mutating func restart(_ lane: Int) {
    for (index, word) in LaneDigest.initial.enumerated() { state[index][lane] = word }
  }

  // The halves have no bit in common. Their sum is a vector for the compiler; `|` it turns into a
  // rotation of each lane on its own, which takes four times as long.
  private static func rotated(_ words: Words, _ count: UInt32) -> Words {
    (words &<< Words(repeating: count)) &+ (words &>> Words(repeating: 32 - count))
  }
}
