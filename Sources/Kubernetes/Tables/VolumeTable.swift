/// Volumes, as of Kubernetes 1.36.
package enum VolumeTable {
  package static let text = #"""
    type Volume : VolumeSource atMostOneOf=hostPath|emptyDir|gcePersistentDisk|awsElasticBlockStore|gitRepo|secret|nfs|iscsi|glusterfs|persistentVolumeClaim|rbd|flexVolume|cinder|cephfs|flocker|downwardAPI|fc|azureFile|configMap|vsphereVolume|quobyte|azureDisk|photonPersistentDisk|projected|portworxVolume|scaleIO|storageos|csi|ephemeral|image -- A volume that containers can mount; without a source it is an emptyDir.
      name string required format=dns1123-label -- Name, unique in the pod.

    type VolumeSource -- What a volume is made of.
      hostPath HostPathVolumeSource -- A folder or file of the node.
      emptyDir EmptyDirVolumeSource -- An empty folder that lasts as long as the pod.
      gcePersistentDisk GCEPersistentDiskVolumeSource deprecated
      awsElasticBlockStore AWSElasticBlockStoreVolumeSource deprecated
      gitRepo GitRepoVolumeSource deprecated deprecatedSince=1.11 -- The driver is off by default from 1.33.
      secret SecretVolumeSource -- Keys of a secret as files.
      nfs NFSVolumeSource -- A folder of an NFS server.
      iscsi ISCSIVolumeSource
      glusterfs GlusterfsVolumeSource deprecated deprecatedSince=1.25 nonFunctionalSince=1.26
      persistentVolumeClaim PersistentVolumeClaimVolumeSource -- A claim in the same namespace.
      rbd RBDVolumeSource deprecated deprecatedSince=1.28 nonFunctionalSince=1.31
      flexVolume FlexVolumeSource deprecated
      cinder CinderVolumeSource deprecated
      cephfs CephFSVolumeSource deprecated deprecatedSince=1.28 nonFunctionalSince=1.31
      flocker FlockerVolumeSource deprecated deprecatedSince=1.22 nonFunctionalSince=1.25
      downwardAPI DownwardAPIVolumeSource -- Fields of the pod as files.
      fc FCVolumeSource
      azureFile AzureFileVolumeSource deprecated
      configMap ConfigMapVolumeSource -- Keys of a config map as files.
      vsphereVolume VsphereVirtualDiskVolumeSource deprecated
      quobyte QuobyteVolumeSource deprecated deprecatedSince=1.22 nonFunctionalSince=1.25
      azureDisk AzureDiskVolumeSource deprecated
      photonPersistentDisk PhotonPersistentDiskVolumeSource deprecated deprecatedSince=1.11 nonFunctionalSince=1.16
      projected ProjectedVolumeSource -- Several sources in one folder.
      portworxVolume PortworxVolumeSource deprecated
      scaleIO ScaleIOVolumeSource deprecated deprecatedSince=1.16 nonFunctionalSince=1.22
      storageos StorageOSVolumeSource deprecated deprecatedSince=1.22 nonFunctionalSince=1.25
      csi CSIVolumeSource since=1.14 -- A driver for the life of the pod.
      ephemeral EphemeralVolumeSource since=1.19 -- A claim that lasts as long as the pod.
      image ImageVolumeSource gate=ImageVolume since=1.31 -- An image as files.

    type HostPathVolumeSource -- A folder or file of the node.
      path string required format=path-no-dotdot-segment -- Path on the node.
      type string default="" enum=|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket -- What must be there, or is made.

    type EmptyDirVolumeSource -- An empty folder that lasts as long as the pod.
      medium string default="" known=|Memory|HugePages|HugePages-<size> -- Memory for a folder in memory.
      sizeLimit quantity format=quantity>=0 -- Most bytes; the pod is evicted beyond.

    type SecretVolumeSource -- Keys of a secret as files.
      secretName string required -- Name of the secret.
      items list:KeyToPath listType=atomic -- Keys; unset is all.
      defaultMode int32 default=420 min=0 max=511 unit=octal-mode -- Mode of the files.
      optional bool -- Whether the secret may be missing.

    type ConfigMapVolumeSource : LocalObjectReference -- Keys of a config map as files.
      name string required promoted -- Name of the config map.
      items list:KeyToPath listType=atomic -- Keys; unset is all.
      defaultMode int32 default=420 min=0 max=511 unit=octal-mode -- Mode of the files.
      optional bool -- Whether the config map may be missing.

    type KeyToPath -- A key as a file.
      key string required
      path string required format=relative-path-no-dotdot -- Path below the mount.
      mode int32 min=0 max=511 unit=octal-mode -- Mode of the file.

    type DownwardAPIVolumeSource
      items list:DownwardAPIVolumeFile listType=atomic
      defaultMode int32 default=420 min=0 max=511 unit=octal-mode

    type DownwardAPIVolumeFile oneOf=fieldRef|resourceFieldRef
      path string required format=relative-path-no-dotdot
      fieldRef ObjectFieldSelector
      resourceFieldRef ResourceFieldSelector
      mode int32 min=0 max=511 unit=octal-mode

    type ProjectedVolumeSource
      sources list:VolumeProjection listType=atomic
      defaultMode int32 default=420 min=0 max=511 unit=octal-mode

    type VolumeProjection atMostOneOf=secret|downwardAPI|configMap|serviceAccountToken|clusterTrustBundle|podCertificate
      secret SecretProjection
      downwardAPI DownwardAPIProjection
      configMap ConfigMapProjection
      serviceAccountToken ServiceAccountTokenProjection since=1.11
      clusterTrustBundle ClusterTrustBundleProjection gate=ClusterTrustBundleProjection since=1.29
      podCertificate PodCertificateProjection gate=PodCertificateRequest since=1.34

    type SecretProjection : LocalObjectReference
      name string required promoted
      items list:KeyToPath listType=atomic
      optional bool

    type ConfigMapProjection : LocalObjectReference
      name string required promoted
      items list:KeyToPath listType=atomic
      optional bool

    type DownwardAPIProjection
      items list:DownwardAPIVolumeFile listType=atomic

    type ServiceAccountTokenProjection
      audience string since=1.11
      expirationSeconds int64 default=3600 min=600 max=4294967296 since=1.11
      path string required format=relative-path-no-dotdot since=1.11

    type ClusterTrustBundleProjection oneOf=name|signerName
      name string format=cluster-trust-bundle-name since=1.29
      signerName string format=signer-name since=1.29
      labelSelector LabelSelector since=1.29
      optional bool since=1.29
      path string required format=relative-path-no-dotdot since=1.29

    type PodCertificateProjection anyOf=credentialBundlePath|keyPath|certificateChainPath
      signerName string required format=signer-name since=1.34
      keyType string required enum=ECDSAP256|ECDSAP384|ECDSAP521|ED25519|RSA3072|RSA4096 since=1.34
      maxExpirationSeconds int32 min=3600 max=7862400 since=1.34 -- Max 86400 when the signer host is kubernetes.io or ends in .kubernetes.io.
      credentialBundlePath string format=relative-path-no-dotdot since=1.34
      keyPath string format=relative-path-no-dotdot since=1.34
      certificateChainPath string format=relative-path-no-dotdot since=1.34
      userAnnotations map:string format=domain-prefixed-annotation-map since=1.35

    type PersistentVolumeClaimVolumeSource
      claimName string required
      readOnly bool

    type EphemeralVolumeSource
      volumeClaimTemplate PersistentVolumeClaimTemplate required since=1.19

    type PersistentVolumeClaimTemplate
      metadata ObjectMeta allowed=annotations|labels since=1.19
      spec PersistentVolumeClaimSpec required since=1.19

    type PersistentVolumeClaimSpec -- What a claim asks for.
      accessModes list:string required itemEnum=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod minItems=1 listType=atomic since=1.19
      selector LabelSelector since=1.19
      resources VolumeResourceRequirements required since=1.19 -- requests.storage is required.
      volumeName string since=1.19
      storageClassName string format=dns1123-subdomain-or-empty since=1.19
      volumeMode string default=Filesystem enum=Block|Filesystem since=1.19
      dataSource TypedLocalObjectReference since=1.19
      dataSourceRef TypedObjectReference since=1.22
      volumeAttributesClassName string format=dns1123-subdomain-or-empty gate=VolumeAttributesClass since=1.29

    type VolumeResourceRequirements
      limits map:quantity since=1.19
      requests map:quantity since=1.19

    type CSIVolumeSource
      driver string required format=dns1123-subdomain-caseless maxLen=63 since=1.14
      readOnly bool since=1.14
      fsType string since=1.14
      volumeAttributes map:string since=1.14
      nodePublishSecretRef LocalObjectReference since=1.14

    type NFSVolumeSource
      server string required
      path string required format=absolute-path
      readOnly bool

    type ISCSIVolumeSource
      targetPortal string required
      iqn string required format=iscsi-name
      lun int32 min=0 max=255
      iscsiInterface string default=default
      fsType string
      readOnly bool
      portals list:string listType=atomic
      chapAuthDiscovery bool
      chapAuthSession bool
      secretRef LocalObjectReference requiredWhen="chapAuthDiscovery or chapAuthSession is true"
      initiatorName string format=iscsi-name

    type FCVolumeSource oneOf=targetWWNs|wwids
      targetWWNs list:string listType=atomic
      lun int32 requiredWhen="targetWWNs is not empty; range checked only then" min=0 max=255
      fsType string
      readOnly bool
      wwids list:string listType=atomic

    type ImageVolumeSource
      reference string required since=1.31
      pullPolicy string defaultRule="Always when the tag is latest or both tag and digest are absent, else IfNotPresent" enum=Always|IfNotPresent|Never since=1.31
    """#
}
