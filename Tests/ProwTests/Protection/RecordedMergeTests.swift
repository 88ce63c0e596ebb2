import Diagnostics
import Prow
import TestSupport
import Testing
import YAML

/// Against what Prow's own code says of real installations.
@Suite("Recorded merges")
struct RecordedMergeTests {
  /// Name, config.yaml and jobs of an installation of the shared corpora.
  static let installations = [
    ("k8s", "config/prow/config.yaml", "config/jobs"),
    (
      "kubevirt", "github/ci/prow-deploy/kustom/base/configs/current/config/config.yaml",
      "github/ci/prow-deploy/files/jobs"
    ),
    ("oss", "prow/oss/config.yaml", "prow/prowjobs"),
    ("metal3", "prow/config/config.yaml", "prow/config/jobs"),
    ("knative", "prow/config.yaml", "prow/jobs"),
    ("ppc64le", "config/prow/config.yaml", "config/jobs"),
    ("kubestellar", "prow/config.yaml", "prow/jobs"),
  ]

  @Test(
    .enabled(if: Project.shared != nil, "needs the recorded merges beside the project"),
    arguments: installations
  )
  func requirementsAndProtectionAreAsRecorded(
    _ name: String,
    _ config: String,
    _ jobs: String
  ) throws {
    let shared = try #require(Project.shared)
    let installation = try Installation(
      folder: "\(shared)/corpus/\(name)",
      config: config,
      jobs: jobs
    )
    let records = try Project.text(at: "\(shared)/conformance/trigger/\(name)-merge.jsonl")
    let lines = records.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let document = Document.parse(SourceFile(path: "", text: String(line)))
      let record = try #require(document.root)
      let (repo, branch) = (text(record, "repo"), text(record, "branch"))
      #expect(requirements(installation, repo, branch) == expected(record), "\(repo) \(branch)")
      let protection = installation.protection(repo, branch: branch)
      #expect(outline(protection) == outline(record), "\(repo) \(branch)")
    }
  }

  private func text(_ node: Node, _ key: StaticString) -> String {
    node[key]?.text.string ?? ""
  }

  private func list(_ node: Node, _ key: StaticString) -> Set<String> {
    Set(node[key].map { $0.items.map(\.text.string) } ?? [])
  }

  private func requirements(
    _ installation: Installation,
    _ repo: String,
    _ branch: String
  ) -> [Set<String>] {
    let running = installation.running(repo, on: branch)
    let (org, name) = RepoKey.orgAndName(repo)
    let policy = ProtectionTree(installation.workspace).flatMap { tree in
      tree.org(named: org).map { _ in tree.policy(org: org, repo: name, branch: branch) }
    }
    let requiresManualJobs = policy?.bool(.requireManuallyTriggeredJobs) == true
    return ContextRequirement.allCases.map { kind in
      let jobs = running.filter {
        $0.contextRequirement(requiresManualJobs: requiresManualJobs) == kind
      }
      return Set(jobs.map(\.context.string))
    }
  }

  private func expected(_ record: Node) -> [Set<String>] {
    [list(record, "required"), list(record, "requiredIfPresent"), list(record, "optional")]
  }

  private func outline(_ protection: BranchProtection) -> String {
    switch protection {
    case .none: "nil []"
    case .policy(let isProtected, let contexts):
      "\(isProtected.map { "\($0)" } ?? "nil") \(contexts.map(\.string).sorted())"
    case .refused: "refused"
    }
  }

  private func outline(_ record: Node) -> String {
    if record["error"].map({ !$0.isNull }) ?? false { return "refused" }
    let protect = record["protect"]?.bool.map { "\($0)" } ?? "nil"
    return "\(protect) \(list(record, "contexts").sorted())"
  }
}
