import Diagnostics
import Files
import Prow
import TestSupport
import Testing

@Suite("The list of build clusters")
struct BuildClustersTests {
  @Test
  func isReadFromTheFileThatTheConfigNames() throws {
    let config = Self.config("plank: {build_cluster_status_file: clusters.json}\n")
    let clusters = BuildClusters(config: config) { path in
      path == "clusters.json" ? Array(#"{"default": "Reachable", "build": "No pods"}"#.utf8) : nil
    }
    #expect(clusters?.path == "clusters.json")
    #expect(clusters?.names == ["build", "default"])
    #expect(clusters?.contains("build") == true && clusters?.contains("moon") == false)
  }

  @Test(arguments: ["gs://bucket/clusters.json", "Sources", "no-such-file.json", ""])
  func isUnknownWhereNoFileCanBeRead(_ path: String) {
    let config = Self.config("plank: {build_cluster_status_file: \"\(path)\"}\n")
    let clusters = BuildClusters(config: config, read: FileReader.contents)
    #expect(clusters?.path == nil)
  }

  @Test
  func filesOnDiskAreReadWhole() throws {
    let path = "\(Project.root)/LICENSE"
    #expect(try FileReader.contents(path) == Array(Project.text(at: path).utf8))
  }

  private static func config(_ text: String) -> LoadedFile {
    LoadedFile.load(
      SourceFile(path: "config.yaml", text: text),
      kind: .config,
      schema: ProwSchema.standard
    )
  }
}
