internal import Diagnostics
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// Fields that a pod doesn't have, or doesn't have yet.
  static let podShape: [Rule] = [
    unknownPodField, newerPodField, disabledPodField, podDecoding, repeatedPodField,
  ]

  static let unknownPodField = Rule(
    id: "unknown-pod-field",
    group: .kubernetes,
    summary: "a pod has a field that Kubernetes does not know",
    why: "Prow drops the field without a word and the API server refuses it, so that what it was "
      + "meant to set never happens. Letter case counts for the API server, not for Prow.",
    help: "correct the name, or remove the field",
    source: "Kubernetes, strict decoding in "
      + "staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go",
    bad: .container("resuorces:\n  requests: {cpu: 500m}"),
    good: .container("resources:\n  requests: {cpu: 500m}"),
    check: .schema { finding, role in
      let name = finding.node.text.short
      switch finding.kind {
      case .unknownField(let type) where PodTypes.names.contains(type):
        return SchemaMessage(
          "unknown field \"\(name)\" in \(Words.owner(type))",
          help: PodTypes.advice(for: finding.node.text.string, in: type)
        )
      case .newerField(let type) where PodTypes.names.contains(type):
        return SchemaMessage(
          "field \"\(name)\" of \(Words.owner(type)) is newer than the Prow that reads this, and lost",
          help: "update Prow, and set prow.version in .plimsoll.yaml to its date"
        )
      case .otherCase(let known) where role == .pod:
        return SchemaMessage("unknown field \"\(name)\"", help: "it is spelt \(known)")
      default: return nil
      }
    }
  )

  static let newerPodField = Rule(
    id: "newer-pod-field",
    group: .kubernetes,
    summary: "a pod has a field that the build clusters do not know yet",
    why: "An API server that is older than the field drops it or refuses the pod. The version of "
      + "the clusters stands in .plimsoll.yaml as kubernetes.",
    help: "remove it, or update the clusters and say so in .plimsoll.yaml",
    source: "Kubernetes, the fields of its releases in pkg/apis/core/types.go",
    bad: .podSpec("hostUsers: false", kubernetes: "1.24"),
    good: .podSpec("hostUsers: false", kubernetes: "1.33"),
    check: .schema { finding, _ in
      guard case .notOffered(let type) = finding.kind, PodTypes.names.contains(type) else {
        return nil
      }
      let name = finding.node.text.string
      let field = ProwSchema.fields.objects[type]?.fields.first { $0.name == name }
      return SchemaMessage(
        "field \"\(name)\" of \(Words.owner(type)) came with Kubernetes "
          + "\(field?.attribute("since") ?? "later") and is newer than the build clusters"
      )
    }
  )

  static let disabledPodField = Rule(
    id: "disabled-pod-field",
    group: .kubernetes,
    severity: .warning,
    summary: "a pod has a field that a feature gate switches off",
    why: "The API server drops such a field before it looks at it, so that it has no effect, and "
      + "says nothing.",
    help: "remove it, or see to it that the clusters have the feature gate on",
    source: "Kubernetes, `dropDisabledFields` in pkg/api/pod/util.go",
    bad: .podSpec(
      "volumes:\n- name: certificates\n  projected:\n    sources:\n    - clusterTrustBundle: {name: acme, path: ca.pem}"
    ),
    good: .podSpec(
      "volumes:\n- name: certificates\n  projected:\n    sources:\n    - configMap: {name: acme-ca}"
    ),
    check: .pod(.disabledField)
  )

  static let repeatedPodField = Rule(
    id: "repeated-pod-field",
    group: .kubernetes,
    summary: "a Pod manifest has a field twice",
    why: "The API server reads manifests strictly and refuses the pod, where other readers take "
      + "the last of the two.",
    help: "remove one of them",
    source: "Kubernetes, strict decoding in "
      + "staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go",
    bad: .pod(spec: "hostNetwork: true\nhostNetwork: true"),
    good: .pod(spec: "hostNetwork: true"),
    check: .pod(.repeatedField)
  )

  static let podDecoding = Rule(
    id: "pod-decoding",
    group: .kubernetes,
    summary: "a Pod manifest can't be read",
    why: "The API server refuses a manifest with a value of the wrong type or a malformed quantity "
      + "before it checks anything.",
    help: "write a value of the type that the field takes",
    source: "Kubernetes, decoding in staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go",
    bad: .pod(spec: "hostNetwork: \"true\""),
    good: .pod(spec: "hostNetwork: true"),
    check: .schema { finding, role in
      guard role == .pod else { return nil }
      switch finding.kind {
      case .wrongType(let wanted):
        return SchemaMessage(
          "\(Words.describe(finding.node)), and this field takes \(wanted.rawValue)"
        )
      case .badSyntax(.quantity):
        return SchemaMessage("\"\(finding.node.text.short)\" is not a quantity")
      case .badSyntax: return SchemaMessage("\"\(finding.node.text.short)\" is malformed")
      default: return nil
      }
    }
  )
}
