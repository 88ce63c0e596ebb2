/// Containers, as of Kubernetes 1.36.
package enum ContainerTable {
  package static let text = #"""
    type Container -- A container.
      name string required defaultRule="test, if it is the only container of a job" format=dns1123-label -- Name, unique in the pod.
      image string required format=no-surrounding-whitespace -- Image with tag or digest.
      command list:string listType=atomic -- What to run, instead of the entrypoint of the image.
      args list:string listType=atomic -- Arguments, instead of those of the image.
      workingDir string -- Folder to start in.
      ports list:ContainerPort listType=map mapKeys=containerPort|protocol -- Ports, for information mostly.
      envFrom list:EnvFromSource listType=atomic -- Environment variables from config maps and secrets.
      env list:EnvVar listType=map mapKeys=name -- Environment variables.
      resources ResourceRequirements -- Requests and limits.
      resizePolicy list:ContainerResizePolicy listType=atomic gate=InPlacePodVerticalScaling since=1.27 -- What a change of resources does to the container.
      restartPolicy string enum=Always|Never|OnFailure since=1.28 -- Always makes an init container a sidecar.
      restartPolicyRules list:ContainerRestartRule maxItems=20 listType=atomic gate=ContainerRestartRules since=1.34 -- Exit codes after which another restart policy counts.
      volumeMounts list:VolumeMount listType=map mapKeys=mountPath -- Where volumes are mounted.
      volumeDevices list:VolumeDevice listType=map mapKeys=devicePath since=1.9 -- Where block devices are found.
      livenessProbe Probe -- A container that fails it is restarted.
      readinessProbe Probe -- A container that fails it gets no traffic.
      startupProbe Probe since=1.16 -- The other probes wait for it.
      lifecycle Lifecycle -- What happens after the start and before the end.
      terminationMessagePath string default=/dev/termination-log -- File with the last words.
      terminationMessagePolicy string default=File enum=FallbackToLogsOnError|File -- Whether the message at the end comes from the file alone, or from the log after an error.
      imagePullPolicy string defaultRule="Always when the tag is latest or both tag and digest are absent, else IfNotPresent (also for an unparsable image)" enum=Always|IfNotPresent|Never -- When the image is pulled.
      securityContext SecurityContext -- User, privileges and profiles.
      stdin bool -- Keep the input open.
      stdinOnce bool -- Whether standard input closes after the first client has gone.
      tty bool -- Give it a terminal.

    type EphemeralContainer : EphemeralContainerCommon
      targetContainerName string ref="containers[].name or initContainers[].name" since=1.16 -- Container whose processes it can see.

    type EphemeralContainerCommon
      name string required format=dns1123-label since=1.16 -- Name of the container, unique in the pod.
      image string required format=no-surrounding-whitespace since=1.16 -- Image of the container.
      command list:string listType=atomic since=1.16 -- Program and arguments in place of the image's entrypoint; no shell reads them.
      args list:string listType=atomic since=1.16 -- Arguments in place of the image's own.
      workingDir string since=1.16 -- Folder in which the program starts.
      ports list:ContainerPort listType=map mapKeys=containerPort|protocol since=1.16 -- Ports that the container listens on.
      envFrom list:EnvFromSource listType=atomic since=1.16 -- Variables from all keys of ConfigMaps and Secrets.
      env list:EnvVar listType=map mapKeys=name since=1.16 -- Variables; they win over envFrom.
      resources ResourceRequirements since=1.16 -- Requests and limits.
      resizePolicy list:ContainerResizePolicy listType=atomic gate=InPlacePodVerticalScaling since=1.27 -- What a change of resources does to the container.
      restartPolicy string enum=Always|Never|OnFailure since=1.28 -- When the container starts again.
      restartPolicyRules list:ContainerRestartRule maxItems=20 listType=atomic gate=ContainerRestartRules since=1.34 -- Exit codes after which another restart policy counts.
      volumeMounts list:VolumeMount listType=map mapKeys=mountPath since=1.16 -- Volumes as files of the container.
      volumeDevices list:VolumeDevice listType=map mapKeys=devicePath since=1.16 -- Volumes as block devices of the container.
      livenessProbe Probe since=1.16 -- Check after whose failure the container starts again.
      readinessProbe Probe since=1.16 -- Check after whose failure Services leave out the pod.
      startupProbe Probe since=1.16 -- Check that must pass before the others begin.
      lifecycle Lifecycle since=1.16 -- What happens after the start and before the end.
      terminationMessagePath string default=/dev/termination-log since=1.16 -- File with the message that the container leaves at its end.
      terminationMessagePolicy string default=File enum=FallbackToLogsOnError|File since=1.16 -- Whether the message at the end comes from the file alone, or from the log after an error.
      imagePullPolicy string defaultRule="Always when the tag is latest or both tag and digest are absent, else IfNotPresent (also for an unparsable image)" enum=Always|IfNotPresent|Never since=1.16 -- When the image is fetched.
      securityContext SecurityContext since=1.16 -- User, privileges and profiles of the container.
      stdin bool since=1.16 -- Whether the container has a standard input.
      stdinOnce bool since=1.16 -- Whether standard input closes after the first client has gone.
      tty bool since=1.16 -- Whether the container has a terminal; needs stdin.

    type ContainerPort -- A port.
      name string format=port-name -- Name of the port, for Services.
      hostPort int32 min=1 max=65535 zeroMeansUnset -- Port of the node; 0 is none.
      containerPort int32 required min=1 max=65535 -- Number of the port in the container.
      protocol string default=TCP enum=SCTP|TCP|UDP -- Protocol of the port.
      hostIP string -- Not checked by the API server.

    type ContainerResizePolicy
      resourceName string required enum=cpu|memory since=1.27 -- cpu or memory.
      restartPolicy string required enum=NotRequired|RestartContainer since=1.27 -- Whether the container starts again after the change.

    type ContainerRestartRule
      action string required enum=Restart|RestartAllContainers enumGate=RestartAllContainers:RestartAllContainersOnContainerExits since=1.34 -- What happens.
      exitCodes ContainerRestartRuleOnExitCodes required since=1.34 -- After which exit codes.

    type ContainerRestartRuleOnExitCodes
      operator string required enum=In|NotIn since=1.34 -- Whether the exit code must be among values or not.
      values list:int32 maxItems=255 listType=set since=1.34 -- Exit codes.

    type EnvVar -- An environment variable.
      name string required format=env-var-name-relaxed -- Name of the variable.
      value string exclusiveWith=valueFrom -- Text; $(NAME) is replaced.
      valueFrom EnvVarSource -- Where the value comes from.

    type EnvVarSource oneOf=fieldRef|resourceFieldRef|configMapKeyRef|secretKeyRef|fileKeyRef -- Where the value of an environment variable comes from.
      fieldRef ObjectFieldSelector -- A field of the pod.
      resourceFieldRef ResourceFieldSelector -- A request or limit.
      configMapKeyRef ConfigMapKeySelector -- A key of a config map.
      secretKeyRef SecretKeySelector -- A key of a secret.
      fileKeyRef FileKeySelector gate=EnvFiles since=1.34 -- A key in a file of a volume.

    type ObjectFieldSelector
      apiVersion string default=v1 enum=v1 -- API version in whose words fieldPath is.
      fieldPath string required format=downward-field-path -- Field of the pod, such as metadata.name.

    type ResourceFieldSelector
      containerName string requiredWhen="used in a downwardAPI volume item" -- Container whose resource it is; the same one if unset.
      resource string required format=downward-resource-name -- The resource, such as limits.memory.
      divisor quantity default=0 format=downward-divisor -- Unit of the value, such as 1Mi.

    type ConfigMapKeySelector : LocalObjectReference
      name string required promoted format=dns1123-subdomain -- Name of the ConfigMap.
      key string required format=config-map-key -- Key of the value.
      optional bool -- Whether the pod starts without the ConfigMap or the key.

    type SecretKeySelector : LocalObjectReference
      name string required promoted format=dns1123-subdomain -- Name of the Secret.
      key string required format=config-map-key -- Key of the value.
      optional bool -- Whether the pod starts without the Secret or the key.

    type FileKeySelector
      volumeName string required format=dns1123-label ref="volumes[].name of an emptyDir volume" since=1.34 -- Volume that has the file.
      path string required format=path-no-dotdot-segment since=1.34 -- Path of the file in the volume.
      key string required format=env-var-name-relaxed since=1.34 -- Name of the variable in the file.
      optional bool default=false since=1.34 -- Whether the container starts without the file or the key.

    type EnvFromSource oneOf=configMapRef|secretRef -- Environment variables from all keys of a config map or a secret.
      prefix string format=env-var-name-relaxed -- Goes before every name.
      configMapRef ConfigMapEnvSource -- A ConfigMap whose keys become variables.
      secretRef SecretEnvSource -- A Secret whose keys become variables.

    type ConfigMapEnvSource : LocalObjectReference
      name string required promoted format=dns1123-subdomain-trailing-dash-ok -- Name of the ConfigMap.
      optional bool -- Whether the pod starts without the ConfigMap.

    type SecretEnvSource : LocalObjectReference
      name string required promoted format=dns1123-subdomain-trailing-dash-ok -- Name of the Secret.
      optional bool -- Whether the pod starts without the Secret.

    type ResourceRequirements -- Requests and limits.
      limits map:quantity keyFormat=resource-name valueFormat=quantity>=0 -- Most of each resource, such as cpu: 500m.
      requests map:quantity keyFormat=resource-name valueFormat=quantity>=0 -- Amount of each resource to set aside, such as memory: 2Gi.
      claims list:ResourceClaim listType=map mapKeys=name gate=DynamicResourceAllocation since=1.26 -- Claims of the pod for devices that this container uses.

    type ResourceClaim
      name string required ref=spec.resourceClaims[].name since=1.26 -- Name of a claim of the pod.
      request string format=dns1123-label since=1.31 -- One request of the claim; unset means all.

    type VolumeMount -- Where a volume is mounted.
      name string required ref=volumes[].name -- Name of a volume of the pod.
      readOnly bool -- Without write access.
      recursiveReadOnly string enum=Disabled|Enabled|IfPossible gate=RecursiveReadOnlyMounts since=1.30 -- Whether mounts below a read-only mount are read-only too.
      mountPath string required -- Folder in the container; without a colon.
      subPath string format=relative-path-no-dotdot-segment exclusiveWith=subPathExpr -- Folder in the volume.
      mountPropagation string enum=Bidirectional|HostToContainer|None -- Which mounts are shared with the node; Bidirectional needs privileged.
      subPathExpr string format=relative-path-no-dotdot-segment exclusiveWith=subPath since=1.14 -- Folder in the volume; $(NAME) is replaced.

    type VolumeDevice
      name string required ref="volumes[].name of a persistentVolumeClaim or ephemeral volume" since=1.9 -- Name of a volume of the pod.
      devicePath string required format=path-no-dotdot-segment since=1.9 -- Path of the device in the container.

    type Probe : ProbeHandler oneOf=exec|httpGet|tcpSocket|grpc -- How the state of a container is found out.
      initialDelaySeconds int32 default=0 min=0 -- Time before the first try.
      timeoutSeconds int32 default=1 min=0 -- Time a try may take.
      periodSeconds int32 default=10 min=0 -- Time between tries.
      successThreshold int32 default=1 min=0 -- Must be 1 for liveness and startup.
      failureThreshold int32 default=3 min=0 -- Failures in a row that count.
      terminationGracePeriodSeconds int64 min=1 since=1.21 -- Not for readiness.

    type ProbeHandler
      exec ExecAction -- Runs a program in the container.
      httpGet HTTPGetAction -- Sends an HTTP request to the container.
      tcpSocket TCPSocketAction -- Opens a connection to a port of the container.
      grpc GRPCAction since=1.23 -- Asks the health service of gRPC in the container.

    type Lifecycle -- What happens after the start and before the end.
      postStart LifecycleHandler -- Runs right after the container was made.
      preStop LifecycleHandler -- Runs before the container is stopped.
      stopSignal string enum=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMAX-14|SIGRTMAX-13|SIGRTMAX-12|SIGRTMAX-11|SIGRTMAX-10|SIGRTMAX-9|SIGRTMAX-8|SIGRTMAX-7|SIGRTMAX-6|SIGRTMAX-5|SIGRTMAX-4|SIGRTMAX-3|SIGRTMAX-2|SIGRTMAX-1|SIGRTMAX gate=ContainerStopSignals since=1.33 -- Needs os.name; on windows only SIGKILL and SIGTERM.

    type LifecycleHandler oneOf=exec|httpGet|tcpSocket|sleep
      exec ExecAction -- Runs a program in the container.
      httpGet HTTPGetAction -- Sends an HTTP request to the container.
      tcpSocket TCPSocketAction deprecated -- Accepted, has no effect.
      sleep SleepAction gate=PodLifecycleSleepAction since=1.29 -- Waits.

    type ExecAction
      command list:string required minItems=1 listType=atomic -- Program and arguments; no shell reads them.

    type HTTPGetAction
      path string default=/ -- Path of the request.
      port intOrString required format=port-number-or-name -- Number or name of the port.
      host string -- Host to ask; the pod itself if unset.
      scheme string default=HTTP enum=HTTP|HTTPS -- HTTP or HTTPS.
      httpHeaders list:HTTPHeader listType=atomic -- Headers of the request.

    type HTTPHeader
      name string required format=http-header-name -- Name of the header.
      value string -- Value of the header.

    type TCPSocketAction
      port intOrString required format=port-number-or-name -- Number or name of the port.
      host string -- Host to connect to; the pod itself if unset.

    type GRPCAction
      port int32 required min=1 max=65535 since=1.23 -- Number of the port.
      service string default="" since=1.23 -- Name of the service to ask about.

    type SleepAction
      seconds int64 min=0 since=1.29 -- Not above the pod terminationGracePeriodSeconds.

    type SecurityContext -- User, privileges and profiles of a container.
      capabilities Capabilities -- Linux capabilities to add and drop.
      privileged bool -- Almost all rights on the node.
      seLinuxOptions SELinuxOptions -- SELinux label of the processes.
      windowsOptions WindowsSecurityContextOptions since=1.15 -- Settings for Windows nodes.
      runAsUser int64 min=0 max=2147483647 -- Number of the user that processes run as.
      runAsGroup int64 min=0 max=2147483647 since=1.10 -- Number of the group that processes run as.
      runAsNonRoot bool -- Refuse to run as root.
      readOnlyRootFilesystem bool -- Mount the image without write access.
      allowPrivilegeEscalation bool -- Whether a process may gain more rights than its parent.
      procMount string enum=Default|Unmasked gate=ProcMountType since=1.12 -- Unmasked needs hostUsers: false.
      seccompProfile SeccompProfile since=1.19 -- Which system calls processes may make.
      appArmorProfile AppArmorProfile since=1.30 -- AppArmor profile of the processes.

    type Capabilities
      add list:string listType=atomic -- Capabilities that the container gets, such as NET_ADMIN.
      drop list:string listType=atomic -- Capabilities that the container loses, or ALL.
    """#
}
