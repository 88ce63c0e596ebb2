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

  @Test
  func aPathHasTheNamesBetweenItsSlashes() {
    for path in [".git", ".git/x", "a/.git", "a/.git/x"] {
      #expect(TreePaths.has(path, segment: ".git"), "\(path)")
    }
    for path in ["", "a", ".gitignore", "a/.gitignore", "a.git/x", "a/b.git"] {
      #expect(!TreePaths.has(path, segment: ".git"), "\(path)")
    }
    for path in ["..data", "a/..data/x", "a/..b"] {
      #expect(TreePaths.has(path, segmentThatStartsWith: ".."), "\(path)")
    }
    for path in ["", ".data", "a..b/x", "a/b.."] {
      #expect(!TreePaths.has(path, segmentThatStartsWith: ".."), "\(path)")
    }
  }
}
