/// Where pods may run.
package enum SchedulingTable {
  package static let text = #"""
    type Affinity -- Which nodes and neighbours a pod prefers or needs.
      nodeAffinity NodeAffinity -- Which nodes.
      podAffinity PodAffinity -- Which neighbours.
      podAntiAffinity PodAntiAffinity -- Which neighbours to keep away from.

    type NodeAffinity
      requiredDuringSchedulingIgnoredDuringExecution NodeSelector -- What must hold when the node is chosen.
      preferredDuringSchedulingIgnoredDuringExecution list:PreferredSchedulingTerm listType=atomic -- What should hold when the node is chosen, with weights.

    type NodeSelector
      nodeSelectorTerms list:NodeSelectorTerm required minItems=1 listType=atomic -- Alternatives; one must hold.

    type NodeSelectorTerm
      matchExpressions list:NodeSelectorRequirement listType=atomic -- Conditions on labels of the node; all must hold.
      matchFields list:NodeSelectorRequirement listType=atomic since=1.11 -- Conditions on fields of the node; all must hold.

    type NodeSelectorRequirement
      key string required format=label-key -- Name of the label or field.
      operator string required enum=DoesNotExist|Exists|Gt|In|Lt|NotIn -- How it is compared with values.
      values list:string listType=atomic -- Values to compare with; none for Exists and DoesNotExist, one number for Gt and Lt.

    type PreferredSchedulingTerm
      weight int32 required min=1 max=100 -- How much it counts, from 1 to 100.
      preference NodeSelectorTerm -- What should hold of the node.

    type PodAffinity
      requiredDuringSchedulingIgnoredDuringExecution list:PodAffinityTerm listType=atomic -- What must hold when the node is chosen.
      preferredDuringSchedulingIgnoredDuringExecution list:WeightedPodAffinityTerm listType=atomic -- What should hold when the node is chosen, with weights.

    type PodAntiAffinity
      requiredDuringSchedulingIgnoredDuringExecution list:PodAffinityTerm listType=atomic -- What must hold when the node is chosen.
      preferredDuringSchedulingIgnoredDuringExecution list:WeightedPodAffinityTerm listType=atomic -- What should hold when the node is chosen, with weights.

    type PodAffinityTerm
      labelSelector LabelSelector -- Which other pods are meant.
      namespaces list:string itemFormat=dns1123-label listType=atomic -- Namespaces of these pods; the pod's own if unset.
      topologyKey string required format=label-key -- Label of nodes; nodes with equal values are one place.
      namespaceSelector LabelSelector since=1.21 -- Labels of the namespaces of these pods.
      matchLabelKeys list:string itemFormat=label-key listType=atomic gate=MatchLabelKeysInPodAffinity since=1.29 -- Labels whose values must be the same as this pod's.
      mismatchLabelKeys list:string itemFormat=label-key listType=atomic gate=MatchLabelKeysInPodAffinity since=1.29 -- Labels whose values must be others than this pod's.

    type WeightedPodAffinityTerm
      weight int32 required min=1 max=100 -- How much it counts, from 1 to 100.
      podAffinityTerm PodAffinityTerm -- What should hold.

    type Toleration -- A taint that a pod puts up with.
      key string format=label-key -- Key of the taint; empty with Exists is all.
      operator string default=Equal enum=|Equal|Exists|Gt|Lt enumGate=Lt:TaintTolerationComparisonOperators|Gt:TaintTolerationComparisonOperators -- Empty acts as Equal.
      value string format=label-value -- Value of the taint.
      effect string enum=|NoExecute|NoSchedule|PreferNoSchedule -- Effect of the taint; empty is all.
      tolerationSeconds int64 -- How long; only with effect NoExecute.

    type TopologySpreadConstraint
      maxSkew int32 required min=1 since=1.16 -- How many more pods one place may have than the place with the fewest.
      topologyKey string required since=1.16 -- Label of nodes; nodes with equal values are one place.
      whenUnsatisfiable string required enum=DoNotSchedule|ScheduleAnyway since=1.16 -- Whether the pod waits (DoNotSchedule) or not (ScheduleAnyway).
      labelSelector LabelSelector since=1.16 -- Which pods are counted.
      minDomains int32 min=1 since=1.24 -- How many places there must be at least.
      nodeAffinityPolicy string enum=Honor|Ignore gate=NodeInclusionPolicyInPodTopologySpread since=1.25 -- Whether only nodes that the pod's affinity allows count.
      nodeTaintsPolicy string enum=Honor|Ignore gate=NodeInclusionPolicyInPodTopologySpread since=1.25 -- Whether only nodes whose taints the pod tolerates count.
      matchLabelKeys list:string itemFormat=label-key listType=atomic gate=MatchLabelKeysInPodTopologySpread since=1.25 -- Labels whose values must be the same as this pod's.
    """#
}
