import Cluster
import ClusterDouble
import ConfigMaps
import Logging
import TestSupport
import Updater

/// A remote, a cluster and a folder for the bot, with which reconcilers are made.
final class TestBed: Sendable {
  let cluster: TestServer
  let clusters: Clusters
  let time = ManualTime()
  nonisolated(unsafe) let remote: RemoteRepository
  nonisolated(unsafe) let state: TemporaryFolder

  // The folders are only read after they are made.
  init() async throws {
    remote = try RemoteRepository()
    state = try TemporaryFolder()
    cluster = try await TestServer.start()
    try state.write(TestBed.kubeconfig(cluster), to: "kubeconfig")
    clusters = try TestBed.clusters(state.path + "/kubeconfig")
  }

  static func kubeconfig(_ server: TestServer) -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: default
    contexts:
    - {name: default, context: {cluster: double, user: nobody}}
    clusters:
    - {name: double, cluster: {server: "\(server.url)"}}
    users:
    - {name: nobody, user: {}}

    """
  }

  static func clusters(
    _ kubeconfig: String,
    timeout: Duration = .seconds(300),
    retry: RetryPolicy = RetryPolicy(attempts: 1)
  ) throws -> Clusters {
    Clusters(
      kubeconfig: try Kubeconfig.load(kubeconfig),
      options: Clusters.Options(timeout: timeout, retry: retry)
    )
  }

  func close() async {
    await clusters.shutDown()
    await cluster.stop()
  }

  // A test that throws leaves its connections open, and those must not end so.
  deinit {
    Task { [clusters, cluster] in
      await clusters.shutDown()
      await cluster.stop()
    }
  }

  func journal() throws -> Journal { try Journal(folder: state.path) { _ in } }

  func mirror(_ source: FollowedBranch) -> GitMirror {
    GitMirror(
      folder: state.path + "/mirror",
      source: source,
      limit: .seconds(30),
      token: { _ in nil }
    )
  }

  func reconciler(
    _ journal: Journal,
    upstream: (any Upstream)? = nil,
    leadership: any Leadership = SoleLeader(),
    metrics: Metrics = Metrics(),
    clusters: Clusters? = nil,
    settings: ReconcileSettings = ReconcileSettings(),
    reader: HeadReader = HeadReader(workers: 1),
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    beforeWrites: @escaping @Sendable () async -> Void = {},
    isLabelled: @escaping @Sendable ([String]) async -> Bool = { _ in false },
    takenBack: @escaping @Sendable ([String]) async throws -> String? = { _ in nil }
  ) throws -> Reconciler {
    let source = try remote.source()
    guard let manager = FieldManager(repository: "acme/rocket") else {
      throw Project.Missing(path: "field manager")
    }
    return Reconciler(
      source: source,
      upstream: upstream ?? mirror(source),
      reader: reader,
      applier: { [clusters = clusters ?? self.clusters] state, options in
        await beforeWrites()
        return await Applier(clusters: clusters, manager: manager, options: options).apply(state)
      },
      journal: journal,
      leadership: leadership,
      metrics: metrics,
      settings: settings,
      timekeeper: time.timekeeper,
      logger: logger,
      isLabelled: isLabelled,
      takenBack: takenBack
    )
  }

  func sender(
    _ journal: Journal,
    _ gitHub: GitHubDouble,
    failed: @escaping @Sendable (GitHubError) -> Void = { _ in }
  ) throws -> ReportSender {
    try state.write("token-1", to: "token")
    let client = GitHubClient(
      transport: gitHub,
      credential: .token(.file(state.path + "/token")),
      timekeeper: time.timekeeper
    )
    return ReportSender(
      journal: journal,
      reporting: client,
      timekeeper: time.timekeeper,
      failed: failed
    )
  }

  /// The text of a key of a ConfigMap in the namespace `default`; `nil` if it is not there.
  func text(_ key: String, of name: String) async -> String? { await data(of: name)[key] }

  /// All strings of a ConfigMap in the namespace `default`; none if it is not there.
  func data(of name: String) async -> [String: String] {
    await cluster.configMap(ObjectName(namespace: "default", name: name))?.data ?? [:]
  }
}

struct OtherLeads: Leadership {
  var isHeld: Bool { false }
}
