internal import YAML

/// What checks of one part of a pod need to know of others.
struct PodFacts {
  var isOfJob = false
  var decoration: (any PodDecoration)?
  /// Whether decoration appends its variables to those of the container that the walk is at.
  var appendsVariables = false
  var hostNetwork = false
  var hostPID = false
  var hostIPC = false
  var isInUserNamespace = false
  var neverRestarts = false
  /// Seconds as written; a negative number counts as 1.
  ///
  /// Source: `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go.
  var gracePeriod: Int64?
  var system = System.unknown
  var containerCount = 0
  /// The pod's labels, for `matchLabelKeys`.
  var labels: Node?
  /// The name of the pod; empty where it is not known.
  var name = Text.none
  var volumeNames = FirstPlaces()
  var volumes = PodVolumes()
  /// Whether `volumes` says all that there is: it may be of the wrong type.
  var knowsVolumes = true
  /// Whether anything has windowsOptions.
  var hasWindowsOptions = false
  var containerNames = FirstPlaces()
  /// Names of `resourceClaims`.
  var claims: [Text] = []

  enum System { case unknown, linux, windows }

  /// Starts anew with another pod; the lists keep their memory.
  mutating func start(_ pod: PodSource, _ spec: PodObject, _ object: (Node) -> PodObject) {
    volumes.removeAll()
    volumeNames.removeAll()
    claims.removeAll(keepingCapacity: true)
    containerNames.removeAll()
    hasWindowsOptions = false
    knowsVolumes = true
    name = .none
    gracePeriod = nil
    system = .unknown
    isOfJob = pod.isOfJob
    decoration = pod.decoration
    hostNetwork = spec.isTrue(.hostNetwork)
    hostPID = spec.isTrue(.hostPID)
    hostIPC = spec.isTrue(.hostIPC)
    isInUserNamespace = spec.isFalse(.hostUsers)
    neverRestarts = pod.isOfJob || spec.given(.restartPolicy).map { $0 == "Never" } ?? false
    containerCount = spec.count(.containers)
    if spec.has(.terminationGracePeriodSeconds) {
      let seconds = spec.integer(.terminationGracePeriodSeconds) ?? .max
      gracePeriod = seconds < 0 ? 1 : seconds
    }
    if let node = spec[.os] {
      let name = object(node).given(.name)
      system =
        name.map { $0 == "windows" ? .windows : $0 == "linux" ? .linux : .unknown } ?? .unknown
    }
    labels = pod.labels
    if let metadata = pod.metadata {
      labels = object(metadata)[.labels]
      name = object(metadata).given(.name) ?? .none
    }
  }
}

/// A volume of a pod, for what refers to it.
struct PodVolume {
  var name: Text
  var node: Node
  /// A volume with an error does not exist for mounts and devices.
  ///
  /// Source: `ValidateVolumes` in pkg/apis/core/validation/validation.go.
  var isValid: Bool
  /// Whether another check has reported a mistake in it, so that nothing is known of it.
  var isUnknown: Bool
  var kind: Kind

  enum Kind { case emptyDir, claim, ephemeral, other }
}
