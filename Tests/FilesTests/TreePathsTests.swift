import Files
import Testing

@Suite("Paths of trees")
struct TreePathsTests {
  @Test
  func aWalkGoesFolderByFolder() {
    let walked = ["a/x.yaml", "a-b/x.yaml", "a.yaml", "a.yaml.d/x", "b/a/x", "b/a.yaml", "c"]
    for (index, path) in walked.enumerated() {
      for later in walked[(index + 1)...] {
        #expect(TreePaths.isWalkedBefore(path, later), "\(path) \(later)")
        #expect(!TreePaths.isWalkedBefore(later, path), "\(later) \(path)")
      }
      #expect(!TreePaths.isWalkedBefore(path, path))
    }
  }
}
