internal import Formats
internal import Prow
internal import YAML

/// Whose pull requests are tested, and who may ask for tests.
///
/// Source: Prow, `TrustedUser` and `TrustedPullRequest` in pkg/plugins/trigger/trigger.go.
struct TrustWords {
  let lines: [SheetLine]

  init(_ workspace: Workspace, repo: String, _ places: PlaceWords) {
    let settings = workspace.pluginSettings(.triggers, repo: repo)
    let org = RepoKey.orgAndName(repo).org
    func value(_ name: StaticString) -> Node? { settings?[name].flatMap { $0.isEmpty ? nil : $0 } }
    let isForMembers = value("only_org_members")?.bool == true
    var members: SheetLine =
      isForMembers ? "members of \(org)" : "members of \(org), and collaborators of \(repo)"
    if let other = value("trusted_org") { members += ", and members of \(other.text.string)" }
    var lines = [members + places.bracketed(settings?.firstKey)]
    if let apps = value("trusted_apps") {
      lines.append("the apps " + .list(apps.items.map(\.text.string)) + places.bracketed(apps))
    }
    let ignores = value("ignore_ok_to_test").flatMap { $0.bool == true ? $0 : nil }
    lines.append(
      ignores.map { "others never: /ok-to-test has no effect" + places.bracketed($0) }
        ?? "others once one of them comments \("/ok-to-test")"
    )
    if let link = value("join_org_url") {
      lines.append("how to join: \(link.text.string)" + places.bracketed(link))
    }
    self.lines = lines
  }
}
