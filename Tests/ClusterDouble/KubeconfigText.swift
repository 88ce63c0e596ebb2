internal import Cluster

/// Kubeconfigs for doubles.
package enum KubeconfigText {
  /// A kubeconfig with a context, a cluster and a user of each name, the first context current.
  package static func make(
    _ servers: [(name: String, url: String)],
    tokens: [String: String] = [:]
  ) -> String {
    func quoted(_ text: String) -> String { "\"\(text)\"" }
    var output = "apiVersion: v1\nkind: Config\n"
    output += "current-context: \(quoted(servers[0].name))\ncontexts:\n"
    for server in servers {
      let name = quoted(server.name)
      output += "- {name: \(name), context: {cluster: \(name), user: \(name)}}\n"
    }
    output += "clusters:\n"
    for server in servers {
      output += "- {name: \(quoted(server.name)), cluster: {server: \(quoted(server.url))}}\n"
    }
    output += "users:\n"
    for server in servers {
      let token = quoted(tokens[server.name] ?? "all")
      output += "- {name: \(quoted(server.name)), user: {token: \(token)}}\n"
    }
    return output
  }

  static func parsed(_ doubles: [String: TestServer], _ names: [String]) -> Kubeconfig {
    var kubeconfig = Kubeconfig()
    kubeconfig.currentContext = names[0]
    for name in names {
      kubeconfig.contexts[name] = Kubeconfig.Context(cluster: name, user: name)
      kubeconfig.clusters[name] = Kubeconfig.Server(url: doubles[name]?.url ?? "")
      var user = Kubeconfig.User()
      user.token = "all"
      kubeconfig.users[name] = user
    }
    return kubeconfig
  }
}
