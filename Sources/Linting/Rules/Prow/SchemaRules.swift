internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  static let wrongType = Rule(
    id: "wrong-type",
    summary: "a value has another type than its field",
    why: "Prow refuses the whole config: a field with a string takes no unquoted number or "
      + "boolean, a list no single value, a boolean no quoted \"true\".",
    help: "write a value of the type that the field takes",
    source: "Prow, `yamlToConfig` in pkg/config/config.go; sigs.k8s.io/yaml, `Unmarshal`",
    bad: .presubmit(
      """
      name: unit
      always_run: "true"
      """
    ),
    good: .presubmit(
      """
      name: unit
      always_run: true
      spec:
        containers:
        - image: golang
      """
    ),
    fix: .safe,
    check: .schema { finding, kind in
      guard case .wrongType(let wanted) = finding.kind, !kind.isCompanion else { return nil }
      return SchemaMessage(
        "\(Words.describe(finding.node)), and \(Words.field(of: finding.node)) takes "
          + wanted.words,
        help: TypeAdvice.help(for: finding, wanted, kind: kind),
        fix: TypeAdvice.fix(for: finding, wanted, kind: kind)
      )
    }
  )

  static let badQuantity = Rule(
    id: "bad-quantity",
    summary: "a value is not a resource quantity",
    why: "Quantities are numbers with an optional suffix, k M G T or Ki Mi Gi Ti among them. Prow "
      + "refuses the whole config.",
    help: "write for example 500m, 2 or 8Gi, without a space and without a B",
    source: "Kubernetes, `ParseQuantity` in apimachinery's pkg/api/resource/quantity.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          resources:
            requests: {memory: 8GiB}
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          resources:
            requests: {memory: 8Gi}
      """
    ),
    fix: .safe,
    check: syntaxCheck(.quantity, "a quantity")
  )

  static let badTime = Rule(
    id: "bad-time",
    summary: "a value is not a time",
    why: "Times are written as in RFC 3339, with date, time of day and zone. Prow refuses the "
      + "whole config.",
    help: "write for example 2026-03-01T12:00:00Z",
    source: "Prow, `yamlToConfig` in pkg/config/config.go; Go, `Time.UnmarshalJSON`",
    bad: .config(
      "managed_webhooks:\n  org_repo_config:\n    acme: {token_created_after: 2026-01-02}\n"
    ),
    good: .config(
      "managed_webhooks:\n  org_repo_config:\n    acme: {token_created_after: 2026-01-02T00:00:00Z}\n"
    ),
    check: syntaxCheck(.time, "a time")
  )

  static let badDuration = Rule(
    id: "bad-duration",
    summary: "a value is not a duration",
    why: "Durations are written as in Go: numbers with the units h, m, s, ms, us and ns. There are "
      + "no days. Prow refuses the whole config.",
    help: "write for example 90s, 30m or 2h30m",
    source: "Prow, `Duration.UnmarshalJSON` in pkg/apis/prowjobs/v1/types.go; Go, `ParseDuration`",
    bad: .presubmit(
      """
      name: unit
      decorate: true
      decoration_config: {timeout: 1d}
      spec:
        containers:
        - image: golang
          command: [make]
      """
    ),
    good: .presubmit(
      """
      name: unit
      decorate: true
      decoration_config: {timeout: 24h}
      spec:
        containers:
        - image: golang
          command: [make]
      """
    ),
    fix: .safe,
    check: syntaxCheck(.duration, "a duration")
  )

  private static func syntaxCheck(_ syntax: SchemaFinding.Syntax, _ noun: String) -> Check {
    .schema { finding, kind in
      guard case .badSyntax(let found) = finding.kind, found == syntax, !kind.isCompanion else {
        return nil
      }
      return SchemaMessage(
        "\"\(finding.node.text.short)\" is not \(noun)",
        fix: syntaxFix(finding.node, syntax)
      )
    }
  }

  /// `nil` for a time: nobody knows which one was meant.
  static func syntaxFix(_ node: Node, _ syntax: SchemaFinding.Syntax) -> Fix? {
    switch syntax {
    case .quantity: .write(node, .anyUse, .safe, ValueRepair.quantity(node))
    case .duration: .write(node, .anyUse, .safe, ValueRepair.duration(node))
    case .time: nil
    }
  }

  static let unknownFields = Rule(
    id: "unknown-fields",
    severity: .warning,
    summary: "config.yaml or plugins.yaml has a field that Prow does not know",
    why: "Prow ignores the field and says nothing, so what it should set keeps its default.",
    help: "correct the name, or remove the field",
    source: "Prow, `validateUnknownFields` in cmd/checkconfig/main.go, warning unknown-fields",
    bad: .config("plank:\n  pod_pendign_timeout: 10m\n"),
    good: .config("plank:\n  pod_pending_timeout: 10m\n"),
    fix: .some,
    check: .schema { finding, kind in
      kind != .jobs && kind != .inRepo && !kind.isCompanion ? unknownField(finding, kind) : nil
    }
  )

  static let unknownFieldsAll = Rule(
    id: "unknown-fields-all",
    severity: .warning,
    summary: "a job file has a field that Prow does not know",
    why: "Prow ignores the field and says nothing, so what it should set keeps its default. This "
      + "applies to fields of the pod, too: the API server never sees them.",
    help: "correct the name, or remove the field",
    source: "Prow, `LoadStrict` in pkg/config/config.go, checkconfig's warning unknown-fields-all",
    bad: .presubmit(
      """
      name: unit
      awlays_run: true
      spec:
        containers:
        - image: golang
      """
    ),
    good: .presubmit(
      """
      name: unit
      always_run: true
      spec:
        containers:
        - image: golang
      """
    ),
    fix: .some,
    check: .schema { finding, kind in kind == .jobs ? unknownField(finding, kind) : nil }
  )

  static let inRepoUnknownField = Rule(
    id: "in-repo-unknown-field",
    severity: .warning,
    summary: "an in-repo config has a field that Prow does not know",
    why: "Prow ignores the field and says nothing, so what it should set keeps its default. "
      + "checkconfig refuses such a file if unknown-fields-all is on.",
    help: "correct the name, or remove the field",
    source: "Prow, `ReadProwYAML` in pkg/config/inrepoconfig.go",
    bad: .inRepo(
      "presubmits:\n- name: unit\n  awlays_run: true\n  spec:\n    containers: [{image: golang}]\n"
    ),
    good: .inRepo(
      "presubmits:\n- name: unit\n  always_run: true\n  spec:\n    containers: [{image: golang}]\n"
    ),
    fix: .some,
    check: .schema { finding, kind in kind == .inRepo ? unknownField(finding, kind) : nil }
  )

  static func unknownField(
    _ finding: SchemaFinding,
    _ kind: FileKind
  ) -> SchemaMessage? {
    let name = finding.node.text.short
    switch finding.kind {
    case .unknownField(let type):
      if let (isFirst, foreign) = ForeignFile.finding(for: finding.node, in: type) {
        return isFirst ? SchemaMessage(foreign.message, help: foreign.help) : nil
      }
      if FileAdvice.holdsAnchors(finding.node, in: type) { return nil }
      return SchemaMessage(
        "unknown field \"\(name)\" in \(Words.owner(type))",
        help: FieldAdvice.help(for: finding.node, in: type, kind: kind),
        fix: FieldAdvice.fix(for: finding.node, in: type, kind: kind)
      )
    case .newerField(let type):
      return SchemaMessage(
        "field \"\(name)\" of \(Words.owner(type)) is newer than the Prow that reads this",
        help: "update Prow, and set prow.version in .plimsoll.yaml to its date"
      )
    default: return nil
    }
  }

  static let fieldCase = Rule(
    id: "field-case",
    group: .hygiene,
    severity: .warning,
    summary: "a field name is in the wrong letter case",
    why: "Prow accepts it. Other readers of the file, such as editors and the API server, do not.",
    help: "write the name as Prow spells it",
    source: "Go, `foldName` in encoding/json",
    bad: .presubmit(
      """
      name: unit
      Always_Run: true
      spec:
        containers:
        - image: golang
      """
    ),
    good: .presubmit(
      """
      name: unit
      always_run: true
      spec:
        containers:
        - image: golang
      """
    ),
    fix: .safe,
    check: .schema { finding, _ in
      guard case .otherCase(let name) = finding.kind else { return nil }
      return SchemaMessage(
        "\"\(finding.node.text.short)\" is not in the letter case of \"\(name)\"",
        help: "write \(name)",
        fix: .rename(finding.node, to: name, .safe)
      )
    }
  )
}
