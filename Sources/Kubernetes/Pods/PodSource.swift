package import YAML

/// A pod as written, with all that is added before it is created.
package struct PodSource {
  package var spec: Node
  /// Of a manifest; what is known of that of a job is in `labels` and `annotations`.
  package var metadata: Node?
  package var labels: Node?
  package var annotations: Node?
  /// Appended in this order.
  package var additions: [PodAddition]
  package var decoration: (any PodDecoration)?
  /// Whether Prow makes the pod of a job.
  ///
  /// Then it chooses the name, sets `restartPolicy: Never` and calls a single container `test`.
  package var isOfJob: Bool

  package init(
    spec: Node,
    metadata: Node? = nil,
    labels: Node? = nil,
    annotations: Node? = nil,
    additions: [PodAddition] = [],
    decoration: (any PodDecoration)? = nil,
    isOfJob: Bool
  ) {
    self.spec = spec
    self.metadata = metadata
    self.labels = labels
    self.annotations = annotations
    self.additions = additions
    self.decoration = decoration
    self.isOfJob = isOfJob
  }
}

/// What wraps the containers of a pod adds to it, as far as the checks can tell.
package protocol PodDecoration {
  /// Whether it adds a volume of this name.
  func addsVolume(_ name: Text) -> Bool
  /// Whether it adds a mount at this path to the pod's own containers.
  func addsMount(at path: Text) -> Bool
  /// Whether it adds a container or an init container of this name.
  func addsContainer(_ name: Text) -> Bool
  /// Seconds, where the pod names none itself; `nil` for Kubernetes' default.
  var gracePeriod: Int64? { get }
  /// The memory request of containers that have none; `nil` if they get none.
  var memoryRequest: Node? { get }
  /// Whether each memory limit becomes the memory request.
  var limitsMemoryToRequest: Bool { get }
}
