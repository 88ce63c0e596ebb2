internal import Formats
internal import Prow
internal import YAML

extension RepositoryPage {
  /// The page for programs.
  package var json: [UInt8] {
    var object = JSONObject()
    object.add("version", 1)
    object.add("repo", repo)
    object.addRaw("jobs", JSONObject.array(jobs + periodics, json))
    object.addRaw("branches", JSONObject.array(branches, json))
    object.addRaw("queries", JSONObject.array(queries.all, json))
    object.addRaw("plugins", JSONObject.array(plugins.builtIn, plugin))
    object.addRaw("externalPlugins", JSONObject.array(plugins.external, plugin))
    for (name, field) in [("triggers", Field.triggers), ("approve", .approve), ("lgtm", .lgtm)] {
      let settings = workspace.pluginSettings(field, repo: repo)
      object.addRaw(name, settings.map(RepositoryPage.raw) ?? Array("null".utf8))
    }
    object.addRaw("configMaps", JSONObject.array(configMaps, json))
    return object.bytes + [0x0A]
  }

  private static func raw(_ node: Node) -> [UInt8] {
    JSONObject.inert(ResolvedValue(content: .node(node), origin: .job).json)
  }

  private func json(_ job: Job) -> JSONObject {
    var object = JSONObject()
    object.add("type", job.kind.rawValue)
    object.add("name", job.name.string)
    object.add("starts", JobWords.when(job))
    if job.kind != .periodic {
      object.add("context", job.context.string)
      let filter = BranchFilter(job)
      object.addRaw("branches", JSONObject.texts(filter.branches.map(\.string)))
      object.addRaw("skipBranches", JSONObject.texts(filter.skipBranches.map(\.string)))
    }
    if job.kind == .presubmit { object.add("comment", job.rerunCommand) }
    places.add(job.nameNode, to: &object)
    return object
  }

  private func json(_ branch: Branch) -> JSONObject {
    var object = JSONObject()
    object.add("name", branch.name)
    object.addRaw("required", JSONObject.texts(branch.required))
    object.addRaw("ifRun", JSONObject.texts(branch.ifRun))
    object.add("tide", !queries.covering(branch: branch.name).isEmpty)
    object.add("mergeMethod", branch.method.name)
    if let policy = branch.merges.policy {
      var protection = JSONObject()
      for field in ProtectionPolicy.fields {
        if let node = policy.node(field) { protection.addRaw(field.name, RepositoryPage.raw(node)) }
      }
      object.addRaw("protection", protection.bytes)
    }
    return object
  }

  private func json(_ query: Node) -> JSONObject {
    var object = JSONObject()
    for entry in query.entries where !entry.value.isNull {
      object.addRaw(entry.key.text.string, RepositoryPage.raw(entry.value))
    }
    places.add(query.firstKey ?? query, to: &object)
    return object
  }

  private func json(_ map: FedConfigMap) -> JSONObject {
    var object = JSONObject()
    object.addRaw("names", JSONObject.texts(map.names))
    object.add("files", map.glob)
    places.add(map.node, to: &object)
    return object
  }

  private func plugin(_ node: Node) -> JSONObject {
    var object = JSONObject()
    object.add("name", node.text.string)
    object.addRaw("commands", JSONObject.texts(PluginCommands.of(node.text.string)))
    places.add(node, to: &object)
    return object
  }
}
