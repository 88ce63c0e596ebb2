internal import CEL
internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

/// Goes over the subjects of a policy that are no jobs, in the order of files and places.
struct SubjectWalk {
  let world: PolicyWorld
  let policy: CompiledPolicy

  private var match: PolicyMatch { policy.match }

  /// - Parameters:
  ///   - params: Gives the list whose items are judged, for subject `param`.
  ///   - report: Receives what keeps a subject from being judged.
  ///   - body: Gets each subject that `match` takes; returns whether to go on.
  /// - Throws: What `params` throws.
  func forEach(
    params: () throws(PolicyFault) -> Value,
    report: (PolicyFault) -> Void,
    _ body: (Subject) -> Bool
  ) throws(PolicyFault) {
    switch policy.source.subject {
    case .job, .container, .initContainer, .volume, .mount, .env: break
    case .preset: forEachPreset(body)
    case .repository: forEachRepository(body)
    case .branch: forEachBranch(body)
    case .plugin: forEachPlugin(body)
    case .configMap: forEachConfigMap(report, body)
    case .file: forEachFile(body)
    case .document: forEachDocument(report, body)
    case .param: try forEachParam(params(), body)
    case .all: _ = body(Subject(job: nil, value: .null, path: "", origin: .none))
    }
  }
}

// MARK: - Subjects without a job

extension SubjectWalk {
  private func forEachPreset(_ body: (Subject) -> Bool) {
    for preset in world.presets {
      let path = world.path(preset.node.file.path)
      guard match.takes(path: path) else { continue }
      let subject = Subject(
        job: nil,
        value: .map(PresetObject(preset: preset, users: world.users)),
        path: path,
        origin: .node(preset.place)
      )
      if !body(subject) { return }
    }
  }

  private func forEachRepository(_ body: (Subject) -> Bool) {
    var names: [Text] = []
    var jobs: [Text: [PolicyJob]] = [:]
    for file in world.files where match.takes(path: file.path) {
      for job in file.jobs where job.job.kind != .periodic {
        if jobs[job.job.repo] == nil { names.append(job.job.repo) }
        jobs[job.job.repo, default: []].append(job)
      }
    }
    for name in names where match.takes(repo: name.string) {
      let own = jobs[name] ?? []
      let subject = Subject(
        job: nil,
        value: .map(RepositoryObject(name: name, jobs: own)),
        path: own.first?.path ?? "",
        origin: own.first?.repoKey.map { .node($0) } ?? .none
      )
      if !body(subject) { return }
    }
  }

  private func forEachPlugin(_ body: (Subject) -> Bool) {
    let workspace = world.configuration.workspace
    for entry in PluginTable.builtIn(workspace).entries + PluginTable.external(workspace).entries {
      let path = world.path(entry.key.file.path)
      guard match.takes(path: path), match.takes(repo: entry.name) else { continue }
      for name in entry.plugins {
        let value = PluginObject(name: name, entry: entry)
        let subject = Subject(job: nil, value: .map(value), path: path, origin: .node(name))
        if !body(subject) { return }
      }
    }
  }

  private func forEachFile(_ body: (Subject) -> Bool) {
    for path in world.paths where match.takes(path: path) {
      let subject = Subject(job: nil, value: .string(path), path: path, origin: .file)
      if !body(subject) { return }
    }
  }

  private func forEachDocument(_ report: (PolicyFault) -> Void, _ body: (Subject) -> Bool) {
    for path in world.paths where match.takes(path: path) {
      guard let document = world.documents.document(at: path), let root = document.root,
        document.isReadable
      else {
        let problem = world.documents.document(at: path)?.problems.first
        report(
          PolicyFault(
            "the file can't be judged: \(problem?.message ?? "it is empty, or can't be read")",
            at: Place(file: world.documents.file(at: path), range: problem?.range ?? .fileStart)
          )
        )
        continue
      }
      let subject = Subject(job: nil, value: .written(root), path: path, origin: .node(root))
      if !body(subject) { return }
    }
  }

  private func forEachParam(
    _ params: Value,
    _ body: (Subject) -> Bool
  ) throws(PolicyFault) {
    guard case .list(let list) = params else {
      throw PolicyFault(
        "what is to be judged is not a list: it is of type \(params.typeName)",
        at: policy.entries?.node ?? policy.source.nameNode,
        help: "let entries say which list of params it is, such as params.names"
      )
    }
    for index in 0..<list.count {
      let value = list[index]
      let place = (list as? any PlacedList)?.place(at: index) ?? value.ownPlace
      let file = place?.node.file
      let subject = Subject(
        job: nil,
        value: value,
        path: file.map { world.path($0.path) } ?? "",
        origin: place.map { .node($0.node) } ?? .none
      )
      if !body(subject) { return }
    }
  }
}
