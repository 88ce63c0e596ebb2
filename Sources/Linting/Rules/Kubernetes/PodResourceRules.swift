internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Requests, limits and claims.
  static let podResources: [Rule] = [invalidResources, fractionalBytes]

  static let invalidResources = Rule(
    id: "invalid-resources",
    group: .kubernetes,
    summary: "requests and limits name an unknown resource or contradict each other",
    why: "The API server refuses the pod. A request is at most the limit; resources with a domain, "
      + "such as GPUs, come in whole numbers and need request and limit alike.",
    help: "correct the name or the amount; a request is at most its limit",
    source: "Kubernetes, `ValidateContainerResourceRequirements` in "
      + "pkg/apis/core/validation/validation.go",
    bad: .container("resources:\n  requests: {memory: 4Gi}\n  limits: {memory: 2Gi}"),
    good: .container("resources:\n  requests: {memory: 2Gi}\n  limits: {memory: 4Gi}"),
    check: .pod(.resources)
  )

  static let fractionalBytes = Rule(
    id: "fractional-bytes",
    group: .kubernetes,
    severity: .warning,
    summary: "an amount of memory or storage has a fraction of a byte",
    why:
      "The suffix m stands for thousandths, so that 1500m of memory are one byte and a half. The "
      + "API server accepts that and warns; it is rarely meant.",
    help: "use whole bytes, with a suffix such as Mi",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .container("resources:\n  requests: {memory: 1500m}"),
    good: .container("resources:\n  requests: {memory: 1500Mi}"),
    fix: .safe,
    check: .pod(.fractionalBytes)
  )
}
