import ArgumentParser
import CommandSupport
import Formats
import JobCommands
import Prow
import Reporting
import Schema
import YAML

struct RepoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repo",
    abstract: "Show all that Prow does for a repository, on one page.",
    discussion: """
      Its jobs by branch, what merges wait for, Tide's queries and merge method, branch protection, \
      plugins with their commands, who may test and approve, and the ConfigMaps that it feeds.
      """
  )

  @Argument(
    help: ArgumentHelp("The repository; for Gerrit its URL.", valueName: "org/repo"),
    completion: Completions.repositories
  )
  var repo: String

  @OptionGroup var files: ConfigOptions

  @Option(help: "text, markdown or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  @OptionGroup var colors: ColorOptions

  func run() async throws {
    let judged = try await JudgedConfiguration.load(files, repo: repo)
    let page = RepositoryPage(repo, SharedAnswers(judged.configuration))
    guard page.isKnown, repo.contains("/") else { throw unknown(judged) }
    if !page.hasJobs {
      Terminal.printError("plimsoll: no job is for \(repo)\(nearest(judged))\n")
    }
    switch format {
    case .text:
      Terminal.print(page.sheet.text(width: Terminal.lineWidth, usesColor: colors.usesColor))
    case .markdown: Terminal.print(Array(page.sheet.markdown.utf8))
    case .json: Terminal.print(page.json)
    }
    withExtendedLifetime(judged) {}
  }

  private func unknown(_ judged: JudgedConfiguration) -> Failure {
    let names = repositories(judged)
    if !repo.contains("/") {
      let own = names.filter { RepoKey.orgAndName($0).org == repo }
      let list = own.isEmpty ? "" : ", such as \(own.prefix(3).joined(separator: ", "))"
      return .usage("\"\(repo)\" is not org/repo\(list)")
    }
    return .usage("the configuration says nothing about \(repo)\(nearest(judged))")
  }

  private func repositories(_ judged: JudgedConfiguration) -> [String] {
    Set(judged.jobs.map(\.job.repo.string)).filter { !$0.isEmpty }.sorted()
  }

  private func nearest(_ judged: JudgedConfiguration) -> String {
    let nearest = Suggestion.nearest(to: repo, among: repositories(judged))
    return nearest.map { "; did you mean \($0)?" } ?? ""
  }
}
