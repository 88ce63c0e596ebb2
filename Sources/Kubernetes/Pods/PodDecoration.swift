package import YAML

/// What wraps the containers of a pod adds to it, as far as the checks can tell.
package protocol PodDecoration {
  /// Whether it adds a volume of this name.
  func addsVolume(_ name: Text) -> Bool
  /// Whether it adds a mount at this path to the pod's own containers.
  func addsMount(at path: Text) -> Bool
  /// Whether it adds a container or an init container of this name.
  func addsContainer(_ name: Text) -> Bool
  /// What it sets behind the variables of the pod's own containers; `nil` for any other variable.
  func variable(_ name: Text) -> DecorationVariable?
  /// The setting by which the sidecar gets each mount of a secret volume that the pod's own
  /// containers have; `nil` if it gets none.
  var censoring: Node? { get }
  /// Whether the sidecar has a mount of its own at this path.
  func addsSidecarMount(at path: Text) -> Bool
  /// Seconds, where the pod names none itself; `nil` for Kubernetes' default.
  var gracePeriod: Int64? { get }
  /// The memory request of containers that have none; `nil` if they get none.
  var memoryRequest: Node? { get }
  /// Whether each memory limit becomes the memory request.
  var limitsMemoryToRequest: Bool { get }
}

/// A variable that decoration sets.
package enum DecorationVariable: Sendable {
  case value(StaticString)
  /// What the value is depends on the job.
  case options
}
