import Files
import TestSupport
import Testing

@Suite("Commits that are named at the start")
struct NamedRevisionTests {
  private func clone() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "sub/a.yaml")
    try folder.commit()
    try folder.write("b", to: "sub/b.yaml")
    try folder.commit()
    return folder
  }

  private func ids(_ repository: GitRepository, _ names: [String]) throws -> [String] {
    try names.map { try repository.commit($0) }
  }

  @Test
  func areThoseThatAreFoundLater() throws {
    let folder = try clone()
    let names = ["HEAD~1", "HEAD"]
    let early = try GitRepository(folder.path + "/sub", shownAs: "", revisions: names)
    let late = try GitRepository(folder.path + "/sub", shownAs: "")
    let found = try ids(early, names)
    #expect(found == (try ids(late, names)))
    #expect(found[0] != found[1])
    #expect(early.prefix == "sub/")
    #expect(try early.tree(found[0]).entries(at: [""]).map(\.path) == ["a.yaml"])
  }

  @Test(arguments: ["missing", "--all", "HEAD:sub/a.yaml"])
  func oneThatIsNotThereKeepsNoOtherFromBeingFound(_ name: String) throws {
    let folder = try clone()
    let repository = try GitRepository(folder.path, shownAs: "", revisions: ["HEAD", name])
    #expect(repository.prefix == "")
    #expect(try repository.commit("HEAD").count == 40)
    #expect(throws: TreeError.self) { try repository.commit(name) }
  }

  @Test
  func theyAreOnlyLookedUpOnce() throws {
    let folder = try clone()
    let repository = try GitRepository(folder.path, shownAs: "", revisions: ["HEAD"])
    let before = try repository.commit("HEAD")
    try folder.write("c", to: "sub/c.yaml")
    try folder.commit()
    #expect(try repository.commit("HEAD") == before)
  }
}
