/// Tekton pipeline runs, API v1 of 1.6.
package enum TektonTable {
  package static let text = #"""
    type PipelineRunSpec
      pipelineRef PipelineRef -- The pipeline to run, by name or from elsewhere.
      pipelineSpec PipelineSpec -- The pipeline itself, in place of pipelineRef.
      params list:Param -- Values for the parameters of the pipeline.
      status string -- A wish to stop or to wait, such as Cancelled or PipelineRunPending.
      timeouts TimeoutFields -- How long the whole and its parts may take.
      taskRunTemplate PipelineTaskRunTemplate -- Account and pod settings of all tasks.
      workspaces list:WorkspaceBinding -- Volumes for the workspaces of the pipeline.
      taskRunSpecs list:PipelineTaskRunSpec -- Account and pod settings of single tasks.
      managedBy string -- The controller that runs it, if not Tekton's own.

    type PipelineRef : ResolverRef
      name string -- Name of a Pipeline in the same namespace.
      apiVersion string -- API group and version.

    type PipelineSpec
      displayName string -- Name for people.
      description string -- What it is, for people.
      tasks list:PipelineTask -- Tasks of the pipeline; they run side by side unless one waits for another.
      params list:ParamSpec -- Parameters that the pipeline takes.
      workspaces list:PipelineWorkspaceDeclaration -- Workspaces that the pipeline needs.
      results list:PipelineResult -- Values that the pipeline gives.
      finally list:PipelineTask -- Tasks that run after all others, even after a failure.

    type PipelineTask
      name string -- Name of the task in the pipeline.
      displayName string -- Name for people.
      description string -- What it is, for people.
      taskRef TaskRef -- The task to run, by name or from elsewhere.
      taskSpec EmbeddedTask -- The task itself, in place of taskRef.
      when list:WhenExpression -- Conditions; the task is left out unless all hold.
      retries int -- How many more runs there may be after a failure.
      runAfter list:string -- Names of tasks that must end first.
      params list:Param -- Values for the parameters of the task.
      matrix Matrix -- Lists of values; the task runs once for each combination.
      workspaces list:WorkspacePipelineTaskBinding -- Which workspaces of the pipeline the task gets.
      timeout duration -- How long the task may take.
      pipelineRef PipelineRef -- A pipeline to run as one task, by name.
      pipelineSpec PipelineSpec -- A pipeline to run as one task.
      onError string -- Whether a failure ends the pipeline (stopAndFail) or not (continue).

    type EmbeddedTask : TypeMeta, TaskSpec
      spec any -- Contents of a custom task.
      metadata PipelineTaskMetadata -- Labels and annotations of the run of the task.

    type TaskSpec
      params list:ParamSpec -- Parameters that the task takes.
      displayName string -- Name for people.
      description string -- What it is, for people.
      steps list:Step -- Containers that run one after the other.
      volumes list:Volume -- Volumes that steps can mount.
      stepTemplate StepTemplate -- Settings that all steps start from.
      sidecars list:Sidecar -- Containers that run beside the steps.
      workspaces list:WorkspaceDeclaration -- Workspaces that the task needs.
      results list:TaskResult -- Values that the task gives.

    type ResolverRef
      resolver string -- What fetches it from elsewhere, such as git, hub, bundles or cluster.
      params list:Param -- Values for the resolver, such as url and revision.

    type IncludeParams
      name string -- Name of this combination.
      params list:Param -- Values of this combination.

    type Matrix
      params list:Param -- A list of values for each parameter.
      include list:IncludeParams -- More combinations, or more values for some of them.

    type Param
      name string -- Name of the parameter.
      value ParamValue -- Its value: a text, a list of texts or a map of texts.

    type ParamSpec
      name string -- Name of the parameter.
      type string -- What it holds: string, array or object.
      description string -- What it is, for people.
      properties map:PropertySpec -- Keys of an object and what they hold.
      default ParamValue -- Value where none is given; without it one must be given.
      enum list:string -- The values that it may have.

    union ParamValue -- Text, a list of texts, or a mapping of texts.
      value any

    type PersistentVolumeClaim
      kind string -- Kind of the object.
      apiVersion string -- API group and version.
      metadata ObjectMeta -- Name, labels and annotations of the claim.
      spec PersistentVolumeClaimSpec -- What the claim asks for.
      status any -- What the claim has got; the cluster writes it.

    type PipelineResult
      name string -- Name of the value.
      type string -- What it holds: string, array or object.
      description string -- What it is, for people.
      value ParamValue -- Where it comes from, such as $(tasks.build.results.digest).

    type PipelineTaskMetadata
      labels map:string -- Labels.
      annotations map:string -- Annotations.

    type PipelineTaskRunSpec
      pipelineTaskName string -- Name of the task in the pipeline.
      serviceAccountName string -- Service account of the pods.
      podTemplate Template -- Settings of its pod.
      stepSpecs list:TaskRunStepSpec -- Resources of single steps.
      sidecarSpecs list:TaskRunSidecarSpec -- Resources of single sidecars.
      metadata PipelineTaskMetadata -- Labels and annotations of the run of the task.
      computeResources ResourceRequirements -- Requests and limits of the pod of the task.
      timeout duration -- How long the task may take.

    type PipelineTaskRunTemplate
      podTemplate Template -- Settings of the pods of all tasks.
      serviceAccountName string -- Service account of the pods.

    type PipelineWorkspaceDeclaration
      name string -- Name of the workspace.
      description string -- What it is, for people.
      optional bool -- Whether it may be left without a volume.

    type PropertySpec
      type string -- What the key holds; only string is possible.

    type Ref : ResolverRef
      name string -- Name of a StepAction in the same namespace.

    type Sidecar
      name string -- Name of the sidecar, unique in the task.
      image string -- Image of the container.
      command list:string -- Program and arguments in place of the image's entrypoint; no shell reads them.
      args list:string -- Arguments in place of the image's own.
      workingDir string -- Folder in which the program starts.
      ports list:ContainerPort -- Ports that the container listens on.
      envFrom list:EnvFromSource -- Variables from all keys of ConfigMaps and Secrets.
      env list:EnvVar -- Variables; they win over envFrom.
      computeResources ResourceRequirements -- Requests and limits.
      volumeMounts list:VolumeMount -- Volumes as files of the container.
      volumeDevices list:VolumeDevice -- Volumes as block devices of the container.
      livenessProbe Probe -- Check after whose failure the container starts again.
      readinessProbe Probe -- Check after whose failure Services leave out the pod.
      startupProbe Probe -- Check that must pass before the others begin.
      lifecycle Lifecycle -- What happens after the start and before the end.
      terminationMessagePath string -- File with the message that the container leaves at its end.
      terminationMessagePolicy string -- Whether the message at the end comes from the file alone, or from the log after an error.
      imagePullPolicy string -- When the image is fetched.
      securityContext SecurityContext -- User, privileges and profiles of the container.
      stdin bool -- Whether the container has a standard input.
      stdinOnce bool -- Whether standard input closes after the first client has gone.
      tty bool -- Whether the container has a terminal; needs stdin.
      script string -- Script that runs in place of command.
      workspaces list:WorkspaceUsage -- Workspaces that only this container sees.
      restartPolicy string -- Always makes it start before the steps and run as long as they do.

    type Step
      name string -- Name of the step, unique in the task.
      displayName string -- Name for people.
      image string -- Image of the container.
      command list:string -- Program and arguments in place of the image's entrypoint; no shell reads them.
      args list:string -- Arguments in place of the image's own.
      workingDir string -- Folder in which the program starts.
      envFrom list:EnvFromSource -- Variables from all keys of ConfigMaps and Secrets.
      env list:EnvVar -- Variables; they win over envFrom.
      computeResources ResourceRequirements -- Requests and limits.
      volumeMounts list:VolumeMount -- Volumes as files of the container.
      volumeDevices list:VolumeDevice -- Volumes as block devices of the container.
      imagePullPolicy string -- When the image is fetched.
      securityContext SecurityContext -- User, privileges and profiles of the container.
      script string -- Script that runs in place of command.
      timeout duration -- How long the step may take.
      workspaces list:WorkspaceUsage -- Workspaces that only this container sees.
      onError string -- Whether a failure ends the task (stopAndFail) or not (continue).
      stdoutConfig StepOutputConfig -- Where standard output is written as well.
      stderrConfig StepOutputConfig -- Where standard error is written as well.
      ref Ref -- A StepAction to run in place of an image.
      params list:Param -- Values for the parameters of the StepAction.
      results list:StepResult -- Values that the step gives.
      when list:WhenExpression -- Conditions; the step is left out unless all hold.

    type StepOutputConfig
      path string -- File that the output goes to.

    type StepResult
      name string -- Name of the value.
      type string -- What it holds: string, array or object.
      properties map:PropertySpec -- Keys of an object and what they hold.
      description string -- What it is, for people.

    type StepTemplate
      image string -- Image of the container.
      command list:string -- Program and arguments in place of the image's entrypoint; no shell reads them.
      args list:string -- Arguments in place of the image's own.
      workingDir string -- Folder in which the program starts.
      envFrom list:EnvFromSource -- Variables from all keys of ConfigMaps and Secrets.
      env list:EnvVar -- Variables; they win over envFrom.
      computeResources ResourceRequirements -- Requests and limits.
      volumeMounts list:VolumeMount -- Volumes as files of the container.
      volumeDevices list:VolumeDevice -- Volumes as block devices of the container.
      imagePullPolicy string -- When the image is fetched.
      securityContext SecurityContext -- User, privileges and profiles of the container.

    type TaskRef : ResolverRef
      name string -- Name of a Task in the same namespace, or of the kind that kind names.
      kind string -- Kind of the task, such as Task or a custom kind.
      apiVersion string -- API group and version.

    type TaskResult
      name string -- Name of the value.
      type string -- What it holds: string, array or object.
      properties map:PropertySpec -- Keys of an object and what they hold.
      description string -- What it is, for people.
      value ParamValue -- Where it comes from, if a step gives it.

    type TaskRunSidecarSpec
      name string -- Name of the sidecar.
      computeResources ResourceRequirements -- Requests and limits.

    type TaskRunStepSpec
      name string -- Name of the step.
      computeResources ResourceRequirements -- Requests and limits.

    type Template
      nodeSelector map:string -- Labels that a node must have to run the pod.
      env list:EnvVar -- Variables of all containers.
      tolerations list:Toleration -- Taints of nodes that do not keep the pod away.
      affinity Affinity -- Nodes and neighbours that the pod wants or avoids.
      securityContext PodSecurityContext -- Users, groups and profiles for the whole pod.
      volumes list:Volume -- Volumes of the pod.
      runtimeClassName string -- RuntimeClass that runs the pod.
      automountServiceAccountToken bool -- Whether containers get the token of the service account.
      dnsPolicy string -- Which name servers the pod asks.
      dnsConfig PodDNSConfig -- More name servers and options.
      enableServiceLinks bool -- Whether containers get variables for the Services of the namespace.
      priorityClassName string -- PriorityClass of the pod.
      schedulerName string -- The scheduler that chooses the node.
      imagePullSecrets list:LocalObjectReference -- Secrets with credentials of registries.
      hostAliases list:HostAlias -- Lines for /etc/hosts.
      hostNetwork bool -- Whether the pod uses the network of its node.
      topologySpreadConstraints list:TopologySpreadConstraint -- How pods are spread over zones and nodes.

    type TimeoutFields
      pipeline duration -- How long the whole run may take.
      tasks duration -- How long all tasks but those of finally may take.
      finally duration -- How long the tasks of finally may take.

    type WhenExpression
      input string -- The value that is looked at.
      operator string -- Whether the value must be among values (in) or not (notin).
      values list:string -- Values to compare with.
      cel string -- A condition in CEL, in place of input, operator and values.

    type WorkspaceBinding
      name string -- Name of the workspace.
      subPath string -- Folder of the volume.
      volumeClaimTemplate PersistentVolumeClaim -- A claim that is made for this run and goes with it.
      persistentVolumeClaim PersistentVolumeClaimVolumeSource -- A claim that is there already.
      emptyDir EmptyDirVolumeSource -- An empty folder that goes with the pod.
      configMap ConfigMapVolumeSource -- A ConfigMap as files.
      secret SecretVolumeSource -- A Secret as files.
      projected ProjectedVolumeSource -- Several sources in one folder.
      csi CSIVolumeSource -- A volume of a CSI driver.

    type WorkspaceDeclaration
      name string -- Name of the workspace.
      description string -- What it is, for people.
      mountPath string -- Where it is in the containers; /workspace/NAME if unset.
      readOnly bool -- Whether it can't be written to.
      optional bool -- Whether it may be left without a volume.

    type WorkspacePipelineTaskBinding
      name string -- Name of the workspace in the task.
      workspace string -- Name of the workspace in the pipeline.
      subPath string -- Folder of the volume.

    type WorkspaceUsage
      name string -- Name of a workspace of the task.
      mountPath string -- Where it is in this container.
    """#
}
