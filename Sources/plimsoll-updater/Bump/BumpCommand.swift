import Analysis
import ArgumentParser
import CommandSupport
internal import Diagnostics
import Files
import Formats
import Glibc
import JobCommands
import Registries
import Updater

struct BumpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bump",
    abstract: "Move images to the newest tags of their registries, by a pull request.",
    discussion: """
      CONFIGs are configurations of Prow's generic-autobumper; of several the first says where the \
      pull request is made. --to takes latest in place of a tag, as in --to 'gcr.io/acme/*=latest'. \
      Run it at the top of a clone: nothing in the clone changes, as the commit is pushed from \
      elsewhere. The next run brings the same branch and pull request up to date. Exit status: 0 \
      done, or no image moves; 1 a configuration has errors, images that must have one version would \
      have several, or a registry did not say which tags an image has; 2 error.
      """
  )

  @OptionGroup var options: BumpOptions
  @OptionGroup var pull: PullOptions
  @OptionGroup(title: "Registries") var registries: RegistryOptions
  @OptionGroup(title: "GitHub") var gitHub: GitHubOptions

  func run() async throws {
    let request = try BumpRequest(options)
    let settings = PullSettings(pull, gitHub, request.configs.first)
    for note in settings.notes { Terminal.printError("plimsoll-updater: \(note)\n") }
    // What is missing on the command line is said before anybody is asked.
    if !pull.isDryRun, !pull.skipsPull {
      _ = try settings.repository()
      _ = try settings.credential()
    }
    let web = WebClient()
    do {
      try await run(request, settings, web)
      await web.shutDown()
    } catch {
      await web.shutDown()
      throw error
    }
  }

  private func run(
    _ request: BumpRequest,
    _ settings: PullSettings,
    _ web: WebClient
  ) async throws {
    let onCall: OnCall?
    do throws(OnCall.Failure) { onCall = try await settings.onCall(web) } catch {
      if settings.needsOnCall { throw error }
      Terminal.printError("plimsoll-updater: \(error), so nobody is asked to look at it\n")
      onCall = nil
    }
    if settings.needsOnCall, !(onCall?.isActive ?? false) {
      return Terminal.print("nobody is on call, so nothing is done (skipIfNoOncall)\n")
    }
    let files = try request.files()
    let wishes = try request.sources.flatMap { source in
      if source.wishes.isEmpty {
        throw Failure.usage(
          "targetVersion of \(source.path ?? "") is \"\(source.targetVersion)\", which says no tag: use --to"
        )
      }
      return source.wishes
    }
    let resolver = BumpResolver(registries: try registries.client(web), web: web)
    let resolved = try await resolver.families(of: wishes, in: files)
    let plan = BumpPlan(
      resolved.families,
      files,
      groups: request.groups,
      allowsOlder: options.allowsOlder
    )
    let report = BumpReport(plan, resolved.families, namesAbsent: request.configs.isEmpty)
    if !plan.inconsistent.isEmpty {
      Terminal.printError(report.inconsistent)
      throw Failure.input("nothing was written: these images must have one version")
    }
    if pull.isDryRun {
      for (before, after) in plan.changes { FilePatch.show(before, after, false) }
      Terminal.printError(report.summary)
    } else {
      Terminal.print(report.summary)
    }
    if !plan.changes.isEmpty { try await publish(plan, resolved.families, settings, onCall) }
    if !resolved.failures.isEmpty {
      let images = resolved.failures.joined(separator: ", ")
      throw Failure.input("no tags were found of \(images); the reasons are above")
    }
  }

  private func publish(
    _ plan: BumpPlan,
    _ families: [BumpPlan.Family],
    _ settings: PullSettings,
    _ onCall: OnCall?
  ) async throws {
    let text = BumpText(plan, families)
    let paths = RepositoryPaths()
    let files = plan.changes.map { before, after in
      BumpCommit.File(
        path: paths.fromTop(before.path),
        before: Array(before.bytes),
        after: Array(after.bytes)
      )
    }
    let clone = try BumpClone("")
    func commit(by author: BumpCommit.Author) -> BumpCommit {
      BumpCommit(
        files: files,
        message: text.message(signedOffBy: pull.signoff ? author.text : nil),
        author: author,
        time: Glibc.time(nil)
      )
    }
    if pull.isDryRun {
      _ = try clone.modes(files)
      let place = (try? settings.repository()).map { " of \($0)" } ?? ""
      Terminal.printError(
        "the branch \(settings.branch) would get a commit, and a pull request\(place): \(text.title)\n"
      )
      return
    }
    if pull.skipsPull {
      let author = settings.author ?? BumpCommand.nobody
      let made = try clone.commit(commit(by: author), to: settings.branch)
      return Terminal.print("the branch \(settings.branch) has commit \(made.prefix(12))\n")
    }
    let connection = try GitHubConnection(try settings.credential())
    do {
      let repository = try settings.repository()
      let client = connection.client
      let bump = try await settings.pull { try await client.login(for: repository) }
      let author: BumpCommit.Author
      if let own = settings.author {
        author = own
      } else {
        author = try await client.author(for: repository)
      }
      let outcome = try await bump.publish(
        commit(by: author),
        BumpPull.Text(title: text.title, body: text.body(endings: settings.endings(onCall))),
        from: clone,
        client
      )
      Terminal.print(BumpCommand.words(outcome, bump))
      await connection.close()
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The author of a commit that is not pushed, if nobody is named.
  private static let nobody = BumpCommit.Author(
    name: "plimsoll-updater",
    email: "plimsoll-updater@localhost"
  )

  private static func words(_ outcome: BumpPull.Outcome, _ bump: BumpPull) -> TerminalText {
    let pull = "\(bump.repository)#\(outcome.number)"
    var text: TerminalText =
      outcome.isPushed
      ? "pushed the branch \(bump.branch) to \(bump.head)\n"
      : "the branch \(bump.branch) of \(bump.head) has these files already\n"
    switch outcome.change {
    case .opened: text += "opened \(pull)\n"
    case .edited: text += "changed what \(pull) says\n"
    case .none: text += "\(pull) says so already\n"
    }
    return text
  }
}
