internal import Diagnostics
internal import FoundationEssentials
internal import YAML

/// Reads one kubeconfig file.
struct KubeconfigReader {
  private let path: String
  private let lines: LineIndex

  /// - Throws: `KubeconfigError` with the line of what is wrong.
  static func read(_ path: String) throws(KubeconfigError) -> Kubeconfig {
    let file = SourceFile(path: path, bytes: try FileBytes.read(path))
    let reader = KubeconfigReader(path: path, lines: LineIndex(file))
    let document = Document.parse(file)
    if let problem = document.problems.first, !document.isReadable {
      throw reader.error(problem.message, at: Int(problem.range.start))
    }
    return try reader.kubeconfig(document)
  }

  private func kubeconfig(_ document: Document) throws(KubeconfigError) -> Kubeconfig {
    var result = Kubeconfig()
    result.files = [path]
    guard let root = document.root, !root.isNull else { return result }
    guard root.isMapping else { throw error("this is not a kubeconfig", root) }
    result.currentContext = try text(root["current-context"]).flatMap { $0.isEmpty ? nil : $0 }
    for (name, node) in try named(root["contexts"], "context") {
      result.contexts[name] = Kubeconfig.Context(
        cluster: try text(node["cluster"]) ?? "",
        user: try text(node["user"]) ?? ""
      )
    }
    for (name, node) in try named(root["clusters"], "cluster") {
      result.clusters[name] = try server(node)
    }
    for (name, node) in try named(root["users"], "user") { result.users[name] = try user(node) }
    return result
  }

  /// The entries of a list by name; of two with one name the first counts.
  private func named(
    _ list: Node?,
    _ member: StaticString
  ) throws(KubeconfigError) -> [(String, Node)] {
    var entries: [(String, Node)] = []
    for item in list.map({ Array($0.items) }) ?? [] {
      guard let name = try text(item["name"]) else { throw error("an entry has no name", item) }
      guard !entries.contains(where: { $0.0 == name }) else { continue }
      guard let node = item[member], node.isMapping else {
        throw error("the entry \"\(name)\" has no \(member)", item)
      }
      entries.append((name, node))
    }
    return entries
  }

  private func server(_ node: Node) throws(KubeconfigError) -> Kubeconfig.Server {
    guard let url = try text(node["server"]) else { throw error("a cluster has no server", node) }
    var server = Kubeconfig.Server(url: url)
    server.authority = try source(
      node["certificate-authority-data"],
      node["certificate-authority"]
    )
    server.tlsServerName = try text(node["tls-server-name"])
    server.skipsVerification = node["insecure-skip-tls-verify"]?.bool ?? false
    server.proxyURL = try text(node["proxy-url"])
    return server
  }

  private func user(_ node: Node) throws(KubeconfigError) -> Kubeconfig.User {
    if let provider = node["auth-provider"] {
      throw error("auth-provider is gone from Kubernetes; use an exec plugin", provider)
    }
    var user = Kubeconfig.User()
    user.token = try text(node["token"])
    user.tokenFile = try text(node["tokenFile"]).map(resolved)
    user.username = try text(node["username"])
    user.password = try text(node["password"])
    user.certificate = try source(node["client-certificate-data"], node["client-certificate"])
    user.key = try source(node["client-key-data"], node["client-key"])
    user.exec = try node["exec"].map { node throws(KubeconfigError) in try exec(node) }
    try readImpersonation(node, &user)
    return user
  }

  /// Source: client-go, `ImpersonationConfig` in transport/round_trippers.go: groups, an id or extra
  /// values count for a user only.
  private func readImpersonation(
    _ node: Node,
    _ user: inout Kubeconfig.User
  ) throws(KubeconfigError) {
    user.impersonatedUser = try text(node["as"])
    user.impersonatedID = try text(node["as-uid"])
    user.impersonatedGroups = try texts(node["as-groups"])
    for member in node["as-user-extra"].map({ Array($0.entries) }) ?? [] {
      user.impersonatedExtra[member.key.text.string] = try texts(member.value)
    }
    guard user.impersonatedUser?.isEmpty ?? true else { return }
    for (name, value) in [
      ("as-uid", node["as-uid"]), ("as-groups", node["as-groups"]),
      ("as-user-extra", node["as-user-extra"]),
    ] {
      if let value { throw error("\(name) needs as: there is no user to act for", value) }
    }
  }

  private func texts(_ list: Node?) throws(KubeconfigError) -> [String] {
    guard let list, !list.isNull else { return [] }
    guard list.isSequence else { throw error("this must be a list", list) }
    var texts: [String] = []
    for item in list.items {
      if let text = try text(item) { texts.append(text) }
    }
    return texts
  }

  private func exec(_ node: Node) throws(KubeconfigError) -> ExecPlugin {
    guard let command = try text(node["command"]) else {
      throw error("an exec plugin has no command", node)
    }
    let version = try text(node["apiVersion"]) ?? ""
    guard ExecPlugin.versions.contains(version) else {
      throw error(
        "an exec plugin speaks \(ExecPlugin.versions.joined(separator: " or ")), not \"\(version)\"",
        node["apiVersion"] ?? node
      )
    }
    var plugin = ExecPlugin(command: command.contains("/") ? resolved(command) : command)
    plugin.apiVersion = version
    for argument in node["args"].map({ Array($0.items) }) ?? [] {
      plugin.arguments.append(try text(argument) ?? "")
    }
    for variable in node["env"].map({ Array($0.items) }) ?? [] {
      if let name = try text(variable["name"]) {
        plugin.environment[name] = try text(variable["value"]) ?? ""
      }
    }
    plugin.installHint = try text(node["installHint"])
    plugin.providesClusterInfo = node["provideClusterInfo"]?.bool ?? false
    plugin.needsTerminal = try text(node["interactiveMode"]) == "Always"
    return plugin
  }

  private func source(_ data: Node?, _ file: Node?) throws(KubeconfigError) -> Kubeconfig.Source? {
    if let data, let text = try text(data), !text.isEmpty {
      // Line breaks in it are common, and kubectl reads over them.
      let plain = text.filter { !$0.isNewline }
      guard let bytes = Data(base64Encoded: plain) else { throw error("this is not base64", data) }
      return .inline(Array(bytes))
    }
    return try text(file).flatMap { $0.isEmpty ? nil : .file(resolved($0)) }
  }

  private func text(_ node: Node?) throws(KubeconfigError) -> String? {
    guard let node, !node.isNull else { return nil }
    guard node.isScalar else { throw error("this must be a string", node) }
    return node.text.string
  }

  /// A path from the folder of the file.
  private func resolved(_ name: String) -> String {
    guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  private func error(_ reason: String, _ node: Node) -> KubeconfigError {
    error(reason, at: Int(node.range.start))
  }

  private func error(_ reason: String, at offset: Int) -> KubeconfigError {
    KubeconfigError(
      path: path,
      line: lines.position(at: UInt32(offset)).line,
      reason: reason
    )
  }
}
