internal import Prow
internal import Schema
internal import YAML

/// Names that people write for a field, and that no search by letters finds.
enum FieldSynonyms {
  /// What to do about an unknown field, by its type and its name.
  private static let fields: [String: [String: String]] = [
    "Refs": [
      "branch": "base_ref", "ref": "base_ref", "base_branch": "base_ref", "revision": "base_ref",
      "tag": "base_ref", "path": "path_alias", "alias": "path_alias", "owner": "org",
      "organization": "org", "repository": "repo", "sha": "base_sha", "commit": "base_sha",
      "url": "clone_uri", "clone_url": "clone_uri",
    ],
    "Container": [
      "img": "image", "environment": "env", "enviroment": "env", "entrypoint": "command",
      "cmd": "command", "arguments": "args", "mounts": "volumeMounts",
    ],
    "EnvVar": ["val": "value", "key": "name"],
    "VolumeMount": ["path": "mountPath"],
    "TideQuery": ["branches": "includedBranches"],
    "Welcome": ["message": "message_template"],
  ]

  /// Whether a key of an extra ref was meant to be `base_ref`.
  static func isBaseRef(_ name: String) -> Bool {
    fields["Refs"]?[name] == "base_ref"
      || name != "base_sha" && name != "base_link"
        && Suggestion.nearest(to: name, among: CollectionOfOne("base_ref")) != nil
  }

  /// The field that was meant.
  static func field(for name: String, in type: String) -> String? { fields[type]?[name] }

  private static let amounts: Set = ["cpu", "memory", "ephemeral-storage"]

  /// `nil` for a name that nobody is known to write there.
  static func help(for name: String, in type: String) -> String? {
    if let field = fields[type]?[name] { return "did you mean \(field)?" }
    if type == "Periodic", name == "branch" {
      return "a periodic names its branch as base_ref in extra_refs"
    }
    guard amounts.contains(name) else { return nil }
    return switch type {
    case "Container": "\(name) belongs under resources, in requests or limits"
    case "ResourceRequirements": "\(name) belongs under requests or limits"
    default: nil
    }
  }

  /// The levels of branch protection and of Tide's context options, and what their keys name.
  private static let levels: [String: (field: String, noun: String)] = [
    "BranchProtection": ("orgs", "an organization"), "Org": ("repos", "a repository"),
    "Repo": ("branches", "a branch"), "TideContextPolicyOptions": ("orgs", "an organization"),
    "TideOrgContextPolicy": ("repos", "a repository"),
    "TideRepoContextPolicy": ("branches", "a branch"),
  ]

  /// What to do about a mapping that is right one level lower.
  static func level(of key: Node, in type: String) -> String? {
    guard let level = levels[type], key.following.isMapping else { return nil }
    return "if \(key.text.short) is the name of \(level.noun), it belongs under \(level.field)"
  }
}
