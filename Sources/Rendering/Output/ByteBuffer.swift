internal import Glibc
internal import YAML

/// Bytes that grow, in plain memory.
struct ByteBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    memory = ByteBuffer.resize(nil, to: capacity)
  }

  /// An empty buffer in the memory of a piece that has been used.
  init(recycling piece: OutputPiece) {
    (memory, capacity) = piece.giveMemory()
  }

  deinit {
    free(memory)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    memory[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(by: bytes.count) }
    memcpy(memory + count, source, bytes.count)
    count += bytes.count
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends what `write` writes to memory with room for so many bytes.
  ///
  /// `write`: Says how many bytes it wrote.
  @inline(__always)
  mutating func withRoom(for most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    if count + most > capacity { grow(by: most) }
    count += write(memory + count)
  }

  mutating func removeAll() { count = 0 }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: memory, count: count))
  }

  /// Hands the memory over without a copy.
  consuming func finish() -> OutputPiece {
    let piece = OutputPiece(memory, count: count, capacity: capacity)
    discard self
    return piece
  }

  private mutating func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    memory = ByteBuffer.resize(memory, to: capacity)
  }

  private static func resize(
    _ memory: UnsafeMutablePointer<UInt8>?,
    to capacity: Int
  ) -> UnsafeMutablePointer<UInt8> {
    guard let resized = realloc(memory, max(1, capacity)) else {
      preconditionFailure("out of memory")
    }
    return resized.assumingMemoryBound(to: UInt8.self)
  }
}

/// Bytes that have been written, to be used once.
package final class OutputPiece: @unchecked Sendable {
  // A piece is with one task at a time: the one that has written it, then the one that uses it.
  private var memory: UnsafeMutablePointer<UInt8>?
  private let count: Int
  private let capacity: Int

  fileprivate init(_ memory: UnsafeMutablePointer<UInt8>, count: Int, capacity: Int) {
    self.memory = memory
    self.count = count
    self.capacity = capacity
  }

  /// The memory, which the piece has no more.
  fileprivate func giveMemory() -> (UnsafeMutablePointer<UInt8>, capacity: Int) {
    guard let memory else { preconditionFailure("a piece is used again only once") }
    self.memory = nil
    return (memory, capacity)
  }

  deinit {
    free(memory)
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: memory, count: memory == nil ? 0 : count))
  }
}
