import Analysis
import Catalogue
import CommandSupport
import Configs
import Diagnostics
import Files
import Formats
import JobCommands
import Machine
import Prow
import Reporting
import Reviewing

/// The ConfigMaps that a site shows, with their growth.
enum PublishedSizes {
  /// Seconds that growth counts over by default.
  private static let span: Int64 = 30 * 24 * 60 * 60

  /// - Parameters:
  ///   - files: What the command line names.
  ///   - settings: Those of the run.
  ///   - clone: Where the files are.
  ///   - since: The commit that they are compared with; `nil` for one of a month before.
  /// - Returns: What the site says; that a file can't be read is among it.
  /// - Throws: `Failure`, `TreeError` or `FileError` if there is no such commit, or something else can't
  ///   be read.
  static func find(
    _ files: ConfigOptions,
    _ settings: Settings,
    _ clone: PublishedClone,
    since: String?
  ) async throws -> Site.ConfigMaps {
    var named = NamedTree(config: files.config, plugins: files.plugins)
    named.supplementalConfig = files.supplementalConfig
    named.supplementalPlugins = files.supplementalPlugins
    let layout = TreeLayout(named, jobs: files.jobs, settings: settings)
    let request = Review.Request(
      layout: layout,
      settings: settings,
      repository: clone.repository,
      workers: Processors.count
    )
    var configMaps = Site.ConfigMaps()
    let older = try PublishedSizes.older(clone, layout, since: since)
    let tree = FolderTree(layout.root, shownAs: layout.shownRoot)
    do {
      configMaps.sizes = try await ConfigMapSize.all(of: tree, since: older, request) ?? []
      configMaps.since = older.map { String($0.commit.prefix(12)) }
    } catch let error as UnreadableInput {
      configMaps.unreadable = error.problems.first.map {
        "\(PositionFinder().text($0.place)): \($0.message)"
      }
    }
    return configMaps
  }

  private static func older(
    _ clone: PublishedClone,
    _ layout: TreeLayout,
    since: String?
  ) throws -> GitTree? {
    guard clone.commit != nil else {
      if since == nil { return nil }
      throw Failure.usage("--since names a commit, and the files are in no clone of git")
    }
    guard let name = try since ?? clone.commit(olderBy: span) else { return nil }
    // Globs start from the root of the layout, which may be a folder of the clone.
    let repository = try GitRepository(layout.root, shownAs: layout.shownRoot)
    return repository.tree(try repository.commit(name))
  }
}
