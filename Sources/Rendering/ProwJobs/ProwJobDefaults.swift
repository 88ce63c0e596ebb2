internal import Prow
internal import Schema
internal import YAML

/// Tenant and result store of jobs: what config.yaml has for repositories and clusters.
///
/// Source: Prow, `mergeProwJobDefault` in pkg/config/config.go.
struct ProwJobDefaults: Sendable {
  private let entries: [Entry]

  private struct Entry: Sendable {
    var repo: Text?
    var cluster: Text?
    var config: Node
  }

  init(_ config: ObjectValue, _ types: OutputTypes) {
    let arena = Arena()
    entries = types.items(config["prowjob_default_entries"], arena).compactMap { item in
      let entry = types.object(item.value, arena)
      guard case .node(let config, _) = entry["config"] else { return nil }
      return Entry(repo: entry["repo"]?.text, cluster: entry["cluster"]?.text, config: config)
    }
  }

  /// The strongest of each: the job's own, then the entries from the last to the first.
  func value(for job: Job, _ types: OutputTypes, _ arena: Arena) -> Value {
    let type = types.prowJobDefault
    var merged = types.object(job[.prowjobDefaults], type, arena)
    if !entries.isEmpty {
      let repo = job.defaultsRepo
      for entry in entries.reversed()
      where RepoKey.matches(entry.cluster, cluster: job.cluster)
        && RepoKey.matches(entry.repo, repo: repo)
      {
        for member in types.object(entry.config, type, arena).members
        where !merged.members.contains(where: { $0.name == member.name }) {
          merged.members.append(
            Member(
              name: member.name,
              value: member.value,
              origin: .setting(entry.config)
            )
          )
        }
      }
    }
    if merged["tenant_id"] == nil {
      merged.add("tenant_id", .literal("GlobalDefaultID"), origin: .prow)
    }
    return .object(merged)
  }
}
