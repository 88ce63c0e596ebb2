import ClusterDouble
import Testing

@testable import Cluster

@Suite("Which cluster a name is")
struct ClustersTests {
  /// What the servers of contexts say of themselves, by the path in their URL.
  private func kubeconfig(_ contexts: [String], current: String?) -> Kubeconfig {
    var kubeconfig = Kubeconfig()
    for name in contexts {
      kubeconfig.contexts[name] = Kubeconfig.Context(cluster: name, user: "")
      kubeconfig.clusters[name] = Kubeconfig.Server(url: "http://127.0.0.1:1/\(name)")
    }
    kubeconfig.currentContext = current
    return kubeconfig
  }

  private func failure(_ clusters: Clusters, _ name: String) -> String {
    do {
      _ = try clusters.client(name)
      return "none"
    } catch {
      return error.description
    }
  }

  private func address(_ clusters: Clusters, _ name: String) throws -> String? {
    (try clusters.client(name).transport as? HTTPTransport)?.base
  }

  @Test
  func aContextOfTheNameComesFirst() async throws {
    let clusters = Clusters(
      kubeconfig: kubeconfig(["default", "build", "other"], current: "build"),
      inCluster: (Kubeconfig.Server(url: "http://127.0.0.1:1/pod"), Kubeconfig.User())
    )
    #expect(try address(clusters, "default") == "http://127.0.0.1:1/default")
    #expect(try address(clusters, "build") == "http://127.0.0.1:1/build")
    await clusters.shutDown()
  }

  @Test
  func defaultIsThePodsOwnOrTheCurrentContext() async throws {
    let config = kubeconfig(["build"], current: "build")
    let outside = Clusters(kubeconfig: config)
    #expect(try address(outside, "default") == "http://127.0.0.1:1/build")
    let inside = Clusters(
      kubeconfig: config,
      inCluster: (Kubeconfig.Server(url: "http://127.0.0.1:1/pod"), Kubeconfig.User())
    )
    #expect(try address(inside, "default") == "http://127.0.0.1:1/pod")
    let mapped = Clusters(
      kubeconfig: kubeconfig(["default", "build"], current: nil),
      options: Clusters.Options(contexts: ["default": "build", "far": "build"])
    )
    #expect(try address(mapped, "default") == "http://127.0.0.1:1/build")
    #expect(try address(mapped, "far") == "http://127.0.0.1:1/build")
    for clusters in [outside, inside, mapped] { await clusters.shutDown() }
  }

  @Test
  func whatIsMissingIsSaid() {
    var config = kubeconfig(["build"], current: nil)
    config.contexts["half"] = Kubeconfig.Context(cluster: "gone", user: "")
    config.contexts["nobody"] = Kubeconfig.Context(cluster: "build", user: "gone")
    let clusters = Clusters(
      kubeconfig: config,
      options: Clusters.Options(contexts: ["mapped": "gone"])
    )
    #expect(
      failure(clusters, "far")
        == "cluster \"far\" is not known: no context has this name, there are \"build\", \"half\", "
        + "\"nobody\"; --context-map gives another"
    )
    #expect(
      failure(clusters, "default")
        == "cluster \"default\" is not known: no context is the current one; set KUBECONFIG or use "
        + "--kubeconfig and --context-map"
    )
    #expect(
      failure(clusters, "half")
        == "cluster \"half\" is not known: the context \"half\" names the cluster \"gone\", which is "
        + "not there"
    )
    #expect(
      failure(clusters, "nobody")
        == "cluster \"nobody\" is not known: the context \"nobody\" names the user \"gone\", who is "
        + "not there"
    )
    #expect(
      failure(clusters, "mapped")
        == "cluster \"mapped\" is not known: the kubeconfig has no context \"gone\""
    )
  }
}
