import Diagnostics
import Prow
import Rendering
import Testing
import YAML

/// What one small configuration renders to.
///
/// Keeps the files alive that the objects look into.
struct Rendered {
  private let workspace: Workspace
  private let arena: Arena
  private let renderer: Renderer
  private let job: RenderedJob

  private static let schema = ProwSchema()
  private static let schemaOfAugust = ProwSchema(version: "2026-08-21")

  /// Decoration that Prow accepts, for all jobs.
  static let config = """
    pod_namespace: pods
    plank:
      default_decoration_config_entries:
      - config:
          timeout: 2h
          grace_period: 15s
          utility_images:
            {clonerefs: clonerefs:1, initupload: initupload:1, entrypoint: entry:1, sidecar: side:1}
          gcs_configuration: {bucket: logs, path_strategy: explicit}
          gcs_credentials_secret: upload
    """

  /// Renders the first job of the files.
  ///
  /// `version`: The baseline or 2026-08-21.
  init(
    _ jobs: String,
    config: String = Rendered.config,
    type: JobType? = nil,
    version: String = ProwSchema.baseline,
    _ change: (inout RunRequest, Arena) -> Void = { _, _ in }
  ) throws {
    let arena = Arena()
    self.arena = arena
    let schema = version == ProwSchema.baseline ? Rendered.schema : Rendered.schemaOfAugust
    let files = [("config.yaml", config, FileKind.config), ("jobs.yaml", jobs, .jobs)]
    let workspace = Workspace(
      files.map { name, text, kind in
        LoadedFile.load(
          SourceFile(path: name, text: text),
          kind: kind,
          schema: schema
        )
      }
    ) { _ in nil }
    self.workspace = workspace
    renderer = Renderer(workspace, catalog: schema.catalog, version: version)
    let jobs = workspace.filesWithJobs.flatMap { workspace.jobs(of: $0).map(workspace.resolve) }
    let first = try #require(jobs.first)
    var request = RunRequest(
      type: type ?? JobType(first.job.kind),
      refs: RunRefs(
        org: arena.text("acme"),
        repo: arena.text("rocket"),
        baseRef: RequestedText(arena.text("main")),
        baseSHA: RequestedText(arena.text("c0ffee")),
        pulls: [
          RunRefs.Pull(
            number: 7,
            author: arena.text("ada"),
            sha: arena.text("beef"),
            title: arena.text("A change")
          )
        ]
      ),
      buildID: RequestedText(arena.text("99")),
      prowJobName: RequestedText(arena.text("run-1")),
      time: RequestedText(arena.text("2026-02-27T12:00:00Z"))
    )
    change(&request, arena)
    job = renderer.render(first, request, arena)
  }

  /// A part of the ProwJob as JSON with sorted keys; `nil` if it is not there.
  func prowJob(_ path: String) throws -> String? {
    try Rendered.json(String(decoding: bytes(job.prowJob), as: UTF8.self), at: path)
  }

  /// A part of the pod, likewise.
  func pod(_ path: String) throws -> String? {
    let pod = try #require(job.pod)
    return try Rendered.json(String(decoding: bytes(pod), as: UTF8.self), at: path)
  }

  var hasPod: Bool { job.pod != nil }

  /// A part of the JSON inside a variable of a container.
  func options(_ name: String, of container: String, _ path: String = "") throws -> String? {
    for list in ["spec.initContainers", "spec.containers"] {
      for index in 0..<9 {
        guard try pod("\(list).\(index).name") == "\"\(container)\"" else { continue }
        for variable in 0..<40
        where try pod("\(list).\(index).env.\(variable).name") == "\"\(name)\"" {
          let text = try #require(try pod("\(list).\(index).env.\(variable).value"))
          let document = Document.parse(SourceFile(path: "value", text: text))
          return try Rendered.json(document.root?.text.string ?? "", at: path)
        }
      }
    }
    return nil
  }

  /// The names in a list of the pod, in order.
  func names(_ path: String) throws -> [String] {
    var names: [String] = []
    while let name = try pod("\(path).\(names.count).name") {
      names.append(String(name.dropFirst().dropLast()))
    }
    return names
  }

  /// The ProwJob as YAML.
  func yaml(comment: @escaping (Origin) -> String? = { _ in nil }) -> String {
    String(decoding: renderer.yaml(job.prowJob, comment: comment), as: UTF8.self)
  }

  /// The pod as YAML.
  func podYAML(comment: @escaping (Origin) -> String? = { _ in nil }) throws -> String {
    String(decoding: renderer.yaml(try #require(job.pod), comment: comment), as: UTF8.self)
  }

  /// The pod in a style.
  func pod(in style: YAMLStyle) throws -> String {
    var output: [UInt8] = []
    renderer.writer(style).append(try #require(job.pod), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The pod as one line of JSON.
  func podJSON() throws -> String {
    String(decoding: bytes(try #require(job.pod)), as: UTF8.self)
  }

  private func bytes(_ object: ObjectValue) -> [UInt8] {
    renderer.json(object).withBytes { Array($0) }
  }

  /// A part of a document by its path, names and positions with dots between.
  static func json(_ text: String, at path: String) throws -> String? {
    let document = Document.parse(SourceFile(path: "object", text: text))
    #expect(document.problems.isEmpty, "\(text)")
    var node = try #require(document.root)
    for step in path.split(separator: ".") {
      let next =
        Int(step).map { position in node.items.dropFirst(position).first { _ in true } }
        ?? node.entries.first { $0.key.text.equals(String(step.replacing("~", with: "."))) }?.value
      guard let next else { return nil }
      node = next
    }
    return JSONProjection.text(of: node).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// A presubmit of acme/rocket with some fields, and a container with some.
  static func presubmit(_ fields: String = "", container: String = "") -> String {
    """
    presubmits:
      acme/rocket:
      - name: unit
        decorate: true
    \(fields.indented(4))
        spec:
          containers:
          - image: alpine
            command: [make]
            args: [test]
    \(container.indented(8))
    """
  }

  func indented(_ columns: Int) -> String {
    let spaces = String(repeating: " ", count: columns)
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : spaces + $0 }.joined(separator: "\n")
  }
}
