package import YAML

/// A pod as written, with all that is added before it is created.
package struct PodSource {
  package var spec: Node
  /// The metadata of a manifest; for a job, `labels` and `annotations` hold what is known.
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
