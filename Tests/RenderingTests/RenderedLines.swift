import Diagnostics
import Prow
import Rendering
import YAML

/// All jobs of a small configuration as lines of JSON.
func renderedLines(_ jobs: String) async throws -> [String] {
  let schema = ProwSchema()
  let workspace = Workspace([
    LoadedFile.load(
      SourceFile(path: "config.yaml", text: Rendered.config),
      kind: .config,
      schema: schema
    ),
    LoadedFile.load(SourceFile(path: "jobs.yaml", text: jobs), kind: .jobs, schema: schema),
  ]) { _ in nil }
  let all = workspace.filesWithJobs.flatMap { workspace.jobs(of: $0).map(workspace.resolve) }
  let renderer = Renderer(workspace, catalog: schema.catalog, version: ProwSchema.baseline)
  var output: [UInt8] = []
  await renderer.renderAll(
    NumberedJob.all(all),
    as: .lines,
    workers: 2,
    request: { job, arena in
      let text = RequestedText(arena.text("x"))
      return RunRequest(
        type: JobType(job.job.kind),
        refs: RunRefs(baseRef: text, baseSHA: text),
        buildID: text,
        prowJobName: text,
        time: text
      )
    },
    comment: { _ in nil },
    write: { output += $0 }
  )
  return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
}
