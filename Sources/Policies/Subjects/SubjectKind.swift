/// What a policy judges, one at a time.
enum SubjectKind: String, Sendable, CaseIterable {
  case job, container, initContainer, volume, mount, env
  case preset, repository, branch, plugin, configMap
  case file, document, param, all

  /// The fields of `match` that tell some subjects of the kind from others.
  var matchFields: [String] {
    let paths = ["paths", "excludePaths"]
    let repos = ["repos", "excludeRepos"]
    return switch self {
    case .job, .container, .initContainer, .volume, .mount, .env:
      paths + repos + ["types", "clusters", "jobs", "excludeJobs"]
    case .repository, .branch, .plugin: paths + repos
    case .configMap: ["clusters"]
    case .preset, .file, .document: paths
    case .param, .all: []
    }
  }

  /// Those that an exception may have.
  var exceptionFields: [String] {
    isOfJob ? ["jobs", "repos", "paths"] : matchFields.filter { $0 == "paths" }
  }

  /// Whether each subject is a part of a job, or a job itself.
  var isOfJob: Bool {
    switch self {
    case .job, .container, .initContainer, .volume, .mount, .env: true
    case .preset, .repository, .branch, .plugin, .configMap, .file, .document, .param, .all: false
    }
  }
}
