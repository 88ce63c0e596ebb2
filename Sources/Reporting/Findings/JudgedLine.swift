internal import ConfigMaps
package import Configs
internal import Files
package import Formats
package import Kubernetes
internal import Prow

/// What a run judged, in one line.
package enum JudgedLine {
  /// The files by their names, the jobs in them, and the versions, with who says which Prow it is.
  ///
  /// `jobs`: How many were read.
  package static func render(
    _ layout: Layout,
    _ settings: Settings,
    kubernetes: KubernetesVersion,
    jobs: Int
  ) -> TerminalText {
    let count = jobs == 1 ? "1 job" : "\(SizeLimit.number(jobs)) jobs"
    let files = layout.shownFiles.joined(separator: ", ")
    let version = "\(settings.version) (\(settings.versionSource.rawValue))"
    return "plimsoll: \(files): \(count); Prow \(version), Kubernetes \("\(kubernetes)")\n"
  }
}

extension Layout {
  /// What is judged, as people see it; files next to config.yaml by their names.
  package var shownFiles: [String] {
    let folder = config.map { JobFolders.parent(of: $0) + "/" }
    func short(_ path: String) -> String {
      guard let folder, path.hasPrefix(folder) else { return path }
      let name = path.droppingFirst(folder.utf8.count)
      return name.contains("/") ? path : name
    }
    let central = [config, plugins.map(short)].compactMap(\.self)
    let shown =
      central + supplementalConfig
      + supplementalPlugins.filter {
        !supplementalConfig.contains($0)
      } + jobs + companions.map { short($0.path) } + inRepoFiles
    let most = 6
    return shown.count > most
      ? shown.prefix(most) + ["\(shown.count - most) more"] : shown
  }

  private var inRepoFiles: [String] {
    guard let inRepoFolder else { return [] }
    let folder = Layout.join(inRepoFolder, ".prow")
    return [WorkingDirectory.shortName(FileReader.isFolder(folder) ? folder : folder + ".yaml")]
  }
}
