internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Other fields of the pod spec.
  static let podFields: [Rule] = [
    invalidPodField, invalidDNSConfig, negativeGracePeriod, unusualIP, repeatedPodEntry,
  ]

  static let invalidPodField = Rule(
    id: "invalid-pod-field",
    group: .kubernetes,
    summary: "a field of the pod spec is malformed",
    why: "The API server refuses the pod. This applies to names of accounts, nodes, hosts and "
      + "classes, labels of nodes, deadlines and gates; it does not check whether they exist.",
    help: "see kubectl explain pod.spec for what the field takes",
    source: "Kubernetes, `ValidatePodSpec` in pkg/apis/core/validation/validation.go",
    bad: .podSpec("serviceAccountName: test_runner"),
    good: .podSpec("serviceAccountName: test-runner"),
    check: .pod(.podField)
  )

  static let invalidDNSConfig = Rule(
    id: "invalid-dns-config",
    group: .kubernetes,
    summary: "the name servers or searches of a pod are malformed",
    why: "The API server refuses the pod. With dnsPolicy: None there must be a name server.",
    help: "write IP addresses under nameservers and domains under searches",
    source: "Kubernetes, `validatePodDNSConfig` in pkg/apis/core/validation/validation.go",
    bad: .podSpec("dnsConfig:\n  nameservers: [dns.example.com]"),
    good: .podSpec("dnsConfig:\n  nameservers: [10.0.0.10]"),
    check: .pod(.dns)
  )

  static let negativeGracePeriod = Rule(
    id: "negative-grace-period",
    group: .kubernetes,
    severity: .warning,
    summary: "terminationGracePeriodSeconds is below zero",
    why: "It counts as 1. The API server accepts and warns.",
    help: "use 1 or more",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .podSpec("terminationGracePeriodSeconds: -1"),
    good: .podSpec("terminationGracePeriodSeconds: 1"),
    fix: .safe,
    check: .pod(.negativeGracePeriod)
  )

  static let unusualIP = Rule(
    id: "unusual-ip",
    group: .kubernetes,
    severity: .warning,
    summary: "an IP address is not written as usual",
    why: "Programs that compare addresses as strings do not find it. The API server warns.",
    help: "write it in lower case and without leading zeros",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .podSpec("hostAliases:\n- {ip: \"2001:DB8::1\", hostnames: [db]}"),
    good: .podSpec("hostAliases:\n- {ip: \"2001:db8::1\", hostnames: [db]}"),
    fix: .safe,
    check: .pod(.unusualIP)
  )

  static let repeatedPodEntry = Rule(
    id: "repeated-pod-entry",
    group: .kubernetes,
    severity: .warning,
    summary: "a pull secret or host alias is listed twice, or a pull secret has no name",
    why: "It has no effect the second time. The API server warns.",
    help: "remove the repeated entry, or add the missing name",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .podSpec("imagePullSecrets:\n- {name: registry}\n- {name: registry}"),
    good: .podSpec("imagePullSecrets:\n- {name: registry}"),
    fix: .safe,
    check: .pod(.repeatedEntry)
  )
}
