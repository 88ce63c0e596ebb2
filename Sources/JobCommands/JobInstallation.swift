package import Analysis
internal import CommandSupport
package import Configs
internal import Diagnostics
internal import Formats
internal import Linting
internal import Machine
internal import Prow
package import Rendering
internal import Reporting

/// An installation as commands about single jobs need it: without its plugins, on which nothing that a
/// job becomes depends, so that a mistake there is no reason to stop.
package struct JobInstallation {
  package let result: LintResult
  package let renderer: Renderer

  /// Loads the files that the command line, or else the settings, name.
  ///
  /// - Throws: `Failure` where there are none, or config.yaml can't be read.
  package static func load(_ named: NamedFiles) async throws -> JobInstallation {
    let settings = try Settings.nearest(to: nil)
    try settings.requireReadable()
    var layout = try Layout(named, paths: [], settings: settings)
    layout.plugins = nil
    layout.supplementalPlugins = []
    let inputs = try layout.inputs()
    if inputs.isEmpty { throw Failure.usage("\(layout.nothingFound)") }
    let schema = ProwSchema(version: settings.version)
    let linter = Linter(where: JobFaults.isRefusal, schema: schema, workers: Processors.count)
    let result = try await Snapshot.make(of: inputs, with: linter, inRepoName: layout.inRepo).result
    try MissingConfig.check(result)
    return JobInstallation(
      result: result,
      renderer: Renderer(result.workspace, catalog: schema.catalog, version: settings.version)
    )
  }
}
