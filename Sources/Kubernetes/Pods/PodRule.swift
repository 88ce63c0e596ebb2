/// The families of findings about a pod; each is a rule.
package enum PodRule: Int, Sendable, CaseIterable {
  // What the API server refuses.
  case container, port, environment, volume, missingVolume, mount, sidecarMount, resources, probe,
    lifecycle
  case fieldReference, securityContext, hostNamespace, affinity, toleration, topologySpread, dns,
    podField
  case operatingSystem, metadata, repeatedField

  // What it warns of.
  case fractionalBytes, deprecatedVolume, deprecatedNodeLabel, deprecatedAnnotation
  case repeatedEntry, repeatedVariable, redundantVariable, overlappingPorts, overlappingPaths,
    emptySelector
  case unmatchableLabel, negativeGracePeriod, unusualIP, unusualPodName

  /// What it drops in silence.
  case disabledField
}
