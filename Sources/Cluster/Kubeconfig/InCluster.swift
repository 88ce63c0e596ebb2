internal import Glibc

/// The credentials that a pod has for its own cluster.
///
/// Source: client-go, `InClusterConfig` in rest/config.go.
package enum InCluster {
  /// Where Kubernetes mounts them.
  package static let usualFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// - Returns: `nil` outside of pods.
  package static func find(
    environment: [String: String] = ProcessEnvironment.all,
    folder: String = usualFolder
  ) -> (server: Kubeconfig.Server, user: Kubeconfig.User)? {
    guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
      let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty,
      access(folder + "/token", R_OK) == 0
    else { return nil }
    let name = host.contains(":") ? "[\(host)]" : host
    var server = Kubeconfig.Server(url: "https://\(name):\(port)")
    if access(folder + "/ca.crt", R_OK) == 0 { server.authority = .file(folder + "/ca.crt") }
    var user = Kubeconfig.User()
    user.tokenFile = folder + "/token"
    return (server, user)
  }
}
