/// The name that git gives to a file with some bytes: the SHA-1 digest of `blob SIZE`, a zero byte,
/// and the bytes, in hexadecimal digits.
///
/// Sources: git, `gitformat-pack(5)` and `hash_object_file` in object-file.c; FIPS 180-4.
package enum BlobName {
  /// The names of some files, in their order.
  ///
  /// Four files are digested at a time, one in each lane of a vector, since a digest is one long
  /// chain of steps that leaves most of a processor idle. A lane that is done takes the next file.
  package static func of(_ files: [[UInt8]]) -> [String] {
    var names = [String](repeating: "", count: files.count)
    var waiting = files.indices.makeIterator()
    var lanes = (0..<LaneDigest.count).map { _ in waiting.next().map { Lane($0, files[$0]) } }
    var digest = LaneDigest()
    while lanes.contains(where: { $0 != nil }) {
      digest.compress { lane, block in lanes[lane]?.fill(block) }
      for (position, lane) in lanes.enumerated() {
        guard let lane, lane.isDone else { continue }
        names[lane.file] = digest.hexadecimal(of: position)
        digest.restart(position)
        lanes[position] = waiting.next().map { Lane($0, files[$0]) }
      }
    }
    return names
  }

  /// A file whose message is taken block by block: what git puts before the bytes, the bytes, and
  /// what SHA-1 puts after them.
  private struct Lane {
    let file: Int
    private let head: [UInt8]
    private let bytes: [UInt8]
    private let tail: [UInt8]
    /// Where in the message the next block starts.
    private var start = 0

    init(_ file: Int, _ bytes: [UInt8]) {
      (self.file, self.bytes) = (file, bytes)
      head = Array("blob \(bytes.count)\0".utf8)
      let size = head.count + bytes.count
      let zeros = (119 - size % 64) % 64
      tail =
        [0x80] + [UInt8](repeating: 0, count: zeros)
        + withUnsafeBytes(of: UInt64(size * 8).bigEndian, Array.init)
    }

    var isDone: Bool { start == head.count + bytes.count + tail.count }

    /// Gives the next block to a function that takes its 64 bytes.
    mutating func fill(_ take: (UnsafeRawBufferPointer) -> Void) {
      let first = start - head.count
      start += 64
      if first >= 0, first + 64 <= bytes.count {
        bytes.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[first..<(first + 64)])) }
        return
      }
      let block = (first..<(first + 64)).map { position in
        position < 0
          ? head[head.count + position]
          : position < bytes.count ? bytes[position] : tail[position - bytes.count]
      }
      block.withUnsafeBytes(take)
    }
  }
}
