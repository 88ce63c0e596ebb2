import ConfigMaps
import Diagnostics
import Files
import Linting
import Prow

/// Makes states of small trees in memory.
enum StateMaker {
  static let schema = ProwSchema.standard

  static func config(_ maps: String, rest: String = "") -> UpdaterConfig {
    let lines = maps.split(separator: "\n").map { "    \($0)\n" }.joined()
    let text = "config_updater:\n\(rest)  maps:\n\(lines)"
    return UpdaterConfig(
      LoadedFile.load(SourceFile(path: "plugins.yaml", text: text), kind: .plugins, schema: schema)
    )
  }

  static func tree(
    _ files: [String: String],
    links: [(path: String, target: String)] = []
  ) -> MemoryTree {
    MemoryTree(files.map { ($0.key, Array($0.value.utf8)) }, links: links)
  }

  static func state(
    _ maps: String,
    _ files: [String: String],
    links: [(path: String, target: String)] = [],
    rest: String = "",
    request: DesiredState.Request = .init()
  ) async throws -> DesiredState {
    try await DesiredState.make(
      of: tree(files, links: links),
      config: config(maps, rest: rest),
      request: request,
      workers: 1
    )
  }
}

extension StateMaker {
  static func problems(_ faults: [PublishedFault]) -> [Diagnostic] {
    Linter(schema: schema, workers: 1).judged(faults).sorted(by: Diagnostic.inOrder)
  }
}

extension DesiredState {
  /// `CLUSTER/NAMESPACE/NAME: KEY=FILE …` for each ConfigMap.
  var lines: [String] {
    configMaps.map { configMap in
      ([configMap.target.description + ":"] + configMap.entries.map { "\($0.key)=\($0.path)" })
        .joined(separator: " ")
    }
  }

  /// The faults in the words of rules, in order.
  var problems: [Diagnostic] { StateMaker.problems(faults) }

  /// `SEVERITY RULE MESSAGE` for each problem.
  var complaints: [String] {
    problems.map { "\($0.severity.rawValue) \($0.rule): \($0.message)" }
  }
}
