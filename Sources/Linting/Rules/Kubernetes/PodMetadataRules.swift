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
    help: "use letters, digits, hyphens and dots, as Kubernetes does in names",
    source: "Kubernetes, `ValidateObjectMeta` in "
      + "staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go",
    bad: .pod(metadata: "name: unit\nlabels: {app: my rocket}"),
    good: .pod(metadata: "name: unit\nlabels: {app: my-rocket}"),
    check: .pod(.metadata)
  )

  static let deprecatedPodAnnotation = Rule(
    id: "deprecated-pod-annotation",
    group: .kubernetes,
    severity: .warning,
    summary: "a Pod manifest has an annotation that no longer has an effect",
    why: "A field has taken its place. The API server warns.",
    help: "use the field of the pod spec that took its place",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
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
    summary: "the name of a Pod manifest is not a host name",
    why: "The name becomes the host name of the pod, which has no full stop. The API server warns.",
    help: "use only lower-case letters, digits and hyphens",
    source: "Kubernetes, `WarningsOnCreate` in pkg/registry/core/pod/strategy.go",
    bad: .pod(metadata: "name: unit.test"),
    good: .pod(metadata: "name: unit-test"),
    check: .pod(.unusualPodName)
  )
}
