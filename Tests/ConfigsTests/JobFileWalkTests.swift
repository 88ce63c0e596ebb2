import Configs
import Files
import TestSupport
import Testing

@Suite("Walks through job files")
struct JobFileWalkTests {
  /// Many folders are read by two threads.
  @Test
  func filesComeInTheOrderOfOneWalkHoweverManyFoldersThereAre() throws {
    let folder = try TemporaryFolder()
    var names: [String] = []
    for outer in 10..<40 {
      names += ["jobs/\(outer).yaml", "jobs/f\(outer)/a.yaml", "jobs/f\(outer)/z.yml"]
      names += (0..<3).map { "jobs/f\(outer)/in\($0)/x.yaml" }
    }
    for name in names + ["jobs/f12/..x/a.yaml", "jobs/f12/notes.txt", "jobs/f13/left/a.yaml"] {
      try folder.write("a: b", to: name)
    }
    try folder.write("left\n", to: "jobs/f13/.prowignore")
    let root = folder.path + "/jobs"
    let found = try JobFileWalk.files(below: root, in: RepositoryBounds(around: folder.path))
    // A walk goes into a folder at its place among the names.
    let expected = names.sorted { left, right in
      left.split(separator: "/").lexicographicallyPrecedes(right.split(separator: "/"))
    }
    #expect(found.map(\.path) == expected.map { folder.path + "/" + $0 })
    #expect(found.allSatisfy { $0.fault == nil })
  }
}
