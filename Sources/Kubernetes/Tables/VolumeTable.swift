/// Volumes, as of Kubernetes 1.36.
package enum VolumeTable {
  package static let text = #"""
    type Volume : VolumeSource atMostOneOf=hostPath|emptyDir|gcePersistentDisk|awsElasticBlockStore|gitRepo|secret|nfs|iscsi|glusterfs|persistentVolumeClaim|rbd|flexVolume|cinder|cephfs|flocker|downwardAPI|fc|azureFile|configMap|vsphereVolume|quobyte|azureDisk|photonPersistentDisk|projected|portworxVolume|scaleIO|storageos|csi|ephemeral|image -- A volume that containers can mount; without a source it is an emptyDir.
      name string required format=dns1123-label -- Name, unique in the pod.

    type VolumeSource -- What a volume is made of.
      hostPath HostPathVolumeSource -- A folder or file of the node.
      emptyDir EmptyDirVolumeSource -- An empty folder that lasts as long as the pod.
      gcePersistentDisk GCEPersistentDiskVolumeSource deprecated -- A disk of Google Cloud; csi takes its place.
      awsElasticBlockStore AWSElasticBlockStoreVolumeSource deprecated -- A volume of AWS; csi takes its place.
      gitRepo GitRepoVolumeSource deprecated deprecatedSince=1.11 -- The driver is off by default from 1.33.
      secret SecretVolumeSource -- Keys of a secret as files.
      nfs NFSVolumeSource -- A folder of an NFS server.
      iscsi ISCSIVolumeSource -- A disk over iSCSI.
      glusterfs GlusterfsVolumeSource deprecated deprecatedSince=1.25 nonFunctionalSince=1.26 -- A volume of Gluster; removed from Kubernetes.
      persistentVolumeClaim PersistentVolumeClaimVolumeSource -- A claim in the same namespace.
      rbd RBDVolumeSource deprecated deprecatedSince=1.28 nonFunctionalSince=1.31 -- A block device of Ceph; removed from Kubernetes.
      flexVolume FlexVolumeSource deprecated -- A volume of a FlexVolume driver; csi takes its place.
      cinder CinderVolumeSource deprecated -- A volume of OpenStack; csi takes its place.
      cephfs CephFSVolumeSource deprecated deprecatedSince=1.28 nonFunctionalSince=1.31 -- A file system of Ceph; removed from Kubernetes.
      flocker FlockerVolumeSource deprecated deprecatedSince=1.22 nonFunctionalSince=1.25 -- A data set of Flocker; removed from Kubernetes.
      downwardAPI DownwardAPIVolumeSource -- Fields of the pod as files.
      fc FCVolumeSource -- A disk over Fibre Channel.
      azureFile AzureFileVolumeSource deprecated -- A file share of Azure; csi takes its place.
      configMap ConfigMapVolumeSource -- Keys of a config map as files.
      vsphereVolume VsphereVirtualDiskVolumeSource deprecated -- A disk of vSphere; csi takes its place.
      quobyte QuobyteVolumeSource deprecated deprecatedSince=1.22 nonFunctionalSince=1.25 -- A volume of Quobyte; removed from Kubernetes.
      azureDisk AzureDiskVolumeSource deprecated -- A disk of Azure; csi takes its place.
      photonPersistentDisk PhotonPersistentDiskVolumeSource deprecated deprecatedSince=1.11 nonFunctionalSince=1.16 -- A disk of Photon; removed from Kubernetes.
      projected ProjectedVolumeSource -- Several sources in one folder.
      portworxVolume PortworxVolumeSource deprecated -- A volume of Portworx; csi takes its place.
      scaleIO ScaleIOVolumeSource deprecated deprecatedSince=1.16 nonFunctionalSince=1.22 -- A volume of ScaleIO; removed from Kubernetes.
      storageos StorageOSVolumeSource deprecated deprecatedSince=1.22 nonFunctionalSince=1.25 -- A volume of StorageOS; removed from Kubernetes.
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
      key string required -- The key.
      path string required format=relative-path-no-dotdot -- Path below the mount.
      mode int32 min=0 max=511 unit=octal-mode -- Mode of the file.

    type DownwardAPIVolumeSource
      items list:DownwardAPIVolumeFile listType=atomic -- Files to write.
      defaultMode int32 default=420 min=0 max=511 unit=octal-mode -- Permissions of files that name none.

    type DownwardAPIVolumeFile oneOf=fieldRef|resourceFieldRef
      path string required format=relative-path-no-dotdot -- Path of the file in the volume.
      fieldRef ObjectFieldSelector -- A field of the pod.
      resourceFieldRef ResourceFieldSelector -- A resource of a container.
      mode int32 min=0 max=511 unit=octal-mode -- Permissions of the file.

    type ProjectedVolumeSource
      sources list:VolumeProjection listType=atomic -- What the folder is made of.
      defaultMode int32 default=420 min=0 max=511 unit=octal-mode -- Permissions of files that name none.

    type VolumeProjection atMostOneOf=secret|downwardAPI|configMap|serviceAccountToken|clusterTrustBundle|podCertificate
      secret SecretProjection -- Keys of a Secret as files.
      downwardAPI DownwardAPIProjection -- Fields of the pod as files.
      configMap ConfigMapProjection -- Keys of a ConfigMap as files.
      serviceAccountToken ServiceAccountTokenProjection since=1.11 -- A token of the pod's service account as a file.
      clusterTrustBundle ClusterTrustBundleProjection gate=ClusterTrustBundleProjection since=1.29 -- Certificates of a ClusterTrustBundle as a file.
      podCertificate PodCertificateProjection gate=PodCertificateRequest since=1.34 -- A certificate for the pod, and its key, as files.

    type SecretProjection : LocalObjectReference
      name string required promoted -- Name of the Secret.
      items list:KeyToPath listType=atomic -- Which keys become files; unset means all.
      optional bool -- Whether the pod starts without the Secret or a key.

    type ConfigMapProjection : LocalObjectReference
      name string required promoted -- Name of the ConfigMap.
      items list:KeyToPath listType=atomic -- Which keys become files; unset means all.
      optional bool -- Whether the pod starts without the ConfigMap or a key.

    type DownwardAPIProjection
      items list:DownwardAPIVolumeFile listType=atomic -- Files to write.

    type ServiceAccountTokenProjection
      audience string since=1.11 -- For whom the token is; the API server if unset.
      expirationSeconds int64 default=3600 min=600 max=4294967296 since=1.11 -- How long a token is good for; it is replaced before it ends.
      path string required format=relative-path-no-dotdot since=1.11 -- Path of the file in the volume.

    type ClusterTrustBundleProjection oneOf=name|signerName
      name string format=cluster-trust-bundle-name since=1.29 -- Name of the ClusterTrustBundle.
      signerName string format=signer-name since=1.29 -- All ClusterTrustBundles of this signer.
      labelSelector LabelSelector since=1.29 -- Labels that bundles of the signer must have.
      optional bool since=1.29 -- Whether the pod starts without the bundle.
      path string required format=relative-path-no-dotdot since=1.29 -- Path of the file in the volume.

    type PodCertificateProjection anyOf=credentialBundlePath|keyPath|certificateChainPath
      signerName string required format=signer-name since=1.34 -- Who signs the certificate.
      keyType string required enum=ECDSAP256|ECDSAP384|ECDSAP521|ED25519|RSA3072|RSA4096 since=1.34 -- Kind of key, such as ED25519 or RSA3072.
      maxExpirationSeconds int32 min=3600 max=7862400 since=1.34 -- Max 86400 when the signer host is kubernetes.io or ends in .kubernetes.io.
      credentialBundlePath string format=relative-path-no-dotdot since=1.34 -- Path of one file with the key and the certificates.
      keyPath string format=relative-path-no-dotdot since=1.34 -- Path of the file with the key.
      certificateChainPath string format=relative-path-no-dotdot since=1.34 -- Path of the file with the certificates.
      userAnnotations map:string format=domain-prefixed-annotation-map since=1.35 -- More that the signer is told.

    type PersistentVolumeClaimVolumeSource
      claimName string required -- Name of the claim in the same namespace.
      readOnly bool -- Whether the volume can't be written to.

    type EphemeralVolumeSource
      volumeClaimTemplate PersistentVolumeClaimTemplate required since=1.19 -- The claim that is made for the pod and goes with it.

    type PersistentVolumeClaimTemplate
      metadata ObjectMeta allowed=annotations|labels since=1.19 -- Labels and annotations of the claim.
      spec PersistentVolumeClaimSpec required since=1.19 -- What the claim asks for.

    type PersistentVolumeClaimSpec -- What a claim asks for.
      accessModes list:string required itemEnum=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod minItems=1 listType=atomic since=1.19 -- How many nodes or pods use the volume, and whether they write.
      selector LabelSelector since=1.19 -- Labels that the volume must have.
      resources VolumeResourceRequirements required since=1.19 -- requests.storage is required.
      volumeName string since=1.19 -- Name of a volume that is there already.
      storageClassName string format=dns1123-subdomain-or-empty since=1.19 -- StorageClass of the volume; empty means none.
      volumeMode string default=Filesystem enum=Block|Filesystem since=1.19 -- Whether it is a file system or a block device.
      dataSource TypedLocalObjectReference since=1.19 -- A snapshot or a claim that the volume starts as a copy of.
      dataSourceRef TypedObjectReference since=1.22 -- Any object that the volume starts as a copy of.
      volumeAttributesClassName string format=dns1123-subdomain-or-empty gate=VolumeAttributesClass since=1.29 -- VolumeAttributesClass of the volume.

    type VolumeResourceRequirements
      limits map:quantity since=1.19 -- The most space.
      requests map:quantity since=1.19 -- The least space.

    type CSIVolumeSource
      driver string required format=dns1123-subdomain-caseless maxLen=63 since=1.14 -- Name of the driver.
      readOnly bool since=1.14 -- Whether the volume can't be written to.
      fsType string since=1.14 -- File system of the volume, such as ext4.
      volumeAttributes map:string since=1.14 -- Options for the driver.
      nodePublishSecretRef LocalObjectReference since=1.14 -- Secret that the driver gets.

    type NFSVolumeSource
      server string required -- Name or address of the server.
      path string required format=absolute-path -- Folder of the server.
      readOnly bool -- Whether the volume can't be written to.

    type ISCSIVolumeSource
      targetPortal string required -- Address of the target, with its port unless it is the usual one.
      iqn string required format=iscsi-name -- Name of the target.
      lun int32 min=0 max=255 -- Number of the unit.
      iscsiInterface string default=default -- Interface of the initiator.
      fsType string -- File system of the volume, such as ext4.
      readOnly bool -- Whether the volume can't be written to.
      portals list:string listType=atomic -- More addresses of the target.
      chapAuthDiscovery bool -- Whether discovery needs CHAP.
      chapAuthSession bool -- Whether sessions need CHAP.
      secretRef LocalObjectReference requiredWhen="chapAuthDiscovery or chapAuthSession is true" -- Secret with the credentials of the storage.
      initiatorName string format=iscsi-name -- Name of the initiator.

    type FCVolumeSource oneOf=targetWWNs|wwids
      targetWWNs list:string listType=atomic -- World wide names of the targets.
      lun int32 requiredWhen="targetWWNs is not empty; range checked only then" min=0 max=255 -- Number of the unit.
      fsType string -- File system of the volume, such as ext4.
      readOnly bool -- Whether the volume can't be written to.
      wwids list:string listType=atomic -- World wide ids of the disk.

    type ImageVolumeSource
      reference string required since=1.31 -- The image whose files become the volume.
      pullPolicy string defaultRule="Always when the tag is latest or both tag and digest are absent, else IfNotPresent" enum=Always|IfNotPresent|Never since=1.31 -- When the image is fetched.
    """#
}
