internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Which nodes a pod may run on.
  static let podScheduling: [Rule] = [
    invalidAffinity, invalidToleration, invalidTopologySpread, emptyLabelSelector,
    unmatchableNodeLabel, deprecatedNodeLabel,
  ]

  static let invalidAffinity = Rule(
    id: "invalid-affinity",
    group: .kubernetes,
    summary: "an affinity is malformed",
    why: "The API server refuses the pod.",
    help: "see kubectl explain pod.spec.affinity for what it takes",
    source: "Kubernetes, `validateAffinity` in pkg/apis/core/validation/validation.go",
    bad: .podSpec(nodeAffinity("In", "[]")),
    good: .podSpec(nodeAffinity("In", "[large]")),
    check: .pod(.affinity)
  )

  private static func nodeAffinity(_ operator: String, _ values: String) -> String {
    """
    affinity:
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
          - matchExpressions:
            - {key: pool, operator: \(`operator`), values: \(values)}
    """
  }

  static let invalidToleration = Rule(
    id: "invalid-toleration",
    group: .kubernetes,
    summary: "a toleration is malformed",
    why: "The API server refuses the pod. A toleration without key needs operator Exists, and one "
      + "with Exists has no value.",
    help: "use operator Exists without a value, or Equal with key and value",
    source: "Kubernetes, `ValidateTolerations` in pkg/apis/core/validation/validation.go",
    bad: .podSpec("tolerations:\n- {key: pool, operator: Exists, value: large}"),
    good: .podSpec("tolerations:\n- {key: pool, operator: Equal, value: large}"),
    check: .pod(.toleration)
  )

  static let invalidTopologySpread = Rule(
    id: "invalid-topology-spread",
    group: .kubernetes,
    summary: "a topology spread constraint is malformed",
    why: "The API server refuses the pod.",
    help: "see kubectl explain pod.spec.topologySpreadConstraints for what it takes",
    source: "Kubernetes, `validateTopologySpreadConstraints` in "
      + "pkg/apis/core/validation/validation.go",
    bad: .podSpec(spread("maxSkew: 0")),
    good: .podSpec(spread("maxSkew: 1")),
    check: .pod(.topologySpread)
  )

  private static func spread(_ field: String, labels: String = "{app: rocket}") -> String {
    """
    topologySpreadConstraints:
    - \(field)
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
    """ + (labels.isEmpty ? "" : "\n  labelSelector:\n    matchLabels: \(labels)")
  }

  static let emptyLabelSelector = Rule(
    id: "empty-label-selector",
    group: .kubernetes,
    severity: .warning,
    summary: "an affinity or spread constraint has no label selector",
    why: "Without one it matches no pod at all, so that it has no effect. The API server warns.",
    help: "add a labelSelector with labels of the pods that are meant",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .podSpec(spread("maxSkew: 1", labels: "")),
    good: .podSpec(spread("maxSkew: 1")),
    check: .pod(.emptySelector)
  )

  static let unmatchableNodeLabel = Rule(
    id: "unmatchable-node-label",
    group: .kubernetes,
    severity: .warning,
    summary: "a preferred node affinity asks for a label that no node can have",
    why: "No label has such a value. The API server accepts and warns.",
    help: "use a value that a label can have",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .podSpec(preferredAffinity("\"very large\"")),
    good: .podSpec(preferredAffinity("very-large")),
    check: .pod(.unmatchableLabel)
  )

  private static func preferredAffinity(_ value: String) -> String {
    """
    affinity:
      nodeAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 1
          preference:
            matchExpressions:
            - {key: pool, operator: In, values: [\(value)]}
    """
  }

  static let deprecatedNodeLabel = Rule(
    id: "deprecated-node-label",
    group: .kubernetes,
    severity: .warning,
    summary: "a pod selects nodes by a label that has a new name",
    why: "Newer nodes may no longer have the old label, and the pod then waits forever. The API "
      + "server warns.",
    help: "use the new name of the label",
    source: "Kubernetes, `GetNodeLabelDeprecatedMessage` in pkg/api/node/util.go",
    bad: .podSpec("nodeSelector: {beta.kubernetes.io/arch: arm64}"),
    good: .podSpec("nodeSelector: {kubernetes.io/arch: arm64}"),
    fix: .safe,
    check: .pod(.deprecatedNodeLabel)
  )
}
