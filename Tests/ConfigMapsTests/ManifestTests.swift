import ConfigMaps
import Diagnostics
import Files
import Testing
import YAML

@Suite("Manifests")
struct ManifestTests {
  @Test
  func areThese() async throws {
    let state = try await StateMaker.state(
      "a/*: {name: c, clusters: {Build_1: [ns]}}\nb: {name: c, key: zipped, gzip: true, clusters: {Build_1: [ns]}}",
      ["a/text": "one\n  two\n", "a/on": "", "b": ""]
    )
    let manifest = Manifest(
      state.configMaps[0],
      repository: "acme/rocket",
      revision: "0123456789abcdef"
    )
    #expect(
      String(decoding: manifest.bytes(.yaml), as: UTF8.self) == """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          annotations:
            plimsoll.dev/cluster: Build_1
            plimsoll.dev/revision: "0123456789abcdef"
            plimsoll.dev/source: acme/rocket
          labels:
            app.kubernetes.io/component: updateconfig-plugin
            app.kubernetes.io/name: prow
          name: c
          namespace: ns
        data:
          "on": ""
          text: |
            one
              two
        binaryData:
          zipped: "H4sIAAAAAAAA/wMAAAAAAAAAAAA="

        """
    )
    #expect(
      String(decoding: manifest.bytes(.json), as: UTF8.self)
        == #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":{"plimsoll.dev/cluster":"Build_1","plimsoll.dev/revision":"0123456789abcdef","plimsoll.dev/source":"acme/rocket"},"labels":{"app.kubernetes.io/component":"updateconfig-plugin","app.kubernetes.io/name":"prow"},"name":"c","namespace":"ns"},"data":{"on":"","text":"one\n  two\n"},"binaryData":{"zipped":"H4sIAAAAAAAA/wMAAAAAAAAAAAA="}}"#
        + "\n"
    )
    #expect(manifest.fileName(.yaml) == "Build_1/ns/c.yaml")
  }

  @Test(arguments: [("a/b", "a%2Fb"), ("..", "%2E."), ("gke_p:x", "gke_p%3Ax"), ("", "%")])
  func fileNamesStayInTheFolder(_ cluster: String, _ folder: String) {
    let target = ConfigMapTarget(cluster: cluster, namespace: "n", name: "c")
    let configMap = DesiredConfigMap(target: target, entries: [], version: nil)
    let manifest = Manifest(configMap, repository: nil, revision: nil)
    #expect(manifest.fileName(.json) == "\(folder)/n/c.json")
  }

  // JSON takes these characters as they are, and YAML, whose reader reads both here, does not.
  @Test(arguments: [
    (Manifest.Format.yaml, ["\u{7F}", "\u{85}", "\u{9F}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}"]),
    (Manifest.Format.json, []),
  ])
  func anyTextComesBack(_ format: Manifest.Format, _ further: [String]) async throws {
    let parts =
      further + [
        "a", " ", "  b", "\t", "\n", "\n\n", "\r", "\"", "'", "\\", "# c", "- d", "e: f", "|", ">",
        "%", "\0", "\u{A0}", "\u{2028}", "\u{2029}", "é", "日", "😀", "---", "...", "{", "&x", "*x",
        "!x", "@",
      ]
    var state = UInt64(11)
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var files: [String: String] = [:]
    for file in 0..<2_000 {
      files["t/\(file)"] = (0..<next(9)).map { _ in parts[next(parts.count)] }.joined()
    }
    let made = try await StateMaker.state("t/*: {name: c}", files)
    let bytes = Manifest(made.configMaps[0], repository: nil, revision: nil).bytes(format)
    let document = Document.parse(SourceFile(path: "", bytes: bytes))
    #expect(document.problems.map(\.message) == [])
    let data = try #require(document.root?["data"])
    let read = Dictionary(
      uniqueKeysWithValues: data.entries.map { ($0.key.text.string, $0.value) }
    )
    for (path, text) in files {
      let value = read[String(path.dropFirst(2))]
      #expect(value?.text.string == text && value?.scalarKind == .string, "\(path)")
    }
  }

  @Test
  func zippedValuesSayNothingOfWhenAndWhere() {
    let zipped = FileContent(Array("text".utf8)).gzip
    #expect(Array(zipped[..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
  }
}
