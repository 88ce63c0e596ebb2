package import ConfigMaps
package import Diagnostics
internal import Linting
package import Prow
internal import YAML

/// A tree with the maps that are to be applied to it, and what is wrong with these.
package struct UpdaterInput: Sendable {
  package let prowConfig: LoadedFile?
  package let plugins: LoadedFile
  package let config: UpdaterConfig
  /// Findings about `config_updater`; with an error Prow would not load the file.
  package let problems: [Diagnostic]

  /// - Returns: `nil` if there is no plugins.yaml.
  package init?(_ layout: TreeLayout, tree: some FileTree, schema: ProwSchema) async throws {
    guard let plugins = try layout.plugins(in: tree, schema) else { return nil }
    self.plugins = plugins
    prowConfig = try layout.config(in: tree, schema)
    config = UpdaterConfig(plugins)
    problems = try await UpdaterInput.check(plugins, schema)
  }

  /// What the linter says of the maps, and whether the file can be read at all.
  private static func check(
    _ plugins: LoadedFile,
    _ schema: ProwSchema
  ) async throws -> [Diagnostic] {
    let linter = Linter(schema: schema, workers: 1)
    let result = try await linter.lint([.memory(plugins.file, role: .plugins)])
    return result.diagnostics.filter { diagnostic in
      !plugins.document.isReadable || diagnostic.path?.hasPrefix("config_updater") ?? false
    }.map { diagnostic in
      // Prow goes on where it drops fields, or overwrites keys in an order of its own.
      guard Rule.group(of: diagnostic.rule) == "hygiene" else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.severity = .warning
      return diagnostic
    }
  }

  /// What a state of this tree is made for.
  ///
  /// `repository`: `org/repo` of the files.
  /// `maps`: Names of ConfigMaps to make; all if empty.
  package func request(
    repository: String?,
    revision: String?,
    maps: [String] = []
  ) -> DesiredState.Request {
    DesiredState.Request(
      repository: repository,
      revision: revision,
      namespace: ProwConfig(prowConfig?.root).prowjobNamespace,
      names: maps.isEmpty ? nil : Set(maps)
    )
  }
}
