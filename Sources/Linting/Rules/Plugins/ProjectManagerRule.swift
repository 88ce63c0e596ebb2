internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let projectManager: [Rule] = [incompleteProject]

  static let incompleteProject = Rule(
    id: "incomplete-project",
    summary: "a setting of plugin project-manager is incomplete or ambiguous",
    why: "The plugin puts issues into columns of projects by their labels. Each column needs an id "
      + "or a name, labels and an org, and no two columns of a project the same labels. Prow "
      + "refuses the whole file otherwise.",
    help: "give each column a name or an id, labels and an org",
    source: "Prow, `validateProjectManager` in pkg/plugins/config.go",
    bad: .plugins(
      """
      plugins:
        acme: {plugins: [project-manager]}
      project_manager:
        orgsRepos:
          acme:
            projects:
              launch:
                columns: [{name: backlog, org: acme}]
      """
    ),
    good: .plugins(
      """
      plugins:
        acme: {plugins: [project-manager]}
      project_manager:
        orgsRepos:
          acme:
            projects:
              launch:
                columns: [{name: backlog, org: acme, labels: [new]}]
      """
    ),
    check: .workspace { scope, report in
      let managed = scope.workspace.plugins?.root?[.projectManager]?[.orgsRepos]
      for entry in managed.map({ Array($0.entries) }) ?? [] {
        if entry.value[.projects]?.isEmpty ?? true {
          let name = entry.key.text.short
          report("\(name) has no projects", at: entry.key, help: "list its projects")
        }
        for project in entry.value[.projects].map({ Array($0.entries) }) ?? [] {
          let columns = project.value[.columns]
          if columns?.isEmpty ?? true {
            let name = project.key.text.short
            report("project \(name) has no columns", at: project.key, help: "list its columns")
          }
          checkColumns(columns?.list ?? [], report)
        }
      }
    }
  )

  private static func checkColumns(_ columns: [Node], _ report: Report) {
    var first: [Set<Text>: Node] = [:]
    for column in columns where column.isMapping || column.isNull {
      let place = column.firstKey ?? column
      if column[.id] == nil, column[.name]?.isEmpty ?? true {
        report("a column has neither id nor name", at: place, help: "set one of them")
      }
      if column[.org]?.isEmpty ?? true {
        report("a column has no org", at: column[.org] ?? place, help: "set org")
      }
      guard let labels = column[.labels], !labels.isEmpty else {
        report("a column has no labels", at: column[.labels] ?? place, help: "list its labels")
        continue
      }
      let set = Set(labels.items.map(\.text))
      guard let other = first[set] else {
        first[set] = labels
        continue
      }
      report(
        "another column of the project has the same labels",
        at: labels,
        help: "give each column labels of its own",
        related: [(other, "the first one")]
      )
    }
  }
}
