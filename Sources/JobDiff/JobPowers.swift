internal import Prow
internal import YAML

/// What a job may do beyond running code in a pod of its own.
struct JobPowers {
  /// Names of secrets that its containers, its volumes or its decoration can read.
  private(set) var secrets: Set<String> = []
  /// Those that only the defaults of decoration bring, as they do for most jobs.
  private(set) var inheritedSecrets: Set<String> = []
  /// `privileged`, added capabilities, the node's network and processes.
  private(set) var privileges: Set<String> = []
  /// Folders of the node that it mounts.
  private(set) var hostPaths: Set<String> = []
  private(set) var serviceAccount: String?
  let cluster: String
  let isTrusted: Bool
  /// Whether it runs for every pull request and none is merged without it.
  let blocksEveryMerge: Bool

  init(_ job: ResolvedJob, _ leaves: SpecLeaves) {
    cluster = job.job.cluster.string
    isTrusted = ClusterTrust.isTrusted(cluster)
    blocksEveryMerge =
      job.job.kind == .presubmit && job.job.isTrue(.alwaysRun) && !job.job.isTrue(.optional)
      && !job.job.isTrue(.skipReport)
    for leaf in leaves.all { read(leaf) }
    if let decoration = job.decoration {
      read(decoration, hasOwn: job.job[.decorationConfig] != nil)
    }
  }

  private mutating func read(_ leaf: SpecLeaves.Leaf) {
    guard let last = leaf.keys.last else { return }
    let owner = leaf.keys.dropLast().last ?? ""
    let value = leaf.value.text
    let isTrue = value == "true"
    switch (owner, last) {
    case ("secretkeyref", "name"), ("secretref", "name"), ("secret", "name"),
      ("imagepullsecrets", "name"), ("nodepublishsecretref", "name"), (_, "secretname"):
      secrets.insert(value)
    case ("volumeattributes", "secretproviderclass"):
      secrets.insert(value)
    case ("hostpath", "path"): hostPaths.insert(value)
    case ("serviceaccounttoken", "path"): privileges.insert("a token of its service account")
    case (_, "procmount") where value == "Unmasked": privileges.insert("procMount Unmasked")
    case (_, "privileged") where isTrue: privileges.insert("privileged")
    case (_, "allowprivilegeescalation") where isTrue:
      privileges.insert("allowPrivilegeEscalation")
    case ("capabilities", "add"):
      for name in leaf.value.elements ?? [value] { privileges.insert("capability \(name)") }
    case (_, "hostnetwork") where isTrue && leaf.keys.count == 1: privileges.insert("hostNetwork")
    case (_, "hostpid") where isTrue && leaf.keys.count == 1: privileges.insert("hostPID")
    case (_, "hostipc") where isTrue && leaf.keys.count == 1: privileges.insert("hostIPC")
    case (_, "serviceaccountname") where leaf.keys.count == 1: serviceAccount = value
    case (_, "serviceaccount") where leaf.keys.count == 1:
      serviceAccount = serviceAccount ?? value
    default: break
    }
  }

  private mutating func read(_ decoration: Decoration, hasOwn: Bool) {
    for (index, layer) in decoration.layers.enumerated() {
      let names = Set(layer.entries.flatMap(JobPowers.secrets)).subtracting(secrets)
      secrets.formUnion(names)
      if index > 0 || !hasOwn { inheritedSecrets.formUnion(names) }
    }
  }

  private static func secrets(in entry: Node.Entry) -> [String] {
    let field = entry.key.text.string.lowercased()
    guard field.contains("secret") else { return [] }
    let value = entry.value
    if value.isSequence { return value.items.map(\.text.string) }
    if value.isMapping { return value.text(.name).map { [$0.string] } ?? [] }
    return value.isNull || value.text.isEmpty ? [] : [value.text.string]
  }
}

extension JobPowers {
  /// What a job can do that it could not before, one line each.
  ///
  /// - Parameters:
  ///   - old: Its powers before; `nil` for a new job, in which secrets of default decoration are
  ///     nothing new.
  ///   - hasOneCluster: Whether all jobs run in one cluster, so that none is trusted more.
  /// - Returns: In a fixed order.
  func gains(over old: JobPowers?, hasOneCluster: Bool) -> [JobGain] {
    var gains: [JobGain] = []
    let known = old?.secrets ?? inheritedSecrets
    let secrets = secrets.subtracting(known)
    gains += secrets.sorted().map { JobGain(JobGain.readsSecret, $0) }
    if isTrusted, !hasOneCluster, old.map({ !$0.isTrusted }) ?? true {
      gains.append(JobGain("runs in the trusted cluster", cluster))
    }
    if let serviceAccount, serviceAccount != old?.serviceAccount {
      gains.append(JobGain("acts as service account", serviceAccount))
    }
    gains += privileges.subtracting(old?.privileges ?? []).sorted().map {
      JobGain("", $0)
    }
    gains += hostPaths.subtracting(old?.hostPaths ?? []).sorted().map {
      JobGain("mounts hostPath", $0)
    }
    if blocksEveryMerge, old.map({ !$0.blocksEveryMerge }) ?? true {
      gains.append(.blocksMerges)
    }
    return gains
  }
}
