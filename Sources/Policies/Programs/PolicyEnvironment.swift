internal import CEL

/// What the expressions of a policy can name.
enum PolicyEnvironment {
  /// `subject`: What the policy judges.
  static func make(for subject: SubjectKind) -> Environment {
    var environment = base
    func add(_ name: String, _ slot: Slot, _ type: CELType, _ doc: String) {
      environment.add(variable: name, type: type, slot: slot.rawValue, doc: doc)
    }
    if subject.isOfJob {
      add("job", .job, .object(ObjectShape.job.type), "The job, resolved.")
      add("written", .written, .dyn, "The job as it is written.")
      add("kind", .kind, .string, "presubmit, postsubmit or periodic.")
      add("repo", .repo, .string, "The job's repository, org/repo; empty for periodics.")
      add("pod", .pod, .object(ObjectShape.pod.type), "The Pod that Prow would create for the job.")
    }
    if let type = subject.type {
      add(subject.variable, .subject, type, "What is judged.")
    }
    if subject == .mount || subject == .env {
      let type = CELType.object(ObjectShape.container.type)
      add("container", .container, type, "The container that it is in.")
    }
    if subject != .all, subject != .repository {
      add("file", .file, .string, "The file of the subject, from the root of the repository.")
    }
    return environment
  }

  /// What the validations of groups can name.
  ///
  /// - Parameters:
  ///   - subject: What the groups are of.
  ///   - key: The type of `groupBy`.
  /// - Returns: The environment of these validations.
  static func make(forGroupsOf subject: SubjectKind, key: CELType) -> Environment {
    var environment = base
    let type = GroupObject.type(of: subject.memberType, key: key)
    environment.add(
      variable: "group",
      type: .object(type),
      slot: Slot.group.rawValue,
      doc: "The group: its key and its members."
    )
    return environment
  }

  /// What does not depend on the subject.
  private static let base: Environment = {
    var environment = Environment.kubernetes
    func add(_ name: String, _ slot: Slot, _ type: CELType, _ doc: String) {
      environment.add(variable: name, type: type, slot: slot.rawValue, doc: doc)
    }
    add("jobs", .jobs, .list(.object(ObjectShape.job.type)), "All jobs, resolved.")
    add("presets", .presets, .list(.object(ObjectShape.preset.type)), "All presets.")
    add("config", .config, .object(PolicyShapes.all.config.type), "Prow's config.yaml.")
    add("plugins", .plugins, .object(PolicyShapes.all.plugins.type), "Prow's plugins.yaml.")
    add("files", .files, .list(.string), "The paths of all files of the repository.")
    add(
      "jobFiles",
      .jobFiles,
      .list(.string),
      "The paths of the job files that Prow reads: not those that a .prowignore lists."
    )
    add("params", .params, .dyn, "The values of the policy's params.")
    for overload in PolicyFunctions.all { environment.add(overload) }
    return environment
  }()
}

extension SubjectKind {
  /// The variable that holds the subject.
  var variable: String {
    switch self {
    case .initContainer: "container"
    default: rawValue
    }
  }

  /// The type of the members of groups.
  var memberType: CELType {
    switch self {
    case .job: .object(ObjectShape.job.type)
    case .file: .string
    default: type ?? .dyn
    }
  }

  /// Its type; `nil` if the subject has no variable of its own.
  var type: CELType? {
    switch self {
    case .job, .file, .all: nil
    case .container, .initContainer: .object(ObjectShape.container.type)
    case .volume: .object(ObjectShape.volume.type)
    case .mount: .object(ObjectShape.mount.type)
    case .env: .object(ObjectShape.variable.type)
    case .preset: .object(ObjectShape.preset.type)
    case .repository: .object(RepositoryObject.type)
    case .branch: .object(BranchObject.type)
    case .configMap: .object(ConfigMapObject.type)
    case .plugin: .object(PluginObject.type)
    case .document, .param: .dyn
    }
  }
}
