internal import GoFormats
package import Kubernetes
package import YAML

/// What decoration adds to the pod of a job, as far as it can clash with what the job has.
///
/// Source: Prow, `decorate` and `CloneRefs` in pkg/pod-utils/decorate/podspec.go.
package struct DecorationAdditions: PodDecoration {
  private let job: ResolvedJob
  /// Whether the defaults may have secrets for cloning that make volumes of their own names.
  private let mayNameSecrets: Bool

  /// `nil` for a job whose pod is not decorated.
  package init?(_ job: ResolvedJob) {
    if job.decoration == nil { return nil }
    self.job = job
    mayNameSecrets = job.config?.namesCloneSecrets ?? true
  }

  package func addsVolume(_ name: Text) -> Bool {
    addsNamedVolume(name) || isSecretVolume(name) && clones
  }

  private func addsNamedVolume(_ name: Text) -> Bool {
    // All of them start with one of these letters.
    guard let first = name.bytes.first, "cglst".utf8.contains(first) else { return false }
    // Defaults that can't be read may add any of them.
    if job.config == nil, ReservedNames.isVolume(name) { return true }
    if name == "logs" || name == "tools" { return true }
    if name == "gcs-credentials" { return hasText(.gcsCredentialsSecret) }
    if name == "s3-credentials" { return hasText(.s3CredentialsSecret) }
    if name == "code" || name == "clonerefs-tmp" { return clones }
    if name == "cookiefile" { return hasText(.cookiefileSecret) && clones }
    guard name.starts(with: "ssh-keys-"), let keys = job.decoration?.value(.sshKeySecrets) else {
      return false
    }
    return clones
      && keys.items.contains { $0.string.map { name.equals("ssh-keys-" + $0.string) } ?? false }
  }

  /// A volume that is called as its secret is.
  private func isSecretVolume(_ name: Text) -> Bool {
    func isSecret(of layer: Node) -> Bool {
      layer[.oauthTokenSecret]?.text(.name) == name
        || layer[.githubAppPrivateKeySecret]?.text(.name) == name
    }
    if mayNameSecrets { return job.decoration?.layers.contains(where: isSecret) ?? false }
    return job.job[.decorationConfig].map(isSecret) ?? false
  }

  package func addsMount(at path: Text) -> Bool {
    path == "/logs" || path == "/tools" || path == "/home/prow/go" && clones
  }

  package func variable(_ name: Text) -> DecorationVariable? {
    guard let first = name.bytes.first else { return nil }
    switch first {
    case UInt8(ascii: "A"): return name == "ARTIFACTS" ? .value("/logs/artifacts") : nil
    case UInt8(ascii: "G"): return name == "GOPATH" ? .value("/home/prow/go") : nil
    case UInt8(ascii: "E"): return name == "ENTRYPOINT_OPTIONS" ? .options : nil
    default: return nil
    }
  }

  package var censoring: Node? {
    value(.censorSecrets).flatMap { $0.bool == true ? $0 : nil }
  }

  package func addsSidecarMount(at path: Text) -> Bool {
    path == "/secrets/gcs" && hasText(.gcsCredentialsSecret)
      || path == "/secrets/s3-storage" && hasText(.s3CredentialsSecret)
  }

  package func addsContainer(_ name: Text) -> Bool {
    name == "sidecar" || name == "initupload" || name == "place-entrypoint"
      || name == "clonerefs" && clones
  }

  package var gracePeriod: Int64? {
    guard let node = value(.gracePeriod) else { return nil }
    let nanoseconds = node.wholeNumber ?? node.string.flatMap { GoDuration($0.bytes)?.nanoseconds }
    return nanoseconds.map { $0 / 1_000_000_000 * 5 / 4 }
  }

  package var memoryRequest: Node? { value(.defaultMemoryRequest) }

  package var limitsMemoryToRequest: Bool {
    value(.setLimitEqualsMemoryRequest)?.bool == true
  }

  /// Whether anything is cloned: what a job is for, or else its extra refs.
  private var clones: Bool {
    if value(.skipCloning)?.bool == true { return false }
    return job.job.kind != .periodic || job.job[.extraRefs].map { $0.itemCount > 0 } ?? false
  }

  private func hasText(_ field: Field) -> Bool {
    value(field)?.string.map { !$0.isEmpty } ?? false
  }

  /// The strongest value that is given; an empty one counts here.
  private func value(_ field: Field) -> Node? {
    for layer in job.decoration?.layers ?? [] {
      if let value = layer[field] { return value }
    }
    return nil
  }
}
