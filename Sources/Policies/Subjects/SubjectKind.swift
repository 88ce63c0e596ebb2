/// What a policy judges, one at a time.
enum SubjectKind: String, Sendable, CaseIterable {
  case job, container, initContainer, volume, mount, env
  case preset, repository, plugin
  case file, document, param, all

  /// Whether each subject is a part of a job, or a job itself.
  var isOfJob: Bool {
    switch self {
    case .job, .container, .initContainer, .volume, .mount, .env: true
    case .preset, .repository, .plugin, .file, .document, .param, .all: false
    }
  }
}
