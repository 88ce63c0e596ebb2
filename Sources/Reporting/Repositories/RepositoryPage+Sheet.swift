internal import Diagnostics
package import Formats
internal import Prow
internal import YAML

extension RepositoryPage {
  /// The page for people.
  package var sheet: Sheet {
    var sheet = Sheet("\(repo)")
    for file in [workspace.config, workspace.plugins].compactMap(\.self) {
      sheet.add(file.kind == .config ? "config.yaml" : "plugins.yaml", "\(file.file.path)")
    }
    addJobs(to: &sheet)
    addMerges(to: &sheet)
    addQueries(to: &sheet)
    addPlugins(to: &sheet)
    addSettings(to: &sheet)
    addConfigMaps(to: &sheet)
    return sheet
  }

  private func addJobs(to sheet: inout Sheet) {
    if !hasJobs { sheet.add("No job is for it.") }
    for (title, jobs) in groups {
      sheet.addHeading(title)
      sheet.addTable(
        ["TYPE", "NAME", "STARTS", "COMMENT"],
        jobs.map(row),
        least: [0: 10, 1: 40]
      )
    }
    if !periodics.isEmpty {
      sheet.addHeading("Periodics that clone it")
      sheet.addTable(["TYPE", "NAME", "STARTS"], periodics.map { Array(row($0).dropLast()) })
    }
  }

  private func row(_ job: Job) -> [SheetLine] {
    let command = job.kind == .presubmit ? job.rerunCommand : "-"
    return [
      "\(job.kind.rawValue)", SheetLine(value: job.name.string, link: places.pages.links.job(job)),
      "\(JobWords.when(job))", "\(command)",
    ]
  }

  /// A section for all branches for which it says the same.
  private func addMerges(to sheet: inout Sheet) {
    var sections: [(names: [String], facts: [(label: SheetLine, lines: [SheetLine])])] = []
    for branch in branches {
      let facts = facts(branch)
      let known = sections.firstIndex { $0.facts.elementsEqual(facts) { $0.lines == $1.lines } }
      if let known {
        sections[known].names.append(branch.name)
      } else {
        sections.append(([branch.name], facts))
      }
    }
    for section in sections {
      sheet.addHeading("Merges into " + .list(section.names))
      for fact in section.facts { sheet.add(fact.label, fact.lines) }
    }
  }

  private func facts(_ branch: Branch) -> [(label: SheetLine, lines: [SheetLine])] {
    let isMerged = !queries.covering(branch: branch.name).isEmpty
    let method =
      "Tide, with the method \(branch.method.name)" + places.bracketed(branch.method.node)
    return [
      ("wait for", [branch.required.isEmpty ? "no context" : .list(branch.required)]),
      ("once started", [.list(branch.ifRun)]),
      ("merged by", [isMerged ? method : "people: no query of Tide is for it"]),
      ("protected", protectionLines(branch)),
    ]
  }

  private func protectionLines(_ branch: Branch) -> [SheetLine] {
    guard let policy = branch.merges.policy else {
      return ["not by Prow: branch-protection leaves it as it is"]
    }
    let isProtected = policy.bool(.protect)
    let first: SheetLine =
      switch isProtected {
      case true?: "yes" + places.bracketed(policy.node(.protect))
      case false?: "no" + places.bracketed(policy.node(.protect))
      case nil: branch.merges.contextsOfGitHub.isEmpty ? "as it is" : "yes, since jobs are required"
      }
    let shown = ProtectionPolicy.fields.filter {
      ![.protect, .unmanaged, .exclude, .include, .requiredStatusChecks].contains($0)
    }
    return [first]
      + shown.compactMap { field in
        policy.node(field).map {
          "\(field.name): \(RepositoryPage.text(of: $0))" + places.bracketed($0)
        }
      }
  }

  private func addQueries(to sheet: inout Sheet) {
    guard !queries.isEmpty else { return }
    sheet.addHeading("Tide's queries")
    for (index, query) in queries.all.enumerated() {
      var lines: [SheetLine] = []
      func add(_ words: SheetLine, _ field: Field) {
        let values = query.list(field).map(\.text.string)
        if !values.isEmpty { lines.append(words + .list(values)) }
      }
      add("labels ", .labels)
      add("none of the labels ", .missingLabels)
      add("branches ", .includedBranches)
      add("all branches but ", .excludedBranches)
      for name in ["author", "milestone"] as [StaticString] {
        if let value = query[name] { lines.append("\("\(name)") \(value.text.string)") }
      }
      if query["reviewApprovedRequired"]?.bool == true { lines.append("an approving review") }
      sheet.add("query \(index + 1)", lines + [places.text(query.firstKey ?? query).styled(.faint)])
    }
  }

  private func addPlugins(to sheet: inout Sheet) {
    sheet.addHeading("Plugins")
    if !plugins.isKnown { return sheet.add("plugins.yaml is not known.") }
    if plugins.builtIn.isEmpty { return sheet.add("No plugin is on.") }
    let names = (plugins.builtIn + plugins.external).map(\.text.string)
    for name in names { sheet.add("\(name)", .list(PluginCommands.of(name))) }
    sheet.add("no commands", .list(names.filter { PluginCommands.of($0).isEmpty }))
    if plugins.place(of: "trigger") == nil {
      sheet.add("Plugin trigger is off, so that nothing starts the jobs.")
    }
  }

  private func addSettings(to sheet: inout Sheet) {
    guard plugins.isKnown, !plugins.builtIn.isEmpty else { return }
    sheet.addHeading("Who may test and approve")
    sheet.add("test", TrustWords(workspace, repo: repo, places).lines)
    for (field, plugin) in [(Field.approve, "approve"), (.lgtm, "lgtm")]
    where plugins.place(of: plugin) != nil {
      let settings = workspace.pluginSettings(field, repo: repo)
      let lines: [SheetLine] = (settings.map { Array($0.entries) } ?? []).compactMap { entry in
        if entry.key.label == Field.repos.rawValue || entry.value.isNull { return nil }
        return "\(entry.key.text.string): \(RepositoryPage.text(of: entry.value))"
          + places.bracketed(entry.key)
      }
      sheet.add(
        SheetLine(stringLiteral: plugin),
        lines.isEmpty ? ["as Prow has it by default"] : lines
      )
    }
  }

  private func addConfigMaps(to sheet: inout Sheet) {
    if configMaps.isEmpty { return }
    sheet.addHeading("ConfigMaps from its files")
    sheet.addTable(
      ["NAME", "FILES"],
      configMaps.map { ["\($0.names.joined(separator: ", "))", "\($0.glob)"] }
    )
  }

  /// A value in one line.
  static func text(of node: Node) -> String {
    if node.isEmpty { return "none" }
    if node.isSequence { return node.items.map(text).joined(separator: ", ") }
    if node.isMapping {
      return node.entries.map { "\($0.key.text.string): \(text(of: $0.value))" }.joined(
        separator: ", "
      )
    }
    return node.text.string
  }
}
