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
    summary: "a Pod manifest has a field that Kubernetes does not know",
    why: "The API server refuses the pod. It checks letter case, which Prow does not. In a job "
      + "Prow drops such a field before the API server sees it: unknown-fields-all reports that.",
    help: "correct the name, or remove the field",
    source: "Kubernetes, strict decoding of Pod in apimachinery's serializer/json",
    bad: .pod(spec: "nodeSelectors: {disk: ssd}"),
    good: .pod(spec: "nodeSelector: {disk: ssd}"),
    fix: .some,
    check: .schema { finding, kind in
      guard kind == .pod else { return nil }
      let name = finding.node.text.short
      switch finding.kind {
      case .unknownField(let type):
        return SchemaMessage(
          "unknown field \"\(name)\" in \(Words.owner(type))",
          help: FieldAdvice.help(for: finding.node, in: type, kind: kind),
          fix: FieldAdvice.fix(for: finding.node, in: type, kind: kind)
        )
      case .otherCase(let known):
        return SchemaMessage(
          "unknown field \"\(name)\"",
          help: "write \(known)",
          fix: .rename(finding.node, to: known, .safe)
        )
      default: return nil
      }
    }
  )

  static let newerPodField = Rule(
    id: "newer-pod-field",
    group: .kubernetes,
    summary: "a pod has a field that the build clusters do not know yet",
    why:
      "An API server that is older than the field drops it or refuses the pod. Set the version of "
      + "the clusters in .plimsoll.yaml as kubernetes.",
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
    help: "remove it, or turn the feature gate on in the clusters",
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
    fix: .safe,
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
    fix: .safe,
    check: .schema { finding, kind in
      guard kind == .pod else { return nil }
      switch finding.kind {
      case .wrongType(let wanted):
        return SchemaMessage(
          "\(Words.describe(finding.node)), and this field takes \(wanted.words)",
          fix: TypeAdvice.fix(for: finding, wanted, kind: kind)
        )
      case .badSyntax(.quantity):
        return SchemaMessage(
          "\"\(finding.node.text.short)\" is not a quantity",
          fix: Rule.syntaxFix(finding.node, .quantity)
        )
      case .badSyntax: return SchemaMessage("\"\(finding.node.text.short)\" is malformed")
      default: return nil
      }
    }
  )
}
