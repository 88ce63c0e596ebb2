/// Where pods may run.
package enum SchedulingTable {
  package static let text = #"""
    type Affinity -- Which nodes and neighbours a pod prefers or needs.
      nodeAffinity NodeAffinity -- Which nodes.
      podAffinity PodAffinity -- Which neighbours.
      podAntiAffinity PodAntiAffinity -- Which neighbours to keep away from.

    type NodeAffinity
      requiredDuringSchedulingIgnoredDuringExecution NodeSelector
      preferredDuringSchedulingIgnoredDuringExecution list:PreferredSchedulingTerm listType=atomic

    type NodeSelector
      nodeSelectorTerms list:NodeSelectorTerm required minItems=1 listType=atomic

    type NodeSelectorTerm
      matchExpressions list:NodeSelectorRequirement listType=atomic
      matchFields list:NodeSelectorRequirement listType=atomic since=1.11

    type NodeSelectorRequirement
      key string required format=label-key
      operator string required enum=DoesNotExist|Exists|Gt|In|Lt|NotIn
      values list:string listType=atomic

    type PreferredSchedulingTerm
      weight int32 required min=1 max=100
      preference NodeSelectorTerm

    type PodAffinity
      requiredDuringSchedulingIgnoredDuringExecution list:PodAffinityTerm listType=atomic
      preferredDuringSchedulingIgnoredDuringExecution list:WeightedPodAffinityTerm listType=atomic

    type PodAntiAffinity
      requiredDuringSchedulingIgnoredDuringExecution list:PodAffinityTerm listType=atomic
      preferredDuringSchedulingIgnoredDuringExecution list:WeightedPodAffinityTerm listType=atomic

    type PodAffinityTerm
      labelSelector LabelSelector
      namespaces list:string itemFormat=dns1123-label listType=atomic
      topologyKey string required format=label-key
      namespaceSelector LabelSelector since=1.21
      matchLabelKeys list:string itemFormat=label-key listType=atomic gate=MatchLabelKeysInPodAffinity since=1.29
      mismatchLabelKeys list:string itemFormat=label-key listType=atomic gate=MatchLabelKeysInPodAffinity since=1.29

    type WeightedPodAffinityTerm
      weight int32 required min=1 max=100
      podAffinityTerm PodAffinityTerm

    type Toleration -- A taint that a pod puts up with.
      key string format=label-key -- Key of the taint; empty with Exists is all.
      operator string default=Equal enum=|Equal|Exists|Gt|Lt enumGate=Lt:TaintTolerationComparisonOperators|Gt:TaintTolerationComparisonOperators -- Empty acts as Equal.
      value string format=label-value -- Value of the taint.
      effect string enum=|NoExecute|NoSchedule|PreferNoSchedule -- Effect of the taint; empty is all.
      tolerationSeconds int64 -- How long; only with effect NoExecute.

    type TopologySpreadConstraint
      maxSkew int32 required min=1 since=1.16
      topologyKey string required since=1.16
      whenUnsatisfiable string required enum=DoNotSchedule|ScheduleAnyway since=1.16
      labelSelector LabelSelector since=1.16
      minDomains int32 min=1 since=1.24
      nodeAffinityPolicy string enum=Honor|Ignore gate=NodeInclusionPolicyInPodTopologySpread since=1.25
      nodeTaintsPolicy string enum=Honor|Ignore gate=NodeInclusionPolicyInPodTopologySpread since=1.25
      matchLabelKeys list:string itemFormat=label-key listType=atomic gate=MatchLabelKeysInPodTopologySpread since=1.25
    """#
}
