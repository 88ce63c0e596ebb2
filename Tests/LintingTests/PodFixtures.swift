import Analysis
import Configs
import Diagnostics
import Linting
import TestSupport

/// A pod, and the fields that the API server would refuse it for.
struct PodCase: Sendable, CustomStringConvertible {
  var what: String
  /// A Pod manifest.
  var manifest: String
  var paths: Set<String>

  var description: String { what }
}

enum PodFixtures {
  /// The cases of all files in Fixtures/Pods.
  ///
  /// Each is a mapping of `what`, `spec` and, if the pod is refused, `paths`.
  static func all() throws -> [PodCase] {
    let folder = "Tests/LintingTests/Fixtures/Pods"
    let cases = try Project.names(in: folder).flatMap { name in
      try read(name, text: Project.text("\(folder)/\(name)"))
    }
    guard !cases.isEmpty else { throw Project.Missing(path: folder) }
    return cases
  }

  private static func read(_ name: String, text: String) -> [PodCase] {
    text.split(separator: "\n- what: ").dropFirst().map { entry in
      let lines = entry.split(separator: "\n")
      let paths = lines.split(separator: "  paths:")
      return PodCase(
        what: "\(name): \(lines[0])",
        // Behind `what` and `spec:` the lines of the spec, four spaces deep.
        manifest: manifest("\n" + paths[0].dropFirst(2).joined(separator: "\n")),
        paths: Set(paths.count > 1 ? paths[1].map { String($0.dropFirst("  - ".count)) } : [])
      )
    }
  }

  static func manifest(_ spec: String, name: String = "unit") -> String {
    "apiVersion: v1\nkind: Pod\nmetadata: {name: \(name)}\nspec: \(spec)\n"
  }

  /// What the rules of the group find in pods, errors only: the paths of each.
  static func refusedPaths(of cases: [PodCase]) async throws -> [Set<String>] {
    let result = try await ExampleLinter.lint(
      .manifests(cases.map(\.manifest)),
      options: LintOptions(select: ["kubernetes"])
    )
    var found = [Set<String>](repeating: [], count: cases.count)
    for diagnostic in result.diagnostics where diagnostic.severity == .error {
      let number = diagnostic.place.file.path.dropFirst("pod-".count).dropLast(".yaml".count)
      if let index = Int(number) { found[index].insert(diagnostic.path ?? "") }
    }
    return found
  }
}
