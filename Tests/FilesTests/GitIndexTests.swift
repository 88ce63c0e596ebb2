import Files
import TestSupport
import Testing

/// The list of files that git keeps of a clone, against git's own.
@Suite("The index of a clone")
struct GitIndexTests {
  private static func paths(_ folder: TemporaryFolder) throws -> [String]? {
    let bytes = try FileReader.bytes(of: "\(folder.path)/.git/index")
    return GitIndex(bytes).map { $0.paths(where: { _ in true }, most: .max).first }
  }

  /// What `git ls-files` says.
  private static func listed(_ folder: TemporaryFolder) throws -> [String] {
    try folder.shell("cd '\(folder.path)' && git ls-files -z | tr '\\0' '\\n' >.git/listed")
    return try folder.text(".git/listed").split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["sha1", "sha256"], [2, 3, 4])
  func itsPathsAreThoseThatGitLists(_ hash: String, _ version: Int) throws {
    let folder = try TemporaryFolder()
    try folder.shell("cd '\(folder.path)' && git init -q -b main --object-format=\(hash)")
    // Names of all lengths, so that each number of zeros after one comes.
    for length in 1...20 {
      try folder.write("x", to: "some/\(String(repeating: "a", count: length))")
    }
    for name in ["README.md", "a b", "ü/€", "some.yaml", String(repeating: "long/", count: 60)] {
      try folder.write("x", to: name.hasSuffix("/") ? name + "end" : name)
    }
    try folder.commit()
    try folder.write("x", to: "not-known")
    // A file that is known and not yet added needs a flag of version 3.
    let intent = version == 3 ? "&& touch later && git add -N later" : ""
    try folder.shell(
      "cd '\(folder.path)' && git update-index --index-version \(version) \(intent)"
    )
    let found = try #require(try Self.paths(folder))
    #expect(found == (try Self.listed(folder)))
    #expect(found.contains("ü/€") && !found.contains("not-known"))
  }

  @Test
  func aFileInConflictIsThereOnce() throws {
    let folder = try TemporaryFolder()
    for (branch, text) in [("main", "a"), ("other", "b"), ("main", "c")] {
      try folder.shell(
        "cd '\(folder.path)' && if [ -e .git ]; then git checkout -q \(branch) "
          + "2>/dev/null || git checkout -q -b \(branch); fi"
      )
      try folder.write(text, to: "file")
      try folder.commit()
    }
    try folder.shell("cd '\(folder.path)' && ! git merge -q other >/dev/null")
    #expect(try Self.listed(folder) == ["file", "file", "file"])
    #expect(try Self.paths(folder) == ["file"])
  }

  /// Their other files are in a second list, or below folders that stand for them.
  @Test(arguments: ["git update-index --split-index", "git sparse-checkout set --sparse-index a"])
  func anIndexThatHasNotAllPathsIsRefused(_ command: String) throws {
    let folder = try TemporaryFolder()
    for name in ["a/x", "b/y", "c"] { try folder.write("x", to: name) }
    try folder.commit()
    try folder.shell("cd '\(folder.path)' && \(command) >/dev/null 2>&1")
    #expect(try Self.paths(folder) == nil)
  }

  @Test
  func whatIsNoIndexIsRefused() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b/c", "d"] { try folder.write("x", to: name) }
    try folder.commit()
    let bytes = try FileReader.bytes(of: "\(folder.path)/.git/index")
    #expect(GitIndex(bytes)?.count == 3)
    // What is left of the parts at the end may look like a checksum; no path is ever missing.
    let cuts = (0..<bytes.count).map { GitIndex(Array(bytes.prefix($0)))?.count }
    #expect(Set(cuts.compactMap(\.self)).isSubset(of: [3]))
    #expect(cuts.prefix(200).allSatisfy { $0 == nil })
    var wrong = bytes
    // The number of files.
    wrong[8] = 0xFF
    #expect(GitIndex(wrong) == nil)
    #expect(GitIndex(Array("DIRC".utf8)) == nil)
  }

  @Test
  func pathsAreCountedAndTheFirstOnesNamed() throws {
    let folder = try TemporaryFolder()
    for name in ["a.md", "b.go", "c.md", "d.md"] { try folder.write("x", to: name) }
    try folder.commit()
    let index = try #require(GitIndex(try FileReader.bytes(of: "\(folder.path)/.git/index")))
    let found = index.paths(where: { $0.last == UInt8(ascii: "d") }, most: 2)
    #expect(found.first == ["a.md", "c.md"] && found.count == 3 && index.count == 4)
  }
}
