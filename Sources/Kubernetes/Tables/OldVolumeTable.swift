/// Volumes that Kubernetes has deprecated or dropped.
package enum OldVolumeTable {
  package static let text = #"""
    type GCEPersistentDiskVolumeSource
      pdName string required -- Name of the disk in Google Cloud.
      fsType string -- File system of the volume, such as ext4.
      partition int32 min=0 max=255 -- Number of the partition; 0 is the whole disk.
      readOnly bool -- Whether the volume can't be written to.

    type AWSElasticBlockStoreVolumeSource
      volumeID string required -- Id of the volume in AWS.
      fsType string -- File system of the volume, such as ext4.
      partition int32 min=0 max=255 -- Number of the partition; 0 is the whole disk.
      readOnly bool -- Whether the volume can't be written to.

    type GitRepoVolumeSource
      repository string required -- Address of the repository.
      revision string -- Commit to check out.
      directory string format=relative-path-no-dotdot-segment -- Folder to clone into; "." is the volume itself.

    type GlusterfsVolumeSource
      endpoints string required -- Name of the Endpoints of the servers.
      path string required -- Name of the volume in Gluster.
      readOnly bool -- Whether the volume can't be written to.

    type RBDVolumeSource
      monitors list:string required minItems=1 listType=atomic -- Addresses of the Ceph monitors.
      image string required -- Name of the image in RADOS.
      fsType string -- File system of the volume, such as ext4.
      pool string default=rbd -- Pool of the image.
      user string default=admin -- User of Ceph.
      keyring string default=/etc/ceph/keyring -- Path of the keyring of that user.
      secretRef LocalObjectReference -- Secret with the credentials of the storage.
      readOnly bool -- Whether the volume can't be written to.

    type FlexVolumeSource
      driver string required -- Name of the driver.
      fsType string -- File system of the volume, such as ext4.
      secretRef LocalObjectReference -- Secret with the credentials of the storage.
      readOnly bool -- Whether the volume can't be written to.
      options map:string keyRule="domain part before / must not be kubernetes.io, k8s.io or a subdomain of them (case-insensitive)" -- Options for the driver.

    type CinderVolumeSource
      volumeID string required -- Id of the volume in OpenStack.
      fsType string -- File system of the volume, such as ext4.
      readOnly bool -- Whether the volume can't be written to.
      secretRef LocalObjectReference since=1.11 -- Secret with the credentials of the storage.

    type CephFSVolumeSource
      monitors list:string required minItems=1 listType=atomic -- Addresses of the Ceph monitors.
      path string -- Folder of the file system to mount.
      user string -- User of Ceph.
      secretFile string -- Path of the keyring of that user.
      secretRef LocalObjectReference -- Secret with the credentials of the storage.
      readOnly bool -- Whether the volume can't be written to.

    type FlockerVolumeSource oneOf=datasetName|datasetUUID
      datasetName string format=no-slash -- Name of the data set.
      datasetUUID string -- Id of the data set.

    type AzureFileVolumeSource
      secretName string required -- Secret with the account of Azure Storage.
      shareName string required -- Name of the share.
      readOnly bool -- Whether the volume can't be written to.

    type VsphereVirtualDiskVolumeSource
      volumePath string required -- Path of the disk in vSphere.
      fsType string -- File system of the volume, such as ext4.
      storagePolicyName string -- Name of the storage policy.
      storagePolicyID string -- Id of the storage policy.

    type QuobyteVolumeSource
      registry string required format=host-port-list-comma -- Addresses of the Quobyte registry.
      volume string required -- Name of the volume in Quobyte.
      readOnly bool -- Whether the volume can't be written to.
      user string -- User to whom the volume is mapped.
      group string -- Group to which the volume is mapped.
      tenant string maxLen=64 since=1.14 -- Tenant that owns the volume.

    type AzureDiskVolumeSource
      diskName string required -- Name of the disk in Azure.
      diskURI string required format=azure-disk-uri -- Address of the disk in Azure.
      cachingMode string default=ReadWrite enum=None|ReadOnly|ReadWrite -- How the host caches the disk.
      fsType string default=ext4 -- File system of the volume, such as ext4.
      readOnly bool default=false -- Whether the volume can't be written to.
      kind string default=Shared enum=Dedicated|Managed|Shared -- Shared, Dedicated or Managed, by the account that the disk belongs to.

    type PhotonPersistentDiskVolumeSource
      pdID string required -- Id of the disk in Photon.
      fsType string -- File system of the volume, such as ext4.

    type PortworxVolumeSource
      volumeID string required -- Id of the volume in Portworx.
      fsType string -- File system of the volume, such as ext4.
      readOnly bool -- Whether the volume can't be written to.

    type ScaleIOVolumeSource
      gateway string required -- Address of the ScaleIO gateway.
      system string required -- Name of the storage system.
      secretRef LocalObjectReference -- Secret with the credentials of the storage.
      sslEnabled bool -- Whether the gateway is asked over TLS.
      protectionDomain string -- Name of the protection domain.
      storagePool string -- Storage pool of the protection domain.
      storageMode string default=ThinProvisioned -- ThickProvisioned or ThinProvisioned.
      volumeName string required -- Name of the volume.
      fsType string default=xfs -- File system of the volume, such as ext4.
      readOnly bool -- Whether the volume can't be written to.

    type StorageOSVolumeSource
      volumeName string required format=dns1123-label -- Name of the volume.
      volumeNamespace string format=dns1123-label -- Namespace of the volume in StorageOS; the pod's if unset.
      fsType string -- File system of the volume, such as ext4.
      readOnly bool -- Whether the volume can't be written to.
      secretRef LocalObjectReference -- Secret with the credentials of the storage.
    """#
}
