internal import AsyncHTTPClient
internal import Cluster
internal import Hummingbird
internal import Logging

/// The bot, put together.
package struct UpdaterBot: Sendable {
  let settings: ServeSettings
  let journal: Journal
  let leadership: any Leadership
  let election: LeaseElection?
  let metrics: Metrics
  let reconcilers: [(source: FollowedBranch, reconciler: Reconciler, news: Signal)]
  /// None unless pull requests are to be reviewed.
  let reviews: [ReviewLoop]
  /// Each with what it is woken by.
  let loads: [(watch: LoadWatch, applied: Signal)]
  let sender: ReportSender?
  /// Raised when there is something to send.
  let outgoing = Signal()
  let readiness: Readiness
  let timekeeper: Timekeeper
  let logger: Logger

  /// The labels of errors of the journal that concern no branch.
  static let journalErrors = ["where", "journal", "cause", "journal"]

  /// - Parameters:
  ///   - settings: What the command line says.
  ///   - folder: The folder of the journal and the clones.
  ///   - clusters: Where ConfigMaps are.
  ///   - client: Speaks HTTP with GitHub.
  ///   - timekeeper: Tells the time.
  ///   - logger: Says what happens.
  /// - Throws: Why the bot can't start, with what to do about it.
  init(
    _ settings: ServeSettings,
    folder: StateFolder,
    clusters: Clusters,
    client: HTTPClient,
    timekeeper: Timekeeper,
    logger: Logger
  ) throws {
    self.settings = settings
    self.timekeeper = timekeeper
    self.logger = logger
    let (metrics, path) = (Metrics(), folder.path)
    self.metrics = metrics
    let journal = try Journal(folder: path) { logger.error("\($0)") }
    self.journal = journal
    let election = try settings.lease.map { lease in
      LeaseElection(
        lease: lease.lease,
        identity: lease.identity,
        store: try clusters.client(lease.cluster),
        timing: lease.timing,
        timekeeper: timekeeper,
        said: { logger.notice("\($0)") }
      )
    }
    self.election = election
    let leadership: any Leadership = election ?? SoleLeader()
    self.leadership = leadership
    let gitHub = settings.gitHub.map { gitHub in
      GitHubClient(
        transport: GitHubHTTP(base: gitHub.base, client: client),
        credential: gitHub.credential,
        timekeeper: timekeeper
      )
    }
    var reconcilers: [(source: FollowedBranch, reconciler: Reconciler, news: Signal)] = []
    let reconcile = settings.reconcile
    var loads: [(watch: LoadWatch, applied: Signal)] = []
    for source in settings.sources {
      let (news, applied) = (Signal(), Signal())
      guard let manager = FieldManager(repository: source.repository.description) else {
        throw GitError("\(source.repository) is too long for a field manager's name")
      }
      let mirror = GitMirror(
        folder: folder.mirror(of: source),
        source: source,
        limit: settings.gitLimit,
        token: { try await gitHub?.token(for: source.repository, isRefused: $0) }
      )
      let reconciler = Reconciler(
        source: source,
        upstream: mirror,
        reader: HeadReader(config: settings.config, plugins: settings.plugins, workers: 2),
        applier: { state, options in
          await Applier(clusters: clusters, manager: manager, options: options).apply(state)
        },
        journal: journal,
        leadership: leadership,
        metrics: metrics,
        settings: reconcile,
        timekeeper: timekeeper,
        logger: logger,
        reported: { [outgoing] in outgoing.raise() },
        applied: { applied.raise() },
        isLabelled: { commits in
          let label = Reconciler.removalLabel
          let found = try? await UpdaterBot.labelled(label, commits, of: source, gitHub)
          return found != nil
        },
        takenBack: { try await UpdaterBot.labelled(Reconciler.backLabel, $0, of: source, gitHub) },
        isReporting: gitHub != nil
      )
      reconcilers.append((source, reconciler, news))
      let settings = reconcile
      let watch = LoadWatch(
        source: source,
        components: settings.rollout.components,
        ask: { await ComponentClient().ask($0) },
        journal: journal,
        metrics: metrics,
        timekeeper: timekeeper,
        logger: logger,
        reported: { [outgoing] in outgoing.raise() },
        changed: { if !settings.rollout.stages.isEmpty { news.raise() } }
      )
      loads.append((watch, applied))
    }
    self.loads = loads
    self.reconcilers = reconcilers
    let readiness = Readiness()
    self.readiness = readiness
    var reviews: [ReviewLoop] = []
    if let gitHub, settings.reviewsPulls {
      for source in settings.sources {
        let reviewer = PullReviewer(
          source: source,
          clone: folder.reviewMirror(of: source),
          program: ReviewProgram(),
          settings: settings,
          gitHub: gitHub
        )
        reviews.append(
          ReviewLoop(
            source: source,
            gitHub: gitHub,
            reviewer: reviewer,
            interval: settings.reconcile.headInterval,
            mayWork: { leadership.isHeld && readiness.isReady },
            metrics: metrics,
            timekeeper: timekeeper,
            logger: logger
          )
        )
      }
    }
    self.reviews = reviews
    sender = gitHub.map { gitHub in
      ReportSender(journal: journal, reporting: gitHub, timekeeper: timekeeper) { error in
        metrics.add(.errors, ["where", "github", "cause", error.cause])
        logger.warning("report not sent", metadata: ["reason": "\(error)"])
      }
    }
    metrics.set(.start, [], timekeeper.wall())
    metrics.add(.errors, UpdaterBot.journalErrors, 0)
  }

  /// The first of some commits whose pull request has a label.
  private static func labelled(
    _ label: String,
    _ commits: [String],
    of source: FollowedBranch,
    _ gitHub: GitHubClient?
  ) async throws(GitHubError) -> String? {
    guard let gitHub else { return nil }
    for commit in commits {
      let labels = try await gitHub.labels(
        ofPullsOf: commit,
        on: source.branch,
        in: source.repository
      )
      if labels.contains(label) { return commit }
    }
    return nil
  }
}
