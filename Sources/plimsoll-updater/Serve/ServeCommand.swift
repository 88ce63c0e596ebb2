import ArgumentParser
import Cluster
import CommandSupport
import Formats
import Logging
import Updater

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Follow a branch and keep the ConfigMaps of clusters at its head.",
    discussion: """
      Webhooks at /hook say that there may be news; timers find what no webhook reported. A head \
      that Prow would refuse is not applied. Secrets come from files or the environment and are \
      read again for each use. Exit status: 0 stopped, or done with --once; 1 the head is refused \
      (--once); 2 error.
      """
  )

  @OptionGroup var branches: BranchOptions
  @OptionGroup var clusters: ClusterOptions
  @OptionGroup var removals: RemovalOptions
  @OptionGroup var rollout: RolloutOptions
  @OptionGroup(title: "GitHub") var gitHub: GitHubOptions
  @OptionGroup(title: "Webhooks") var hook: HookOptions
  @OptionGroup(title: "Several replicas") var lease: LeaseOptions

  @Option(help: ArgumentHelp("The folder of the journal and the clones.", valueName: "dir"))
  var state = "/var/lib/plimsoll-updater"

  @Option(help: ArgumentHelp("The address to take webhooks at.", valueName: "host:port"))
  var listen = "0.0.0.0:8080"

  @Option(
    name: .customLong("head-interval"),
    help: ArgumentHelp(
      "The time between two looks at the head of the remote.",
      valueName: "seconds"
    )
  )
  var headInterval = 60

  @Option(
    name: .customLong("drift-interval"),
    help: ArgumentHelp("The time between two looks at all ConfigMaps.", valueName: "seconds")
  )
  var driftInterval = 600

  @Option(
    name: .customLong("git-timeout"),
    help: ArgumentHelp("How long git may take to fetch.", valueName: "seconds")
  )
  var gitTimeout = 300

  @Option(
    name: .customLong("rewrite-patience"),
    help: ArgumentHelp(
      "How long the remote must show a head that does not descend from what was applied.",
      valueName: "seconds"
    )
  )
  var rewritePatience = 30

  @Flag(name: .customLong("takeover"), help: "Take the keys that other field managers own.")
  var takesOver = false

  @Flag(
    name: .customLong("review-pulls"),
    help: "Comment on each open pull request for the branches what it means, as review does."
  )
  var reviewsPulls = false

  @Flag(
    name: .customLong("show-content"),
    help: ArgumentHelp(
      "Show on the status page what changes in ConfigMaps; put a proxy that asks who reads it before it."
    )
  )
  var showsContent = false

  @Flag(name: .customLong("once"), help: "Do one run and end, for a cron job.")
  var isOnce = false

  @Option(
    name: .customLong("log-level"),
    help: ArgumentHelp("debug, info, notice, warning or error.", valueName: "level")
  )
  var logLevel = LogLevel.info

  enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case debug, info, notice, warning, error
  }

  func validate() throws {
    for (name, value) in [
      ("head-interval", headInterval), ("drift-interval", driftInterval),
      ("git-timeout", gitTimeout), ("rewrite-patience", rewritePatience),
    ] where value < 1 || value > 86_400 {
      throw ValidationError("--\(name) takes seconds from 1 to 86400, not \(value)")
    }
    if !isOnce, hook.secrets.isEmpty {
      throw ValidationError(
        "give --webhook-secret-file or --webhook-secret-env: no webhook is let in without one"
      )
    }
    if reviewsPulls, isOnce || gitHub.settings == nil {
      throw ValidationError(
        isOnce
          ? "--review-pulls has no use with --once; run plimsoll-updater review for each pull request"
          : "--review-pulls needs --github-token-file, --github-token-env or --github-app-id"
      )
    }
    _ = try address()
  }

  func run() async throws {
    let level = Logger.Level(rawValue: logLevel.rawValue) ?? .info
    LoggingSystem.bootstrap { JSONLogHandler(label: $0, level: level) }
    let outcome = try await UpdaterBot.run(
      try settings(),
      clusters: try clusters.clusters(),
      logger: Logger(label: "plimsoll-updater"),
      isOnce: isOnce
    )
    guard let outcome else { return }
    Terminal.print("\(outcome.kind.rawValue): \(outcome.message)\n")
    switch outcome.kind {
    case .refused, .waiting, .staged: throw ExitCode(1)
    case .failed: throw ExitCode(2)
    default: break
    }
  }

  private func settings() throws -> ServeSettings {
    var settings = ServeSettings(sources: try branches.sources(), stateFolder: state)
    (settings.host, settings.port) = try address()
    settings.hookSecrets = hook.secrets
    settings.gitHub = gitHub.settings
    settings.reviewsPulls = reviewsPulls
    settings.showsContent = showsContent
    settings.gitLimit = .seconds(gitTimeout)
    settings.lease = try isOnce ? nil : lease.election()
    settings.config = branches.config
    settings.plugins = branches.plugins
    settings.reconcile = ReconcileSettings(
      headInterval: .seconds(headInterval),
      driftInterval: .seconds(driftInterval),
      patience: .seconds(rewritePatience),
      takesOver: takesOver,
      removals: removals.limit
    )
    settings.reconcile.rollout = try rollout.rollout()
    return settings
  }

  private func address() throws -> (host: String, port: Int) {
    guard let colon = listen.lastIndex(of: ":"),
      let port = Int(listen[listen.index(after: colon)...]), (0...65_535).contains(port)
    else { throw ValidationError("--listen takes host:port, not \"\(listen)\"") }
    let host = listen[..<colon].trimmingBrackets
    return (host.isEmpty ? "0.0.0.0" : host, port)
  }
}

extension Substring {
  /// An address of IPv6 is in brackets before a port.
  fileprivate var trimmingBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : String(self)
  }
}
