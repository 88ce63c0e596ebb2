internal import Prow
internal import Schema
internal import YAML

/// What to do about an unknown key at the top of a file: it may be right in another file.
enum FileAdvice {
  /// The types that files have at the top.
  private static let tops: Set<String> = [
    "JobConfig", "ProwYAML", "Config", "ProwConfig", "Configuration",
  ]

  static func help(for key: Node, in type: String) -> String? {
    guard tops.contains(type) else { return nil }
    let name = key.text.string
    if has("JobConfig", name) { return jobs(name, in: type) }
    // A misspelt name is nearer than another file.
    if ProwSchema.fields.objects[type]?.nearest(to: name) != nil { return nil }
    if type != "Config", type != "ProwConfig", has("ProwConfig", name) {
      return "\(name) belongs in Prow's config.yaml"
    }
    if type != "Configuration", has("Configuration", name) {
      return "\(name) belongs in plugins.yaml"
    }
    if type == "JobConfig" || type == "ProwYAML" { return job(name, in: type) }
    return nil
  }

  /// Whether a key only holds anchors for the rest of the file: no field is misspelt.
  static func holdsAnchors(_ key: Node, in type: String) -> Bool {
    tops.contains(type) && help(for: key, in: type) == nil
      && ProwSchema.fields.objects[type]?.nearest(to: key.text.string) == nil
      && key.following.isReferredTo
  }

  /// A list of jobs in a file that has none.
  private static func jobs(_ name: String, in type: String) -> String {
    if type == "ProwYAML" {
      return name == "periodics"
        ? "in-repo config has no periodics: they belong in a central job file"
        : "\(name) belongs in Prow's config.yaml"
    }
    return "\(name) belongs in a job file: Prow reads no jobs from here"
  }

  /// A job, or a repository with its jobs, without the list that they belong in.
  private static func job(_ name: String, in type: String) -> String? {
    let hasKeys = type == "JobConfig"
    if hasKeys, name.contains("/") {
      return "put \(name.shortened) under presubmits or postsubmits, indented"
    }
    guard has("Presubmit", name) || has("Periodic", name) else { return nil }
    return "\(name) is a field of a job: put the job in a list under presubmits"
      + (hasKeys ? " and its repository, or under periodics" : " or postsubmits")
  }

  private static func has(_ type: String, _ name: String) -> Bool {
    ProwSchema.fields.objects[type]?.fields.contains { $0.name == name } ?? false
  }
}
