internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Containers and their ports.
  static let podContainers: [Rule] = [invalidContainer, invalidContainerPort, overlappingPorts]

  static let invalidContainer = Rule(
    id: "invalid-container",
    group: .kubernetes,
    summary: "a container has no image, a malformed name or a setting that it can't have",
    why: "The API server refuses the pod, so that the job merges and then fails at every start. "
      + "Names are unique among all containers of the pod, init containers and those that "
      + "decoration adds among them.",
    help: "see kubectl explain pod.spec.containers for what the field takes",
    source: "Kubernetes, `validateContainers` in pkg/apis/core/validation/validation.go",
    bad: .container("imagePullPolicy: always"),
    good: .container("imagePullPolicy: Always"),
    check: .pod(.container)
  )

  static let invalidContainerPort = Rule(
    id: "invalid-container-port",
    group: .kubernetes,
    summary: "a port of a container is out of range, malformed or taken twice",
    why: "The API server refuses the pod. A port of the node can be taken once in a pod, and with "
      + "hostNetwork every port of a container is one of the node.",
    help: "use ports from 1 to 65535, each once, and short names in lower case",
    source: "Kubernetes, `validateContainerPorts` in pkg/apis/core/validation/validation.go",
    bad: .container("ports:\n- {name: HTTP, containerPort: 8080}"),
    good: .container("ports:\n- {name: http, containerPort: 8080}"),
    check: .pod(.port)
  )

  static let overlappingPorts = Rule(
    id: "overlapping-ports",
    group: .kubernetes,
    severity: .warning,
    summary: "two containers of a pod name the same port",
    why: "Containers of a pod share one network, so that only one of them can listen at a port. "
      + "The API server warns.",
    help: "give one of them another port",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .container("ports:\n- {containerPort: 8080}\n- {containerPort: 8080}"),
    good: .container("ports:\n- {containerPort: 8080}\n- {containerPort: 8081}"),
    check: .pod(.overlappingPorts)
  )
}
