/// Pods, as of Kubernetes 1.36.
package enum PodTable {
  package static let text = #"""
    type Pod : TypeMeta -- A pod as a Kubernetes object.
      metadata ObjectMeta -- Name, labels and annotations.
      spec PodSpec -- What should run.
      status any -- How far it is; the cluster writes it.

    type PodSpec -- A pod.
      volumes list:Volume listType=map mapKeys=name -- Volumes that containers can mount.
      initContainers list:Container listType=map mapKeys=name -- Containers that run before the others, one after another.
      containers list:Container required minItems=1 listType=map mapKeys=name -- Containers that run side by side.
      ephemeralContainers list:EphemeralContainer listType=map mapKeys=name since=1.16 -- Containers for debugging; none on create.
      restartPolicy string default=Always enum=Always|Never|OnFailure -- When a container that has ended starts again.
      terminationGracePeriodSeconds int64 default=30 -- Time between the interrupt and the kill.
      activeDeadlineSeconds int64 min=1 max=2147483647 -- How long the pod may run.
      dnsPolicy string default=ClusterFirst enum=ClusterFirst|ClusterFirstWithHostNet|Default|None -- How names are looked up.
      nodeSelector map:string keyFormat=label-key valueFormat=label-value -- Labels that a node must have.
      serviceAccountName string format=dns1123-subdomain -- Account of the pod.
      serviceAccount string aliasOf=serviceAccountName deprecated -- Old name of serviceAccountName.
      automountServiceAccountToken bool -- Whether the token of the account is mounted.
      nodeName string format=dns1123-subdomain -- The node, past the scheduler.
      hostNetwork bool -- Use the network of the node.
      hostPID bool -- See the processes of the node.
      hostIPC bool -- Use the shared memory of the node.
      shareProcessNamespace bool since=1.10 -- Containers see the processes of each other.
      securityContext PodSecurityContext default={} -- Users, groups and profiles for the whole pod.
      imagePullSecrets list:LocalObjectReference listType=map mapKeys=name -- Secrets for pulling images.
      hostname string format=dns1123-label -- Host name of the pod.
      subdomain string format=dns1123-label -- Domain part of the host name.
      affinity Affinity -- Which nodes and neighbours the pod prefers or needs.
      schedulerName string default=default-scheduler -- Name of the scheduler.
      tolerations list:Toleration listType=atomic -- Taints of nodes that the pod puts up with.
      hostAliases list:HostAlias listType=map mapKeys=ip -- Lines for /etc/hosts.
      priorityClassName string format=dns1123-subdomain -- Priority class.
      priority int32 -- Set from the priority class.
      dnsConfig PodDNSConfig since=1.9 -- Name servers.
      readinessGates list:PodReadinessGate listType=atomic since=1.11 -- More conditions that must hold before the pod counts as ready.
      runtimeClassName string format=dns1123-subdomain since=1.12 -- Container runtime.
      enableServiceLinks bool default=true since=1.13 -- Environment variables for every service of the namespace.
      preemptionPolicy string enum=Never|PreemptLowerPriority since=1.15 -- Whether pods of lower priority make room.
      overhead map:quantity keyFormat=resource-name valueFormat=quantity>=0 since=1.16 -- What the RuntimeClass needs besides the containers.
      topologySpreadConstraints list:TopologySpreadConstraint listType=map mapKeys=topologyKey|whenUnsatisfiable since=1.16 -- How pods are spread over nodes.
      setHostnameAsFQDN bool since=1.19 -- Whether the host name is the full name with its domain.
      os PodOS since=1.23 -- Operating system.
      hostUsers bool gate=UserNamespacesSupport since=1.25 -- Set to false for a user namespace.
      schedulingGates list:PodSchedulingGate listType=map mapKeys=name since=1.26 -- While there is one, no node is chosen.
      resourceClaims list:PodResourceClaim listType=map mapKeys=name gate=DynamicResourceAllocation since=1.26 -- Claims for devices that must be met before the pod starts.
      resources ResourceRequirements gate=PodLevelResources since=1.32 -- Requests and limits for the whole pod.
      hostnameOverride string format=dns1123-subdomain maxLen=64 gate=HostnameOverride since=1.34 -- Host name in place of all that other fields would give.
      schedulingGroup PodSchedulingGroup gate=GenericWorkload since=1.36 -- Group of pods that get their nodes together.

    type PodSecurityContext -- Users, groups and profiles for a whole pod.
      seLinuxOptions SELinuxOptions -- SELinux label of the processes.
      windowsOptions WindowsSecurityContextOptions since=1.15 -- Settings for Windows nodes.
      runAsUser int64 min=0 max=2147483647 -- Number of the user that processes run as.
      runAsGroup int64 min=0 max=2147483647 since=1.10 -- Number of the group that processes run as.
      runAsNonRoot bool -- Refuse to run as root.
      supplementalGroups list:int64 itemMin=0 itemMax=2147483647 listType=atomic -- More groups.
      supplementalGroupsPolicy string enum=Merge|Strict gate=SupplementalGroupsPolicy since=1.31 -- Whether groups in the image's /etc/group count too (Merge) or not (Strict).
      fsGroup int64 min=0 max=2147483647 -- Group that owns the volumes.
      sysctls list:Sysctl listType=atomic since=1.11 -- Kernel settings.
      fsGroupChangePolicy string enum=Always|OnRootMismatch since=1.18 -- When the owner of files in volumes is changed: Always or OnRootMismatch.
      seccompProfile SeccompProfile since=1.19 -- Which system calls processes may make.
      appArmorProfile AppArmorProfile since=1.30 -- AppArmor profile of the processes.
      seLinuxChangePolicy string enum=MountOption|Recursive enumGate=MountOption:SELinuxMount gate=SELinuxChangePolicy since=1.32 -- How volumes get their SELinux label: Recursive or MountOption.

    type PodDNSConfig
      nameservers list:string itemFormat=ip maxItems=3 listType=atomic since=1.9 -- Addresses of more name servers.
      searches list:string itemFormat=dns-search maxItems=32 listType=atomic since=1.9 -- Joined with spaces at most 2048 characters.
      options list:PodDNSConfigOption listType=atomic since=1.9 -- More options of the resolver.

    type PodDNSConfigOption
      name string required since=1.9 -- Name of the option, such as ndots.
      value string since=1.9 -- Value of the option.

    type PodOS
      name string required enum=linux|windows since=1.23 -- Operating system of the pod: linux or windows.

    type PodReadinessGate
      conditionType string required format=qualified-name since=1.11 -- Type of the condition.

    type PodSchedulingGate
      name string required format=qualified-name since=1.26 -- Name of the gate.

    type PodSchedulingGroup
      podGroupName string required format=dns1123-subdomain since=1.36 -- Name of the PodGroup.

    type PodResourceClaim oneOf=resourceClaimName|resourceClaimTemplateName
      name string required format=dns1123-label since=1.26 -- Name by which containers use the claim.
      resourceClaimName string format=dns1123-subdomain since=1.31 -- A ResourceClaim in the same namespace.
      resourceClaimTemplateName string format=dns1123-subdomain since=1.31 -- A ResourceClaimTemplate, of which a claim is made for this pod.

    type HostAlias
      ip string required format=ip -- Address.
      hostnames list:string itemFormat=dns1123-subdomain listType=atomic -- Names for the address.

    type SELinuxOptions
      user string -- User of the label.
      role string -- Role of the label.
      type string -- Type of the label.
      level string -- Level of the label.

    type SeccompProfile
      type string required enum=Localhost|RuntimeDefault|Unconfined since=1.19 -- RuntimeDefault, Unconfined, or Localhost for a file of the node.
      localhostProfile string requiredWhen="type is Localhost" forbiddenWhen="type is not Localhost" format=relative-path-no-dotdot-segment since=1.19 -- File of the node with the profile.

    type AppArmorProfile
      type string required enum=Localhost|RuntimeDefault|Unconfined since=1.30 -- RuntimeDefault, Unconfined, or Localhost for a profile of the node.
      localhostProfile string requiredWhen="type is Localhost" forbiddenWhen="type is not Localhost" format=no-surrounding-whitespace maxLen=4095 since=1.30 -- Name of the profile that the node has loaded.

    type WindowsSecurityContextOptions
      gmsaCredentialSpecName string format=dns1123-subdomain since=1.15 -- Name of the GMSA credential spec.
      gmsaCredentialSpec string minLen=1 maxLen=65536 since=1.15 -- The GMSA credential spec itself; admission writes it.
      runAsUserName string format=windows-user-name since=1.16 -- User that processes run as.
      hostProcess bool since=1.22 -- Whether the container runs on the host itself.

    type Sysctl
      name string required format=sysctl-name maxLen=253 since=1.11 -- Name of the kernel setting.
      value string since=1.11 -- Its value.
    """#
}
