package import Formats

/// An object that a pod can't start without.
package struct RequiredObject: Sendable, Hashable {
  package var kind: Kind
  package var name: String
  /// The keys that the pod names; empty if it takes whatever is there.
  package var keys: [String]
  /// What in the pod needs it, for people.
  package var users: [String]

  package init(kind: Kind, name: String, keys: [String], users: [String]) {
    self.kind = kind
    self.name = name
    self.keys = keys
    self.users = users
  }

  package enum Kind: String, Sendable, CaseIterable {
    case secret = "Secret"
    case configMap = "ConfigMap"
    case claim = "PersistentVolumeClaim"
    case serviceAccount = "ServiceAccount"

    var resource: String {
      switch self {
      case .secret: "secrets"
      case .configMap: "configmaps"
      case .claim: "persistentvolumeclaims"
      case .serviceAccount: "serviceaccounts"
      }
    }
  }
}

extension RequiredObject {
  /// All that a pod needs besides itself, without what it calls optional.
  ///
  /// Sources: Kubernetes, `VisitPodSecretNames` and `VisitPodConfigmapNames` in pkg/api/v1/pod/util.go.
  /// Secrets for pulling images are left out: a pod starts without them.
  ///
  /// `pod`: With `spec`.
  package static func all(of pod: JSONValue) -> [RequiredObject] {
    var finder = RequirementFinder()
    finder.look(at: pod["spec"] ?? .null)
    return finder.found
  }
}

private struct RequirementFinder {
  private(set) var found: [RequiredObject] = []

  mutating func look(at spec: JSONValue) {
    if let account = spec["serviceAccountName"]?.string, account != "default", !account.isEmpty {
      add(.serviceAccount, account, [], by: "the pod")
    }
    for container in (spec["initContainers"]?.items ?? []) + (spec["containers"]?.items ?? []) {
      look(atContainer: container)
    }
    for volume in spec["volumes"]?.items ?? [] {
      let user = "volume \(volume["name"]?.string ?? "")"
      look(atSource: volume["secret"], .secret, named: "secretName", user)
      look(atSource: volume["configMap"], .configMap, named: "name", user)
      if let claim = volume["persistentVolumeClaim"]?["claimName"]?.string {
        add(.claim, claim, [], by: user)
      }
      for source in volume["projected"]?["sources"]?.items ?? [] {
        look(atSource: source["secret"], .secret, named: "name", user)
        look(atSource: source["configMap"], .configMap, named: "name", user)
      }
    }
  }

  private mutating func look(atContainer container: JSONValue) {
    let name = container["name"]?.string ?? ""
    for variable in container["env"]?.items ?? [] {
      let user = "variable \(variable["name"]?.string ?? "") of container \(name)"
      let source = variable["valueFrom"]
      look(atKey: source?["secretKeyRef"], .secret, user)
      look(atKey: source?["configMapKeyRef"], .configMap, user)
    }
    for source in container["envFrom"]?.items ?? [] {
      let user = "envFrom of container \(name)"
      look(atSource: source["secretRef"], .secret, named: "name", user)
      look(atSource: source["configMapRef"], .configMap, named: "name", user)
    }
  }

  private mutating func look(atKey source: JSONValue?, _ kind: RequiredObject.Kind, _ user: String)
  {
    guard let source, source["optional"]?.bool != true, let name = source["name"]?.string else {
      return
    }
    add(kind, name, [source["key"]?.string].compactMap(\.self), by: user)
  }

  private mutating func look(
    atSource source: JSONValue?,
    _ kind: RequiredObject.Kind,
    named field: String,
    _ user: String
  ) {
    guard let source, source["optional"]?.bool != true, let name = source[field]?.string else {
      return
    }
    add(kind, name, (source["items"]?.items ?? []).compactMap { $0["key"]?.string }, by: user)
  }

  private mutating func add(
    _ kind: RequiredObject.Kind,
    _ name: String,
    _ keys: [String],
    by user: String
  ) {
    guard let index = found.firstIndex(where: { $0.kind == kind && $0.name == name }) else {
      found.append(RequiredObject(kind: kind, name: name, keys: keys.sorted(), users: [user]))
      return
    }
    found[index].keys = Set(found[index].keys + keys).sorted()
    if !found[index].users.contains(user) { found[index].users.append(user) }
  }
}
