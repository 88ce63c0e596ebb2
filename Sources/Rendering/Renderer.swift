package import Prow
package import Schema
internal import YAML

/// Renders the jobs of one configuration as what Prow would create for them.
package struct Renderer: Sendable {
  let types: OutputTypes
  private let maker: ProwJobMaker

  /// - Parameters:
  ///   - workspace: The configuration; without its config.yaml Prow's defaults hold.
  ///   - catalog: The tables that the files were checked against.
  ///   - version: Date of the Prow version, such as 2026-02-27.
  package init(_ workspace: Workspace, catalog: CompiledCatalog, version: String) {
    let types = OutputTypes(catalog)
    let arena = Arena()
    let config = types.object(workspace.config?.root, types.config, arena)
    let scheduler = types.object(config["scheduler"], arena)
    self.types = types
    maker = ProwJobMaker(
      types: types,
      defaults: ProwJobDefaults(config, types),
      podNamespace: workspace.prow?.podNamespace ?? .default,
      startsScheduling: scheduler["enabled"]?.isTrue ?? false,
      keepsSlackReport: version >= "2026-08-21"
    )
  }

  /// Makes the objects of a job that Prow accepts.
  ///
  /// `arena`: Holds strings of the result, which lives no longer.
  package func render(_ job: ResolvedJob, _ request: RunRequest, _ arena: Arena) -> RenderedJob {
    render(job, request, Workbench(types, arena, shared: arena))
  }

  func render(_ job: ResolvedJob, _ request: RunRequest, _ bench: Workbench) -> RenderedJob {
    let prowJob = maker.make(job, request, bench)
    let pod = PodMaker(bench: bench).make(prowJob)
    return RenderedJob(prowJob: prowJob.value, pod: pod)
  }
}

/// Renders one job after the other; what presets and defaults of decoration add is made once.
package final class JobRenderer {
  private let renderer: Renderer
  private let bench: Workbench

  /// - Parameters:
  ///   - renderer: The configuration.
  ///   - arena: Holds strings of the results; to be emptied after each job, or not at all.
  ///   - writesDocuments: Whether strings in which Prow puts JSON will be written, as `YAMLStyle` says.
  package init(_ renderer: Renderer, _ arena: Arena, writesDocuments: Bool) {
    self.renderer = renderer
    bench = Workbench(
      renderer.types,
      arena,
      shared: Arena(),
      makesDocuments: writesDocuments
    )
  }

  /// Makes the objects of a job that Prow accepts.
  package func render(_ job: ResolvedJob, _ request: RunRequest) -> RenderedJob {
    renderer.render(job, request, bench)
  }
}

/// A ProwJob, and the pod that runs it.
package struct RenderedJob {
  package let prowJob: ObjectValue
  /// `nil` if the job has no pod spec.
  package let pod: ObjectValue?

  /// Which of the two objects is meant.
  package enum Part: Sendable {
    case prowJob, pod
  }

  package subscript(part: Part) -> ObjectValue? {
    switch part {
    case .prowJob: prowJob
    case .pod: pod
    }
  }
}

extension Renderer {
  /// An object as one line of JSON, without a line break.
  package func json(_ object: ObjectValue) -> OutputPiece {
    var writer = JSONWriter(types)
    writer.write(object)
    return writer.finish()
  }

  /// An object as a YAML document.
  ///
  /// - Parameters:
  ///   - object: A ProwJob, a pod or a part of one.
  ///   - comment: What a comment says about what put something there; `nil` for none.
  /// - Returns: The document, with a line break at its end.
  package func yaml(
    _ object: ObjectValue,
    comment: @escaping (Origin) -> String?
  ) -> [UInt8] {
    var output: [UInt8] = []
    writer(YAMLStyle { comment($0).map(EmitterText.mark) }).append(object, to: &output)
    return output
  }

  /// Writes one document after the other in a style.
  package func writer(_ style: YAMLStyle) -> YAMLWriter { YAMLWriter(types, style) }

  /// What a ProwJob says of a run besides its pod: the job after defaults.
  ///
  /// `arena`: Holds what is made for it.
  package func settings(of prowJob: ObjectValue, _ arena: Arena) -> ObjectValue {
    var settings = types.object(prowJob["spec"], arena)
    settings.remove("pod_spec")
    return settings
  }
}
