internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Names, labels and annotations of Pod manifests; those of jobs are Prow's matter.
  static let podMetadata: [Rule] = [invalidPodMetadata, deprecatedPodAnnotation, podNameNoHost]

  static let invalidPodMetadata = Rule(
    id: "invalid-pod-metadata",
    group: .kubernetes,
    summary: "the name, a label or an annotation of a Pod manifest is malformed",
    why: "The API server refuses the pod.",
    source: "Kubernetes P068, P109, P230, P231, P233, P234",
    bad: .pod(metadata: "name: unit\nlabels: {app: my rocket}"),
    good: .pod(metadata: "name: unit\nlabels: {app: my-rocket}"),
    check: .pod(.metadata)
  )

  static let deprecatedPodAnnotation = Rule(
    id: "deprecated-pod-annotation",
    group: .kubernetes,
    severity: .warning,
    summary: "a Pod manifest has an annotation that has no effect any more",
    why: "A field has taken its place. The API server warns.",
    source: "Kubernetes P233, P235",
    bad: .pod(
      metadata: "name: unit\nannotations: {scheduler.alpha.kubernetes.io/critical-pod: \"\"}"
    ),
    good: .pod(spec: "priorityClassName: system-cluster-critical"),
    check: .pod(.deprecatedAnnotation)
  )

  static let podNameNoHost = Rule(
    id: "pod-name-not-host-name",
    group: .kubernetes,
    severity: .warning,
    summary: "the name of a Pod manifest is no host name",
    why: "The name becomes the host name of the pod, which has no full stop. The API server warns.",
    source: "Kubernetes P230",
    bad: .pod(metadata: "name: unit.test"),
    good: .pod(metadata: "name: unit-test"),
    check: .pod(.unusualPodName)
  )
}
