import CommandSupport
import Configs
import Files
import Formats
import Reporting
import Reviewing
import Updater

/// The comment for two commits; the newer one may be anybody's.
struct CommitReview {
  let repository: GitRepository
  /// `org/repo`.
  let name: String
  let old: String
  let new: String
  /// `83c37da…1513cd6`.
  let compared: String
  /// What comes before the path of a file in links.
  let links: String

  /// - Parameters:
  ///   - commit: Whose settings count.
  ///   - config: Prow's main configuration in the repository, in place of what the settings name.
  ///   - plugins: The same for the plugin configuration.
  /// - Returns: The comment, also if the files can't be judged.
  /// - Throws: What is not the fault of the files: nothing of that is for a comment.
  func comment(
    settings commit: String,
    config: String?,
    plugins: String?
  ) async throws -> ReviewProgram.Comment {
    do {
      var settings = try Settings.inTree(repository.tree(commit))
      settings.config = config ?? settings.config
      settings.plugins = plugins ?? settings.plugins
      return comment(try await review(settings))
    } catch let error as AmbiguousInstallation {
      let shown = error.configs.prefix(5).map { Markdown.code(String($0.prefix(200))) }
      let more = error.configs.count - shown.count
      let configs = shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
      return unreadable(
        "Several Prow installations are found: \(configs). Name one in "
          + "\(Markdown.code(Settings.fileName)) of the branch that this is for."
      )
    } catch let error as TreeError where error.isOfContents {
      return unreadable(Markdown.code(String(error.description.prefix(500))))
    }
  }

  private func review(_ settings: Settings) async throws -> Review {
    let request = Review.Request(
      layout: TreeLayout(inTree: settings),
      settings: settings,
      repository: name,
      workers: 2
    )
    let made = try await Review.make(
      of: repository.tree(new),
      since: repository.tree(old),
      request
    )
    guard let made else {
      throw TreeError(
        "no job was found in \(compared), so that there is nothing to review; name the files in "
          + "\(Settings.fileName) of the repository, or with --config"
      )
    }
    return made
  }

  private func comment(_ review: Review) -> ReviewProgram.Comment {
    let reporter = ReviewMarkdownReporter(
      compared: compared,
      links: SourceLinks(base: links) { $0 },
      marker: ReviewProgram.marker
    )
    let isQuiet = review.verdict == .fine && review.isWithoutEffect
    return ReviewProgram.Comment(
      text: reporter.render(review),
      verdict: review.fails ? .fails : isQuiet ? .isWithoutEffect : .passes
    )
  }

  /// `reason`: Markdown that names nothing but files of the commits.
  private func unreadable(_ reason: String) -> ReviewProgram.Comment {
    ReviewProgram.Comment(
      text: """
        \(ReviewProgram.marker)
        ### ⛔ This can't be reviewed

        compared `\(compared)`

        \(reason)

        """,
      verdict: .unreadable
    )
  }
}
