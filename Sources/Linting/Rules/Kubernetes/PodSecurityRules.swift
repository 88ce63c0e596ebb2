internal import Kubernetes

extension Rule {
  /// Users, privileges, namespaces of the node and operating systems.
  static let podSecurity: [Rule] = [
    invalidSecurityContext, hostNamespaceConflict, wrongSystemField,
  ]

  static let invalidSecurityContext = Rule(
    id: "invalid-security-context",
    group: .kubernetes,
    summary: "a security context is malformed or contradicts itself",
    why: "The API server refuses the pod.",
    help: "correct the value, or remove one of two settings that exclude each other",
    source: "Kubernetes, `ValidateSecurityContext` in pkg/apis/core/validation/validation.go",
    bad: .container("securityContext: {privileged: true, allowPrivilegeEscalation: false}"),
    good: .container("securityContext: {privileged: true}"),
    check: .pod(.securityContext)
  )

  static let hostNamespaceConflict = Rule(
    id: "host-namespace-conflict",
    group: .kubernetes,
    summary: "a pod wants namespaces of the node and of its own at once",
    why: "With hostUsers: false the pod has users of its own, and can't use the network, "
      + "processes, memory or devices of the node. shareProcessNamespace and hostPID can't both be "
      + "set. The API server refuses the pod.",
    help: "keep one of the two settings",
    source:
      "Kubernetes, `validatePodSpecSecurityContext` in pkg/apis/core/validation/validation.go",
    bad: .podSpec("hostPID: true\nshareProcessNamespace: true"),
    good: .podSpec("hostPID: true"),
    check: .pod(.hostNamespace)
  )

  static let wrongSystemField = Rule(
    id: "wrong-os-field",
    group: .kubernetes,
    summary: "a pod has settings that its operating system does not have",
    why: "With os.name the API server refuses settings of the other operating system.",
    help: "remove the setting, or correct os.name",
    source: "Kubernetes, `validateOS` in pkg/apis/core/validation/validation.go",
    bad: .podSpec("os: {name: windows}\nsecurityContext: {runAsUser: 1000}"),
    good: .podSpec("os: {name: linux}\nsecurityContext: {runAsUser: 1000}"),
    check: .pod(.operatingSystem)
  )
}
