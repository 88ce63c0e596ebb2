import Glibc
import Machine
import Testing

@Suite("Memory for many files")
struct BulkMemoryTests {
  // Each of these would keep a piece of 2 MiB.
  @Test
  func aThreadThatEndsGivesItsPieceBack() {
    let before = residentBytes()
    for _ in 0..<500 {
      var thread = pthread_t()
      let status = pthread_create(&thread, nil, fillAndFree, nil)
      #expect(status == 0)
      pthread_join(thread, nil)
    }
    #expect(residentBytes() - before < 100 << 20)
  }

  @Test
  func aBlockOutlivesTheThreadThatMadeIt() throws {
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, fill, nil)
    #expect(status == 0)
    var result: UnsafeMutableRawPointer?
    pthread_join(thread, &result)
    let block = try #require(result)
    #expect(block.load(fromByteOffset: size - 1, as: UInt8.self) == 7)
    BulkMemory.free(block)
  }

  private func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 200)
    guard fgets(&line, 200, file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }
}

private let size = 1_000_000

private func fill(_: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  let block = BulkMemory.resize(nil, from: 0, to: size)
  memset(block, 7, size)
  return block
}

private func fillAndFree(_: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  BulkMemory.free(fill(nil))
  return nil
}
