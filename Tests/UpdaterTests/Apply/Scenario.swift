import Cluster
import ConfigMaps
import Formats
import TestSupport

/// What Prow's config-updater was given, and what came of it.
struct Scenario {
  let name: String
  let plugins: JSONValue
  let namespace: String
  let repository: String
  let sha: String
  /// The tree after the merge.
  let files: [String: [UInt8]]
  let changes: [Change]
  let prior: [Held]
  /// Every ConfigMap afterwards.
  let outcome: [Held]
  /// Whether Prow, too, did less than it was asked, or left it to chance.
  let isRefusal: Bool

  struct Change {
    var status: String
    var file: String
    var previous: String?
  }

  /// A ConfigMap, its zipped values unzipped.
  struct Held {
    var target: ConfigMapTarget
    var labels: [String: String]
    var annotations: [String: String]
    var values: [ConfigMapField: [UInt8]]
    var isImmutable: Bool
  }

  static let folder = Project.shared.map { $0 + "/conformance/updater/scenarios" }

  /// The names of all scenarios of merged pull requests.
  static func names() throws -> [String] {
    guard folder != nil else { return [] }
    return try Project.names(in: "../shared/conformance/updater/scenarios").filter { name in
      try json(name, "scenario.json")["mode"]?.string == "update"
    }
  }

  private static func json(_ name: String, _ file: String) throws -> JSONValue {
    guard let folder else { throw Project.Missing(path: "../shared") }
    return try JSONReader.read(Array(Project.text(at: "\(folder)/\(name)/\(file)").utf8))
  }

  init(_ name: String) throws {
    let (given, expected) = (
      try Scenario.json(name, "scenario.json"), try Scenario.json(name, "expected.json")
    )
    self.name = name
    plugins = given["plugins"] ?? [:]
    namespace = given["prowjobNamespace"]?.string ?? "default"
    repository = given["repo"]?.string ?? ""
    sha = given["sha"]?.string ?? ""
    var files: [String: [UInt8]] = [:]
    for member in given["files"]?.members ?? [] {
      files[member.key] = Scenario.content(member.value)
    }
    self.files = files
    changes = (given["changes"]?.items ?? []).map {
      Change(
        status: $0["status"]?.string ?? "",
        file: $0["file"]?.string ?? "",
        previous: $0["previous"]?.string
      )
    }
    let prior = (given["prior"]?.items ?? []).map { Scenario.held($0, files) }
    self.prior = prior
    // Long values that nothing else says stand with their length alone.
    outcome = (expected["configmaps"]?.items ?? []).map { json in
      var held = Scenario.held(json, files)
      let before = prior.first { $0.target == held.target }
      for member in json["data"]?.members ?? [] where member.value["length"] != nil {
        let field = ConfigMapField(.data, member.key)
        held.values[field] = before?.values[field]
      }
      return held
    }
    isRefusal = ["configError", "error", "ambiguous"].contains { expected[$0]?.bool ?? false }
  }

  /// A string, `{"base64": …}`, or `{"repeat": TEXT, "count": N}`.
  private static func content(_ value: JSONValue) -> [UInt8] {
    if let bytes = value.bytes { return bytes }
    if let text = value["base64"]?.string { return Base64Text.decoded(text) ?? [] }
    let part = value["repeat"]?.bytes ?? []
    return Array([[UInt8]](repeating: part, count: value["count"]?.int ?? 0).joined())
  }

  private static func held(_ json: JSONValue, _ files: [String: [UInt8]]) -> Held {
    var values: [ConfigMapField: [UInt8]] = [:]
    for map in ConfigMapField.Map.allCases {
      for member in json[map.rawValue]?.members ?? [] {
        let value = member.value["gzip"] ?? member.value
        values[ConfigMapField(map, member.key)] =
          value["file"]?.string.flatMap { files[$0] } ?? content(value)
      }
    }
    func texts(_ field: String) -> [String: String] {
      Dictionary(
        (json[field]?.members ?? []).map { ($0.key, $0.value.string ?? "") },
        uniquingKeysWith: { _, last in last }
      )
    }
    return Held(
      target: ConfigMapTarget(
        cluster: json["cluster"]?.string ?? "default",
        namespace: json["namespace"]?.string ?? "default",
        name: json["name"]?.string ?? ""
      ),
      labels: texts("labels"),
      annotations: texts("annotations"),
      values: values,
      isImmutable: json["immutable"]?.bool ?? false
    )
  }
}
