import Files
import TestSupport
import Testing

@Suite("Objects of git that are in memory")
struct SharedObjectTests {
  /// Sizes around those of blocks, where the padding of a digest changes its shape.
  private static let sizes = [0, 1, 47, 48, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 128, 999]

  private func bytes(_ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) }
  }

  /// Only the names that git gives to the same bytes can make that happen.
  @Test
  func areNotReadAgain() async throws {
    let folder = try TemporaryFolder()
    for size in Self.sizes { try folder.write(bytes: bytes(size), to: "f\(size)") }
    try folder.commit()
    let repository = try GitRepository(folder.path, shownAs: "")
    let known = Self.sizes.map { FileContent(bytes($0)) }
    repository.share(known)
    let tree = repository.tree(try repository.commit("HEAD"))
    for (size, content) in zip(Self.sizes, known) {
      let entry = try #require(try tree.entry(at: "f\(size)"))
      let read = try #require(try tree.contents(of: [entry]).first)
      #expect(read === content, "\(size) bytes")
      #expect(try tree.sizes(of: [entry]) == [size])
    }
  }

  @Test
  func othersAreRead() async throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "f")
    try folder.commit()
    let repository = try GitRepository(folder.path, shownAs: "")
    repository.share([FileContent(Array("new".utf8))])
    let tree = repository.tree(try repository.commit("HEAD"))
    let entry = try #require(try tree.entry(at: "f"))
    #expect(try tree.contents(of: [entry]).first?.bytes == Array("old".utf8))
  }
}
