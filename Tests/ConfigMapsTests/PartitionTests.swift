import ConfigMaps
import Diagnostics
import TestSupport
import Testing
import YAML

@Suite("Partitions")
struct PartitionTests {
  @Test(
    .enabled(if: Project.shared != nil, "needs the recorded partitions beside the project")
  )
  func areChosenAsRecorded() throws {
    let root = try #require(Project.shared)
    let text = try Project.text(at: "\(root)/conformance/updater/partition.jsonl")
    let lines = text.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let document = Document.parse(SourceFile(path: "", text: String(line)))
      let root = try #require(document.root)
      let key = root["key"]?.text.string ?? ""
      let count = try #require(root["n"].flatMap { Int($0.text.string) })
      #expect(
        "\(Partition.index(of: key, count: count))" == root["index"]?.text.string,
        "\(line)"
      )
    }
  }

  /// The digests' first bytes are those of FIPS 180-4's examples and of a key of two blocks.
  @Test(arguments: [
    ("", 0xE3), ("abc", 0xBA),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 0x24),
  ])
  func areTheFirstByteOfTheDigest(_ key: String, _ byte: Int) {
    #expect(Partition.index(of: key, count: 256) == byte)
  }
}
