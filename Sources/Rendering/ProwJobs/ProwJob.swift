internal import YAML

/// What Prow creates to run a job: the ProwJob, before it becomes a pod.
///
/// Source: Prow, `NewProwJob` and `PresubmitSpec` and its siblings in pkg/pjutil/pjutil.go.
final class ProwJob {
  let request: RunRequest
  let name: Text
  /// What the labels of the pod are made of once more.
  let subject: Labels.Subject
  let labels: Labels
  let annotations: Value
  let agent: Text
  /// The tested repository, as a Refs; `nil` for periodics.
  let refs: ObjectValue?
  /// More repositories, as Refs.
  let extraRefs: ArenaArray<Item>
  let decoration: DecorationParts?
  /// The pod of the job with what its presets add; `nil` for agents without one.
  let pod: PodParts?
  /// The whole resource.
  let value: ObjectValue

  init(
    request: RunRequest,
    name: Text,
    subject: Labels.Subject,
    labels: Labels,
    annotations: Value,
    agent: Text,
    refs: ObjectValue?,
    extraRefs: ArenaArray<Item>,
    decoration: DecorationParts?,
    pod: PodParts?,
    value: ObjectValue
  ) {
    self.request = request
    self.name = name
    self.subject = subject
    self.labels = labels
    self.annotations = annotations
    self.agent = agent
    self.refs = refs
    self.extraRefs = extraRefs
    self.decoration = decoration
    self.pod = pod
    self.value = value
  }
}
