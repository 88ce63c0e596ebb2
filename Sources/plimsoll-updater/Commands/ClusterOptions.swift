import ArgumentParser
import Cluster

/// Which clusters there are.
struct ClusterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The kubeconfig; by default those of KUBECONFIG, or ~/.kube/config, or a pod's own cluster.",
      valueName: "file"
    )
  )
  var kubeconfig: String?

  @Option(
    name: .customLong("context-map"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "The context of a cluster whose name is another; may be repeated.",
      valueName: "name=context"
    )
  )
  var contextMap: [String] = []

  func validate() throws { _ = try contexts() }

  private func contexts() throws -> [String: String] {
    var contexts: [String: String] = [:]
    for pair in contextMap {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--context-map takes name=context, not \"\(pair)\"")
      }
      guard contexts.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw ValidationError("--context-map names \"\(parts[0])\" twice")
      }
    }
    return contexts
  }

  func clusters() throws -> Clusters {
    Clusters(
      kubeconfig: try Kubeconfig.load(kubeconfig),
      inCluster: InCluster.find(),
      options: Clusters.Options(contexts: try contexts())
    )
  }
}
