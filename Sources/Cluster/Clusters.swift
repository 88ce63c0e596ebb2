package import FoundationEssentials
internal import Synchronization

/// The clusters for which there are credentials, by the names that Prow gives them.
///
/// Source: Prow, `mergeConfigs` in pkg/kube/config.go: a context's name is the cluster's;
/// `default` without a context of that name is the cluster of the pod, or the current context.
package final class Clusters: Sendable {
  private let kubeconfig: Kubeconfig?
  private let inCluster: (server: Kubeconfig.Server, user: Kubeconfig.User)?
  private let options: Options
  /// By context; the empty one is the pod's own cluster.
  private let transports = Mutex<[String: HTTPTransport]>([:])

  package struct Options: Sendable {
    /// Contexts by Prow's names, where these differ.
    package var contexts: [String: String]
    /// For one request, its answer included.
    package var timeout: Duration
    package var retry: RetryPolicy
    /// The time, by which credentials are renewed.
    package var now: @Sendable () -> Date
    /// For servers whose kubeconfig names no proxy.
    package var proxies: ProxyEnvironment

    package init(
      contexts: [String: String] = [:],
      timeout: Duration = .seconds(30),
      retry: RetryPolicy = RetryPolicy(),
      now: @escaping @Sendable () -> Date = { Date() },
      proxies: ProxyEnvironment = ProxyEnvironment()
    ) {
      self.contexts = contexts
      self.timeout = timeout
      self.retry = retry
      self.now = now
      self.proxies = proxies
    }
  }

  package init(
    kubeconfig: Kubeconfig?,
    inCluster: (server: Kubeconfig.Server, user: Kubeconfig.User)? = nil,
    options: Options = Options()
  ) {
    self.kubeconfig = kubeconfig
    self.inCluster = inCluster
    self.options = options
  }

  /// Closes all connections; nothing may be asked for afterwards.
  package func shutDown() async {
    let transports = transports.withLock { known in
      defer { known = [:] }
      return Array(known.values)
    }
    for transport in transports { await transport.shutDown() }
  }

  /// - Parameter cluster: Prow's name for it.
  /// - Returns: A client; those of one context share their connections.
  /// - Throws: `ClusterError` if nothing is known about it.
  package func client(_ cluster: String) throws(ClusterError) -> ClusterClient {
    let context = try context(of: cluster)
    let transport = try transports.withLock { known throws(ClusterError) in
      if let transport = known[context] { return transport }
      let (server, user) = try parts(of: context, cluster)
      let transport = try HTTPTransport(
        cluster: cluster,
        server: server,
        user: user,
        options: options
      )
      known[context] = transport
      return transport
    }
    return ClusterClient(
      cluster: cluster,
      server: transport.base,
      transport: transport,
      retry: options.retry
    )
  }

  private func context(of cluster: String) throws(ClusterError) -> String {
    if let context = options.contexts[cluster] { return context }
    if kubeconfig?.contexts[cluster] != nil { return cluster }
    guard cluster == "default" else {
      let known = (kubeconfig?.contexts.keys.sorted() ?? []).map { "\"\($0)\"" }
      let there =
        known.isEmpty ? "there is no kubeconfig" : "there are \(known.joined(separator: ", "))"
      throw ClusterError(
        .unknownCluster("no context has this name, \(there); --context-map gives another"),
        cluster: cluster
      )
    }
    if inCluster != nil { return "" }
    guard let current = kubeconfig?.currentContext else {
      let reason = kubeconfig == nil ? "there is no kubeconfig" : "no context is the current one"
      throw ClusterError(
        .unknownCluster("\(reason); set KUBECONFIG or use --kubeconfig and --context-map"),
        cluster: cluster
      )
    }
    return current
  }

  private func parts(
    of context: String,
    _ cluster: String
  ) throws(ClusterError) -> (Kubeconfig.Server, Kubeconfig.User) {
    if context.isEmpty, let inCluster { return inCluster }
    func unknown(_ reason: String) -> ClusterError {
      ClusterError(.unknownCluster(reason), cluster: cluster)
    }
    guard let entry = kubeconfig?.contexts[context] else {
      throw unknown("the kubeconfig has no context \"\(context)\"")
    }
    guard let server = kubeconfig?.clusters[entry.cluster] else {
      throw unknown(
        "the context \"\(context)\" names the cluster \"\(entry.cluster)\", which is not there"
      )
    }
    if entry.user.isEmpty { return (server, Kubeconfig.User()) }
    guard let user = kubeconfig?.users[entry.user] else {
      throw unknown("the context \"\(context)\" names the user \"\(entry.user)\", who is not there")
    }
    return (server, user)
  }
}
