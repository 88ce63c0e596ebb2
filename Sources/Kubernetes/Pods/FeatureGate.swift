/// A feature gate that decides about a field or a value of pods.
///
/// Fields behind a gate that is off are dropped before anything is checked.
///
/// Source: `dropDisabledFields` in pkg/api/pod/util.go.
package enum FeatureGate: String, Sendable, CaseIterable {
  case clusterTrustBundleProjection = "ClusterTrustBundleProjection"
  case containerRestartRules = "ContainerRestartRules"
  case containerStopSignals = "ContainerStopSignals"
  case dynamicResourceAllocation = "DynamicResourceAllocation"
  case envFiles = "EnvFiles"
  case genericWorkload = "GenericWorkload"
  case hostnameOverride = "HostnameOverride"
  case imageVolume = "ImageVolume"
  case inPlacePodVerticalScaling = "InPlacePodVerticalScaling"
  case matchLabelKeysInPodAffinity = "MatchLabelKeysInPodAffinity"
  case matchLabelKeysInPodTopologySpread = "MatchLabelKeysInPodTopologySpread"
  case matchLabelKeysInPodTopologySpreadSelectorMerge =
    "MatchLabelKeysInPodTopologySpreadSelectorMerge"
  case nodeInclusionPolicyInPodTopologySpread = "NodeInclusionPolicyInPodTopologySpread"
  case podCertificateRequest = "PodCertificateRequest"
  case podLevelResources = "PodLevelResources"
  case podLifecycleSleepAction = "PodLifecycleSleepAction"
  case podLifecycleSleepActionAllowZero = "PodLifecycleSleepActionAllowZero"
  case procMountType = "ProcMountType"
  case recursiveReadOnlyMounts = "RecursiveReadOnlyMounts"
  case relaxedDNSSearchValidation = "RelaxedDNSSearchValidation"
  case relaxedEnvironmentVariableValidation = "RelaxedEnvironmentVariableValidation"
  case restartAllContainersOnContainerExits = "RestartAllContainersOnContainerExits"
  case seLinuxChangePolicy = "SELinuxChangePolicy"
  case seLinuxMount = "SELinuxMount"
  case sidecarContainers = "SidecarContainers"
  case strictIPCIDRValidation = "StrictIPCIDRValidation"
  case supplementalGroupsPolicy = "SupplementalGroupsPolicy"
  case taintTolerationComparisonOperators = "TaintTolerationComparisonOperators"
  case userNamespacesHostNetworkSupport = "UserNamespacesHostNetworkSupport"
  case userNamespacesSupport = "UserNamespacesSupport"
  case volumeAttributesClass = "VolumeAttributesClass"

  /// The first minor release that has it on unless told otherwise; `nil` if none does.
  package var onSince: Int? {
    switch self {
    case .clusterTrustBundleProjection, .containerStopSignals, .genericWorkload,
      .podCertificateRequest, .seLinuxMount, .taintTolerationComparisonOperators,
      .userNamespacesHostNetworkSupport:
      nil
    case .nodeInclusionPolicyInPodTopologySpread: 26
    case .matchLabelKeysInPodTopologySpread: 27
    case .sidecarContainers: 29
    case .podLifecycleSleepAction: 30
    case .matchLabelKeysInPodAffinity, .recursiveReadOnlyMounts: 31
    case .relaxedEnvironmentVariableValidation: 32
    case .inPlacePodVerticalScaling, .podLifecycleSleepActionAllowZero, .procMountType,
      .relaxedDNSSearchValidation, .seLinuxChangePolicy, .supplementalGroupsPolicy,
      .userNamespacesSupport:
      33
    case .dynamicResourceAllocation, .matchLabelKeysInPodTopologySpreadSelectorMerge,
      .podLevelResources, .volumeAttributesClass:
      34
    case .containerRestartRules, .envFiles, .hostnameOverride, .imageVolume: 35
    case .restartAllContainersOnContainerExits, .strictIPCIDRValidation: 36
    }
  }
}

extension KubernetesVersion {
  /// Whether a gate is on unless told otherwise.
  func has(_ gate: FeatureGate) -> Bool {
    gate.onSince.map { minor >= $0 } ?? false
  }
}
