extension SubjectKind {
  /// What is judged, for people.
  var summary: String {
    switch self {
    case .job: "each presubmit, postsubmit and periodic"
    case .container: "each container of each job, without init containers"
    case .initContainer: "each init container of each job"
    case .volume: "each volume of each job, those of its presets too"
    case .mount: "each volume mount of each container and init container, those of presets too"
    case .env:
      "each environment variable of each container and init container, those of presets too"
    case .preset: "each preset"
    case .repository: "each repository with presubmits or postsubmits"
    case .branch: "each branch that jobs, branch protection or Tide name outright"
    case .configMap: "each ConfigMap that config_updater makes"
    case .plugin: "each plugin that plugins.yaml switches on for an org or a repository"
    case .file: "each file of the repository"
    case .document: "each file that match.paths names, read as YAML or JSON"
    case .param: "each item of a list in params"
    case .all: "everything, once"
    }
  }
}
