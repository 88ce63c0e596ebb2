package import Configs
internal import Diagnostics
package import Formats
internal import Prow

/// Which files and versions a run uses, and who says so.
package struct InfoReport {
  private let layout: Layout
  private let settings: Settings
  private let configuration: Configuration

  package init(layout: Layout, settings: Settings, _ configuration: Configuration) {
    self.layout = layout
    self.settings = settings
    self.configuration = configuration
  }

  package var table: TerminalText {
    var rows = [["WHAT", "VALUE", "BY"], ["folder", layout.searched, ""]]
    func add(_ what: String, _ values: [String], _ source: String) {
      if values.isEmpty { rows.append([what, "none", ""]) }
      for value in values { rows.append([what, value, source]) }
    }
    add("config", [layout.config].compactMap(\.self), layout.sourceOfConfig.rawValue)
    add("plugins", [layout.plugins].compactMap(\.self), layout.sourceOfPlugins.rawValue)
    add("jobs", layout.jobs, layout.sourceOfJobs.rawValue)
    add("supplemental config", layout.supplementalConfig, "")
    add("supplemental plugins", layout.supplementalPlugins, "")
    add("in-repo config", inRepoFiles, "")
    for kind in Set(layout.companions.map(\.kind)).sorted(by: { $0.name < $1.name }) {
      add(kind.name, layout.companions.filter { $0.kind == kind }.map(\.path), "")
    }
    if let name = layout.inRepo { rows.append(["repository", name, ""]) }
    let (files, jobs) = (configuration.fileCount, configuration.jobCount)
    let count = "\(files) \(files == 1 ? "file" : "files"), \(jobs) \(jobs == 1 ? "job" : "jobs")"
    rows.append(["in all", count, ""])
    rows.append(["Prow", settings.version, settings.versionSource.rawValue])
    rows.append(["Kubernetes", "\(settings.kubernetes)", ""])
    rows.append(["settings", settings.file?.file.path ?? "none", ""])
    for (name, value) in inForce { rows.append([name, value, ".plimsoll.yaml"]) }
    return TextTable.render(rows)
  }

  package var json: [UInt8] {
    var object = JSONObject()
    object.add("version", 1)
    object.add("folder", layout.searched)
    object.addRaw("config", file(layout.config, layout.sourceOfConfig))
    object.addRaw("plugins", file(layout.plugins, layout.sourceOfPlugins))
    object.addRaw("jobs", JSONObject.texts(layout.jobs))
    object.add("jobsBy", layout.sourceOfJobs.rawValue)
    object.addRaw("supplementalConfig", JSONObject.texts(layout.supplementalConfig))
    object.addRaw("supplementalPlugins", JSONObject.texts(layout.supplementalPlugins))
    object.addRaw("inRepo", JSONObject.texts(inRepoFiles))
    object.addRaw("companions", JSONObject.texts(layout.companions.map(\.path)))
    object.add("repository", layout.inRepo)
    object.add("files", configuration.fileCount)
    object.add("jobCount", configuration.jobCount)
    object.add("prow", settings.version)
    object.add("prowBy", settings.versionSource.rawValue)
    object.add("kubernetes", "\(settings.kubernetes)")
    object.add("settings", settings.file?.file.path)
    var values = JSONObject()
    for (name, value) in inForce { values.add(name, value) }
    object.addRaw("inForce", values.bytes)
    return object.bytes + [0x0A]
  }

  private func file(_ path: String?, _ source: Layout.Source) -> [UInt8] {
    guard let path else { return Array("null".utf8) }
    var object = JSONObject()
    object.add("path", path)
    object.add("by", source.rawValue)
    return object.bytes
  }

  private var inRepoFiles: [String] { configuration.workspace.inRepoFiles.map(\.file.path) }

  /// Settings other than places and versions that say something.
  private var inForce: [(name: String, value: String)] {
    let options = settings.options
    let severity = options.severity.sorted { $0.key < $1.key }.map { name, setting in
      switch setting {
      case .off: "\(name): off"
      case .on(let severity): "\(name): \(severity.rawValue)"
      }
    }
    let all = [
      ("strict", settings.isStrict ? "true" : ""),
      ("select", options.select.joined(separator: ", ")),
      ("ignore", options.ignore.joined(separator: ", ")),
      ("severity", severity.joined(separator: ", ")),
      ("paths", options.paths.isEmpty ? "" : "\(options.paths.count)"),
      ("requiredAnnotations", options.requiredAnnotations.joined(separator: ", ")),
    ]
    return all.filter { !$0.1.isEmpty }
  }
}
