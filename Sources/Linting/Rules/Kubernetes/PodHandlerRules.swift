internal import Kubernetes

extension Rule {
  /// Probes, and what runs at the start and the end of a container.
  static let podHandlers: [Rule] = [invalidProbe, invalidLifecycle]

  static let invalidProbe = Rule(
    id: "invalid-probe",
    group: .kubernetes,
    summary: "a probe is malformed",
    why: "The API server refuses the pod. A probe does one thing: exec, httpGet, tcpSocket or "
      + "grpc. A port in quotes is the name of a port.",
    help: "give the probe one handler, and numbers in their range",
    source: "Kubernetes, `validateProbe` in pkg/apis/core/validation/validation.go",
    bad: .container("readinessProbe:\n  httpGet: {path: /ready, port: \"8080\"}"),
    good: .container("readinessProbe:\n  httpGet: {path: /ready, port: 8080}"),
    check: .pod(.probe)
  )

  static let invalidLifecycle = Rule(
    id: "invalid-lifecycle",
    group: .kubernetes,
    summary: "a lifecycle hook is malformed or sleeps too long",
    why: "The API server refuses the pod. A hook can't sleep longer than the pod gets to stop, "
      + "30 seconds unless terminationGracePeriodSeconds or the grace period of the decoration "
      + "says otherwise.",
    help: "give the hook one handler, and let it sleep less than the grace period",
    source: "Kubernetes, `validateLifecycle` in pkg/apis/core/validation/validation.go",
    bad: .container("lifecycle:\n  preStop:\n    sleep: {seconds: 60}"),
    good: .container(
      "lifecycle:\n  preStop:\n    sleep: {seconds: 60}",
      spec: "terminationGracePeriodSeconds: 90"
    ),
    check: .pod(.lifecycle)
  )
}
