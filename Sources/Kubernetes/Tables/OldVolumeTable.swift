/// Volumes that Kubernetes has deprecated or dropped.
package enum OldVolumeTable {
  package static let text = #"""
    type GCEPersistentDiskVolumeSource
      pdName string required
      fsType string
      partition int32 min=0 max=255
      readOnly bool

    type AWSElasticBlockStoreVolumeSource
      volumeID string required
      fsType string
      partition int32 min=0 max=255
      readOnly bool

    type GitRepoVolumeSource
      repository string required
      revision string
      directory string format=relative-path-no-dotdot-segment

    type GlusterfsVolumeSource
      endpoints string required
      path string required
      readOnly bool

    type RBDVolumeSource
      monitors list:string required minItems=1 listType=atomic
      image string required
      fsType string
      pool string default=rbd
      user string default=admin
      keyring string default=/etc/ceph/keyring
      secretRef LocalObjectReference
      readOnly bool

    type FlexVolumeSource
      driver string required
      fsType string
      secretRef LocalObjectReference
      readOnly bool
      options map:string keyRule="domain part before / must not be kubernetes.io, k8s.io or a subdomain of them (case-insensitive)"

    type CinderVolumeSource
      volumeID string required
      fsType string
      readOnly bool
      secretRef LocalObjectReference since=1.11

    type CephFSVolumeSource
      monitors list:string required minItems=1 listType=atomic
      path string
      user string
      secretFile string
      secretRef LocalObjectReference
      readOnly bool

    type FlockerVolumeSource oneOf=datasetName|datasetUUID
      datasetName string format=no-slash
      datasetUUID string

    type AzureFileVolumeSource
      secretName string required
      shareName string required
      readOnly bool

    type VsphereVirtualDiskVolumeSource
      volumePath string required
      fsType string
      storagePolicyName string
      storagePolicyID string

    type QuobyteVolumeSource
      registry string required format=host-port-list-comma
      volume string required
      readOnly bool
      user string
      group string
      tenant string maxLen=64 since=1.14

    type AzureDiskVolumeSource
      diskName string required
      diskURI string required format=azure-disk-uri
      cachingMode string default=ReadWrite enum=None|ReadOnly|ReadWrite
      fsType string default=ext4
      readOnly bool default=false
      kind string default=Shared enum=Dedicated|Managed|Shared

    type PhotonPersistentDiskVolumeSource
      pdID string required
      fsType string

    type PortworxVolumeSource
      volumeID string required
      fsType string
      readOnly bool

    type ScaleIOVolumeSource
      gateway string required
      system string required
      secretRef LocalObjectReference
      sslEnabled bool
      protectionDomain string
      storagePool string
      storageMode string default=ThinProvisioned
      volumeName string required
      fsType string default=xfs
      readOnly bool

    type StorageOSVolumeSource
      volumeName string required format=dns1123-label
      volumeNamespace string format=dns1123-label
      fsType string
      readOnly bool
      secretRef LocalObjectReference
    """#
}
