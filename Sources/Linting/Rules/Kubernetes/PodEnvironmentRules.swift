internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Environment variables.
  static let podEnvironment: [Rule] = [invalidEnv, invalidFieldReference, hiddenEnv]

  static let invalidEnv = Rule(
    id: "invalid-env",
    group: .kubernetes,
    summary: "an environment variable has a malformed name or source",
    why: "The API server refuses the pod. A variable has a value or one source, and a source names "
      + "a config map or secret and one of its keys.",
    help: "give the variable a value, or one source with all that it needs",
    source: "Kubernetes, `ValidateEnv` in pkg/apis/core/validation/validation.go",
    bad: .container("env:\n- name: TOKEN\n  valueFrom:\n    secretKeyRef: {name: bot}"),
    good: .container(
      "env:\n- name: TOKEN\n  valueFrom:\n    secretKeyRef: {name: bot, key: token}"
    ),
    check: .pod(.environment)
  )

  static let invalidFieldReference = Rule(
    id: "invalid-field-reference",
    group: .kubernetes,
    summary: "a variable or file refers to a field that a pod can't read",
    why: "Only some fields of the pod, and requests and limits of its containers, can be read from "
      + "inside. The API server refuses the pod.",
    help: "use a field such as metadata.name, or a resource such as limits.memory",
    source: "Kubernetes, `validateObjectFieldSelector` in pkg/apis/core/validation/validation.go",
    bad: .container("env:\n- name: NODE\n  valueFrom:\n    fieldRef: {fieldPath: spec.node}"),
    good: .container("env:\n- name: NODE\n  valueFrom:\n    fieldRef: {fieldPath: spec.nodeName}"),
    check: .pod(.fieldReference)
  )

  static let hiddenEnv = Rule(
    id: "hidden-env",
    group: .kubernetes,
    severity: .warning,
    summary: "an environment variable has no effect, since a later one has the same name",
    why: "The last one counts. The API server warns, unless the later one extends the earlier: "
      + "$(PATH):/more. Decoration sets GOPATH, ARTIFACTS and ENTRYPOINT_OPTIONS after all others.",
    help: "remove one of them",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go; Prow, `decorate` "
      + "in pkg/pod-utils/decorate/podspec.go",
    bad: .container(
      "command: [make]\nenv:\n- {name: GOPATH, value: /go}",
      job: "decorate: true"
    ),
    good: .container(
      "command: [make]\nenv:\n- {name: GOFLAGS, value: -v}",
      job: "decorate: true"
    ),
    fix: .unsafe,
    check: .pod(.repeatedVariable)
  )
}
