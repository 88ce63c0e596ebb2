/// Tekton pipeline runs, API v1 of 1.6.
package enum TektonTable {
  package static let text = #"""
    type PipelineRunSpec
      pipelineRef PipelineRef
      pipelineSpec PipelineSpec
      params list:Param
      status string
      timeouts TimeoutFields
      taskRunTemplate PipelineTaskRunTemplate
      workspaces list:WorkspaceBinding
      taskRunSpecs list:PipelineTaskRunSpec
      managedBy string

    type PipelineRef : ResolverRef
      name string
      apiVersion string

    type PipelineSpec
      displayName string
      description string
      tasks list:PipelineTask
      params list:ParamSpec
      workspaces list:PipelineWorkspaceDeclaration
      results list:PipelineResult
      finally list:PipelineTask

    type PipelineTask
      name string
      displayName string
      description string
      taskRef TaskRef
      taskSpec EmbeddedTask
      when list:WhenExpression
      retries int
      runAfter list:string
      params list:Param
      matrix Matrix
      workspaces list:WorkspacePipelineTaskBinding
      timeout duration
      pipelineRef PipelineRef
      pipelineSpec PipelineSpec
      onError string

    type EmbeddedTask : TypeMeta, TaskSpec
      spec any
      metadata PipelineTaskMetadata

    type TaskSpec
      params list:ParamSpec
      displayName string
      description string
      steps list:Step
      volumes list:Volume
      stepTemplate StepTemplate
      sidecars list:Sidecar
      workspaces list:WorkspaceDeclaration
      results list:TaskResult

    type ResolverRef
      resolver string
      params list:Param

    type IncludeParams
      name string
      params list:Param

    type Matrix
      params list:Param
      include list:IncludeParams

    type Param
      name string
      value ParamValue

    type ParamSpec
      name string
      type string
      description string
      properties map:PropertySpec
      default ParamValue
      enum list:string

    union ParamValue -- Text, a list of texts, or a mapping of texts.
      value any

    type PersistentVolumeClaim
      kind string
      apiVersion string
      metadata ObjectMeta
      spec PersistentVolumeClaimSpec
      status any

    type PipelineResult
      name string
      type string
      description string
      value ParamValue

    type PipelineTaskMetadata
      labels map:string
      annotations map:string

    type PipelineTaskRunSpec
      pipelineTaskName string
      serviceAccountName string
      podTemplate Template
      stepSpecs list:TaskRunStepSpec
      sidecarSpecs list:TaskRunSidecarSpec
      metadata PipelineTaskMetadata
      computeResources ResourceRequirements
      timeout duration

    type PipelineTaskRunTemplate
      podTemplate Template
      serviceAccountName string

    type PipelineWorkspaceDeclaration
      name string
      description string
      optional bool

    type PropertySpec
      type string

    type Ref : ResolverRef
      name string

    type Sidecar
      name string
      image string
      command list:string
      args list:string
      workingDir string
      ports list:ContainerPort
      envFrom list:EnvFromSource
      env list:EnvVar
      computeResources ResourceRequirements
      volumeMounts list:VolumeMount
      volumeDevices list:VolumeDevice
      livenessProbe Probe
      readinessProbe Probe
      startupProbe Probe
      lifecycle Lifecycle
      terminationMessagePath string
      terminationMessagePolicy string
      imagePullPolicy string
      securityContext SecurityContext
      stdin bool
      stdinOnce bool
      tty bool
      script string
      workspaces list:WorkspaceUsage
      restartPolicy string

    type Step
      name string
      displayName string
      image string
      command list:string
      args list:string
      workingDir string
      envFrom list:EnvFromSource
      env list:EnvVar
      computeResources ResourceRequirements
      volumeMounts list:VolumeMount
      volumeDevices list:VolumeDevice
      imagePullPolicy string
      securityContext SecurityContext
      script string
      timeout duration
      workspaces list:WorkspaceUsage
      onError string
      stdoutConfig StepOutputConfig
      stderrConfig StepOutputConfig
      ref Ref
      params list:Param
      results list:StepResult
      when list:WhenExpression

    type StepOutputConfig
      path string

    type StepResult
      name string
      type string
      properties map:PropertySpec
      description string

    type StepTemplate
      image string
      command list:string
      args list:string
      workingDir string
      envFrom list:EnvFromSource
      env list:EnvVar
      computeResources ResourceRequirements
      volumeMounts list:VolumeMount
      volumeDevices list:VolumeDevice
      imagePullPolicy string
      securityContext SecurityContext

    type TaskRef : ResolverRef
      name string
      kind string
      apiVersion string

    type TaskResult
      name string
      type string
      properties map:PropertySpec
      description string
      value ParamValue

    type TaskRunSidecarSpec
      name string
      computeResources ResourceRequirements

    type TaskRunStepSpec
      name string
      computeResources ResourceRequirements

    type Template
      nodeSelector map:string
      env list:EnvVar
      tolerations list:Toleration
      affinity Affinity
      securityContext PodSecurityContext
      volumes list:Volume
      runtimeClassName string
      automountServiceAccountToken bool
      dnsPolicy string
      dnsConfig PodDNSConfig
      enableServiceLinks bool
      priorityClassName string
      schedulerName string
      imagePullSecrets list:LocalObjectReference
      hostAliases list:HostAlias
      hostNetwork bool
      topologySpreadConstraints list:TopologySpreadConstraint

    type TimeoutFields
      pipeline duration
      tasks duration
      finally duration

    type WhenExpression
      input string
      operator string
      values list:string
      cel string

    type WorkspaceBinding
      name string
      subPath string
      volumeClaimTemplate PersistentVolumeClaim
      persistentVolumeClaim PersistentVolumeClaimVolumeSource
      emptyDir EmptyDirVolumeSource
      configMap ConfigMapVolumeSource
      secret SecretVolumeSource
      projected ProjectedVolumeSource
      csi CSIVolumeSource

    type WorkspaceDeclaration
      name string
      description string
      mountPath string
      readOnly bool
      optional bool

    type WorkspacePipelineTaskBinding
      name string
      workspace string
      subPath string

    type WorkspaceUsage
      name string
      mountPath string
    """#
}
