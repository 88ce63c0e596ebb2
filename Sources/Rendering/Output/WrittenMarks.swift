/// When a field is written, as Go's struct tags say it.
///
/// Left out of the table is what goes without saying: an object is written when it was given, every
/// other value when it is not empty. `!` marks fields that are always written, `?` those that are
/// written whenever they were given, even as false, 0 or an empty text.
///
/// Source: the struct tags of k8s.io/api v0.32 (newer fields: v0.36) and of Prow,
/// pkg/apis/prowjobs/v1/types.go.
enum WrittenMarks {
  static let text = """
    AWSElasticBlockStoreVolumeSource: volumeID!
    AppArmorProfile: localhostProfile? type!
    AzureDiskVolumeSource: cachingMode? diskName! diskURI! fsType? kind? readOnly?
    AzureFileVolumeSource: secretName! shareName!
    CSIVolumeSource: driver! fsType? readOnly?
    CensoringOptions: censoring_buffer_size? censoring_concurrency? minimum_secret_length?
    CinderVolumeSource: volumeID!
    ClusterTrustBundleProjection: name? optional? path! signerName?
    ConfigMapEnvSource: optional?
    ConfigMapKeySelector: key! optional?
    ConfigMapProjection: optional?
    ConfigMapVolumeSource: defaultMode? optional?
    Container: name! resources! restartPolicy?
    ContainerPort: containerPort!
    ContainerResizePolicy: resourceName! restartPolicy!
    ContainerRestartRule: action!
    ContainerRestartRuleOnExitCodes: operator!
    DecorationConfig: blobless_fetch? censor_secrets? cookiefile_secret? default_memory_request?
      default_service_account_name? fs_group? gcs_credentials_secret? grace_period?
      pod_pending_timeout? pod_running_timeout? pod_unscheduled_timeout? run_as_group?
      run_as_user? s3_credentials_secret? set_limit_equals_memory_request? skip_cloning? timeout?
      upload_ignores_interrupts?
    DownwardAPIVolumeFile: mode? path!
    DownwardAPIVolumeSource: defaultMode?
    EmptyDirVolumeSource: sizeLimit?
    EnvVar: name!
    EphemeralContainer: name! resources! restartPolicy?
    FCVolumeSource: lun?
    FileKeySelector: key! optional? path! volumeName!
    FlexVolumeSource: driver!
    GCEPersistentDiskVolumeSource: pdName!
    GRPCAction: port! service!
    GitHubTeamSlug: org! slug!
    GitRepoVolumeSource: repository!
    GlusterfsVolumeSource: endpoints! path!
    HTTPGetAction: port!
    HTTPHeader: name! value!
    HostAlias: ip!
    HostPathVolumeSource: path! type?
    ISCSIVolumeSource: initiatorName? iqn! lun! targetPortal!
    KeyToPath: key! mode? path!
    LabelSelectorRequirement: key! operator!
    Lifecycle: stopSignal?
    NFSVolumeSource: path! server!
    NodeSelectorRequirement: key! operator!
    ObjectFieldSelector: fieldPath!
    ObjectMeta: deletionGracePeriodSeconds?
    PersistentVolumeClaimSpec: resources! storageClassName? volumeAttributesClassName? volumeMode?
    PersistentVolumeClaimTemplate: metadata! spec!
    PersistentVolumeClaimVolumeSource: claimName!
    PhotonPersistentDiskVolumeSource: pdID!
    PodAffinityTerm: topologyKey!
    PodCertificateProjection: maxExpirationSeconds?
    PodDNSConfigOption: value?
    PodOS: name!
    PodReadinessGate: conditionType!
    PodResourceClaim: name! resourceClaimName? resourceClaimTemplateName?
    PodSchedulingGate: name!
    PodSecurityContext: fsGroup? fsGroupChangePolicy? runAsGroup? runAsNonRoot? runAsUser?
      seLinuxChangePolicy? supplementalGroupsPolicy?
    PodSpec: activeDeadlineSeconds? automountServiceAccountToken? enableServiceLinks? hostUsers?
      hostnameOverride? preemptionPolicy? priority? runtimeClassName? setHostnameAsFQDN?
      shareProcessNamespace? terminationGracePeriodSeconds?
    PortworxVolumeSource: volumeID!
    PreferredSchedulingTerm: preference! weight!
    Probe: terminationGracePeriodSeconds?
    ProjectedVolumeSource: defaultMode?
    Pull: author! number! sha!
    QuobyteVolumeSource: registry! volume!
    RBDVolumeSource: image!
    Refs: blobless_fetch? org! repo!
    ResourceClaim: name!
    ResourceFieldSelector: divisor! resource!
    ScaleIOVolumeSource: gateway! secretRef! system!
    SeccompProfile: localhostProfile? type!
    SecretEnvSource: optional?
    SecretKeySelector: key! optional?
    SecretProjection: optional?
    SecretVolumeSource: defaultMode? optional?
    SecurityContext: allowPrivilegeEscalation? privileged? procMount? readOnlyRootFilesystem?
      runAsGroup? runAsNonRoot? runAsUser?
    ServiceAccountTokenProjection: expirationSeconds? path!
    SlackReporterConfig: report?
    SleepAction: seconds!
    Sysctl: name! value!
    TCPSocketAction: port!
    TektonPipelineRunSpec: v1beta1?
    Toleration: tolerationSeconds?
    TopologySpreadConstraint: maxSkew! minDomains? nodeAffinityPolicy? nodeTaintsPolicy?
      topologyKey! whenUnsatisfiable!
    TypedLocalObjectReference: apiGroup! kind! name!
    TypedObjectReference: apiGroup! kind! name! namespace?
    Volume: name!
    VolumeDevice: devicePath! name!
    VolumeMount: mountPath! mountPropagation? name! recursiveReadOnly?
    VsphereVirtualDiskVolumeSource: volumePath!
    WeightedPodAffinityTerm: podAffinityTerm! weight!
    WindowsSecurityContextOptions: gmsaCredentialSpec? gmsaCredentialSpecName? hostProcess?
      runAsUserName?
    """

  /// The marks by type and field name.
  static func parse() -> [String: [String: FieldMark]] {
    var marks: [String: [String: FieldMark]] = [:]
    var type = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if word.hasSuffix(":") {
        type = String(word.dropLast())
      } else {
        let mark: FieldMark = word.hasSuffix("!") ? .always : .whenGiven
        marks[type, default: [:]][String(word.dropLast())] = mark
      }
    }
    return marks
  }
}

/// When a field is written.
enum FieldMark: UInt8 {
  case unlessEmpty, whenGiven, always
}
