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
      resizePolicy list:ContainerResizePolicy listType=atomic gate=InPlacePodVerticalScaling since=1.27
      restartPolicy string enum=Always|Never|OnFailure since=1.28 -- Always makes an init container a sidecar.
      restartPolicyRules list:ContainerRestartRule maxItems=20 listType=atomic gate=ContainerRestartRules since=1.34
      volumeMounts list:VolumeMount listType=map mapKeys=mountPath -- Where volumes are mounted.
      volumeDevices list:VolumeDevice listType=map mapKeys=devicePath since=1.9 -- Where block devices are found.
      livenessProbe Probe -- A container that fails it is restarted.
      readinessProbe Probe -- A container that fails it gets no traffic.
      startupProbe Probe since=1.16 -- The other probes wait for it.
      lifecycle Lifecycle -- What happens after the start and before the end.
      terminationMessagePath string default=/dev/termination-log -- File with the last words.
      terminationMessagePolicy string default=File enum=FallbackToLogsOnError|File
      imagePullPolicy string defaultRule="Always when the tag is latest or both tag and digest are absent, else IfNotPresent (also for an unparsable image)" enum=Always|IfNotPresent|Never -- When the image is pulled.
      securityContext SecurityContext -- User, privileges and profiles.
      stdin bool -- Keep the input open.
      stdinOnce bool
      tty bool -- Give it a terminal.

    type EphemeralContainer : EphemeralContainerCommon
      targetContainerName string ref="containers[].name or initContainers[].name" since=1.16

    type EphemeralContainerCommon
      name string required format=dns1123-label since=1.16
      image string required format=no-surrounding-whitespace since=1.16
      command list:string listType=atomic since=1.16
      args list:string listType=atomic since=1.16
      workingDir string since=1.16
      ports list:ContainerPort listType=map mapKeys=containerPort|protocol since=1.16
      envFrom list:EnvFromSource listType=atomic since=1.16
      env list:EnvVar listType=map mapKeys=name since=1.16
      resources ResourceRequirements since=1.16
      resizePolicy list:ContainerResizePolicy listType=atomic gate=InPlacePodVerticalScaling since=1.27
      restartPolicy string enum=Always|Never|OnFailure since=1.28
      restartPolicyRules list:ContainerRestartRule maxItems=20 listType=atomic gate=ContainerRestartRules since=1.34
      volumeMounts list:VolumeMount listType=map mapKeys=mountPath since=1.16
      volumeDevices list:VolumeDevice listType=map mapKeys=devicePath since=1.16
      livenessProbe Probe since=1.16
      readinessProbe Probe since=1.16
      startupProbe Probe since=1.16
      lifecycle Lifecycle since=1.16
      terminationMessagePath string default=/dev/termination-log since=1.16
      terminationMessagePolicy string default=File enum=FallbackToLogsOnError|File since=1.16
      imagePullPolicy string defaultRule="Always when the tag is latest or both tag and digest are absent, else IfNotPresent (also for an unparsable image)" enum=Always|IfNotPresent|Never since=1.16
      securityContext SecurityContext since=1.16
      stdin bool since=1.16
      stdinOnce bool since=1.16
      tty bool since=1.16

    type ContainerPort -- A port.
      name string format=port-name
      hostPort int32 min=1 max=65535 zeroMeansUnset -- Port of the node; 0 is none.
      containerPort int32 required min=1 max=65535
      protocol string default=TCP enum=SCTP|TCP|UDP
      hostIP string -- Not checked by the API server.

    type ContainerResizePolicy
      resourceName string required enum=cpu|memory since=1.27
      restartPolicy string required enum=NotRequired|RestartContainer since=1.27

    type ContainerRestartRule
      action string required enum=Restart|RestartAllContainers enumGate=RestartAllContainers:RestartAllContainersOnContainerExits since=1.34
      exitCodes ContainerRestartRuleOnExitCodes required since=1.34

    type ContainerRestartRuleOnExitCodes
      operator string required enum=In|NotIn since=1.34
      values list:int32 maxItems=255 listType=set since=1.34

    type EnvVar -- An environment variable.
      name string required format=env-var-name-relaxed
      value string exclusiveWith=valueFrom -- Text; $(NAME) is replaced.
      valueFrom EnvVarSource -- Where the value comes from.

    type EnvVarSource oneOf=fieldRef|resourceFieldRef|configMapKeyRef|secretKeyRef|fileKeyRef -- Where the value of an environment variable comes from.
      fieldRef ObjectFieldSelector -- A field of the pod.
      resourceFieldRef ResourceFieldSelector -- A request or limit.
      configMapKeyRef ConfigMapKeySelector -- A key of a config map.
      secretKeyRef SecretKeySelector -- A key of a secret.
      fileKeyRef FileKeySelector gate=EnvFiles since=1.34 -- A key in a file of a volume.

    type ObjectFieldSelector
      apiVersion string default=v1 enum=v1
      fieldPath string required format=downward-field-path

    type ResourceFieldSelector
      containerName string requiredWhen="used in a downwardAPI volume item"
      resource string required format=downward-resource-name
      divisor quantity default=0 format=downward-divisor

    type ConfigMapKeySelector : LocalObjectReference
      name string required promoted format=dns1123-subdomain
      key string required format=config-map-key
      optional bool

    type SecretKeySelector : LocalObjectReference
      name string required promoted format=dns1123-subdomain
      key string required format=config-map-key
      optional bool

    type FileKeySelector
      volumeName string required format=dns1123-label ref="volumes[].name of an emptyDir volume" since=1.34
      path string required format=path-no-dotdot-segment since=1.34
      key string required format=env-var-name-relaxed since=1.34
      optional bool default=false since=1.34

    type EnvFromSource oneOf=configMapRef|secretRef -- Environment variables from all keys of a config map or a secret.
      prefix string format=env-var-name-relaxed -- Goes before every name.
      configMapRef ConfigMapEnvSource
      secretRef SecretEnvSource

    type ConfigMapEnvSource : LocalObjectReference
      name string required promoted format=dns1123-subdomain-trailing-dash-ok
      optional bool

    type SecretEnvSource : LocalObjectReference
      name string required promoted format=dns1123-subdomain-trailing-dash-ok
      optional bool

    type ResourceRequirements -- Requests and limits.
      limits map:quantity keyFormat=resource-name valueFormat=quantity>=0 -- Most of each resource, such as cpu: 500m.
      requests map:quantity keyFormat=resource-name valueFormat=quantity>=0 -- Amount of each resource to set aside, such as memory: 2Gi.
      claims list:ResourceClaim listType=map mapKeys=name gate=DynamicResourceAllocation since=1.26

    type ResourceClaim
      name string required ref=spec.resourceClaims[].name since=1.26
      request string format=dns1123-label since=1.31

    type VolumeMount -- Where a volume is mounted.
      name string required ref=volumes[].name -- Name of a volume of the pod.
      readOnly bool -- Without write access.
      recursiveReadOnly string enum=Disabled|Enabled|IfPossible gate=RecursiveReadOnlyMounts since=1.30
      mountPath string required -- Folder in the container; without a colon.
      subPath string format=relative-path-no-dotdot-segment exclusiveWith=subPathExpr -- Folder in the volume.
      mountPropagation string enum=Bidirectional|HostToContainer|None -- Which mounts are shared with the node; Bidirectional needs privileged.
      subPathExpr string format=relative-path-no-dotdot-segment exclusiveWith=subPath since=1.14 -- Folder in the volume; $(NAME) is replaced.

    type VolumeDevice
      name string required ref="volumes[].name of a persistentVolumeClaim or ephemeral volume" since=1.9
      devicePath string required format=path-no-dotdot-segment since=1.9

    type Probe : ProbeHandler oneOf=exec|httpGet|tcpSocket|grpc -- How the state of a container is found out.
      initialDelaySeconds int32 default=0 min=0 -- Time before the first try.
      timeoutSeconds int32 default=1 min=0 -- Time a try may take.
      periodSeconds int32 default=10 min=0 -- Time between tries.
      successThreshold int32 default=1 min=0 -- Must be 1 for liveness and startup.
      failureThreshold int32 default=3 min=0 -- Failures in a row that count.
      terminationGracePeriodSeconds int64 min=1 since=1.21 -- Not for readiness.

    type ProbeHandler
      exec ExecAction
      httpGet HTTPGetAction
      tcpSocket TCPSocketAction
      grpc GRPCAction since=1.23

    type Lifecycle -- What happens after the start and before the end.
      postStart LifecycleHandler
      preStop LifecycleHandler
      stopSignal string enum=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMAX-14|SIGRTMAX-13|SIGRTMAX-12|SIGRTMAX-11|SIGRTMAX-10|SIGRTMAX-9|SIGRTMAX-8|SIGRTMAX-7|SIGRTMAX-6|SIGRTMAX-5|SIGRTMAX-4|SIGRTMAX-3|SIGRTMAX-2|SIGRTMAX-1|SIGRTMAX gate=ContainerStopSignals since=1.33 -- Needs os.name; on windows only SIGKILL and SIGTERM.

    type LifecycleHandler oneOf=exec|httpGet|tcpSocket|sleep
      exec ExecAction
      httpGet HTTPGetAction
      tcpSocket TCPSocketAction deprecated -- Accepted, has no effect.
      sleep SleepAction gate=PodLifecycleSleepAction since=1.29

    type ExecAction
      command list:string required minItems=1 listType=atomic

    type HTTPGetAction
      path string default=/
      port intOrString required format=port-number-or-name
      host string
      scheme string default=HTTP enum=HTTP|HTTPS
      httpHeaders list:HTTPHeader listType=atomic

    type HTTPHeader
      name string required format=http-header-name
      value string

    type TCPSocketAction
      port intOrString required format=port-number-or-name
      host string

    type GRPCAction
      port int32 required min=1 max=65535 since=1.23
      service string default="" since=1.23

    type SleepAction
      seconds int64 min=0 since=1.29 -- Not above the pod terminationGracePeriodSeconds.

    type SecurityContext -- User, privileges and profiles of a container.
      capabilities Capabilities -- Linux capabilities to add and drop.
      privileged bool -- Almost all rights on the node.
      seLinuxOptions SELinuxOptions
      windowsOptions WindowsSecurityContextOptions since=1.15
      runAsUser int64 min=0 max=2147483647
      runAsGroup int64 min=0 max=2147483647 since=1.10
      runAsNonRoot bool -- Refuse to run as root.
      readOnlyRootFilesystem bool -- Mount the image without write access.
      allowPrivilegeEscalation bool -- Whether a process may gain more rights than its parent.
      procMount string enum=Default|Unmasked gate=ProcMountType since=1.12 -- Unmasked needs hostUsers: false.
      seccompProfile SeccompProfile since=1.19
      appArmorProfile AppArmorProfile since=1.30

    type Capabilities
      add list:string listType=atomic
      drop list:string listType=atomic
    """#
}
