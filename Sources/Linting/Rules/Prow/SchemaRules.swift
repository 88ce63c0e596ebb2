internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  static let wrongType = Rule(
    id: "wrong-type",
    summary: "a value has another type than its field",
    why: "Prow refuses the whole config: a text field takes no unquoted number or boolean, a list "
      + "no single value, a boolean no quoted \"true\".",
    help: "write a value of the type that the field takes",
    source: "Prow D004, D005",
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
    check: .schema { finding, _ in
      guard case .wrongType(let wanted) = finding.kind else { return nil }
      let node = finding.node
      return SchemaMessage(
        "\(Words.describe(node)), and this field takes \(wanted.rawValue)",
        help: wanted == .text && node.isScalar
          ? "put it in quotes: \"\(node.file.text(of: node.range))\"" : nil
      )
    }
  )

  static let badQuantity = Rule(
    id: "bad-quantity",
    summary: "a text is not a resource quantity",
    why: "Quantities are numbers with an optional suffix, k M G T or Ki Mi Gi Ti among them. Prow "
      + "refuses the whole config.",
    help: "write for example 500m, 2 or 8Gi, without a blank and without a B",
    source: "Prow D004; Kubernetes resource.ParseQuantity",
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
    check: syntaxCheck(.quantity, "a quantity")
  )

  static let badTime = Rule(
    id: "bad-time",
    summary: "a text is not a time",
    why: "Times are written as in RFC 3339, with date, time of day and zone. Prow refuses the "
      + "whole config.",
    help: "write for example 2026-03-01T12:00:00Z",
    source: "Prow D004",
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
    summary: "a text is not a duration",
    why: "Durations are written as in Go: numbers with the units h, m, s, ms, us and ns. There are "
      + "no days. Prow refuses the whole config.",
    help: "write for example 90s, 30m or 2h30m",
    source: "Prow D009",
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
    check: syntaxCheck(.duration, "a duration")
  )

  private static func syntaxCheck(_ syntax: SchemaFinding.Syntax, _ noun: String) -> Check {
    .schema { finding, _ in
      guard case .badSyntax(let found) = finding.kind, found == syntax else { return nil }
      return SchemaMessage("\"\(finding.node.text.short)\" is not \(noun)")
    }
  }

  static let unknownFields = Rule(
    id: "unknown-fields",
    severity: .warning,
    summary: "config.yaml or plugins.yaml has a field that Prow does not know",
    why: "Prow ignores it without a word, so that what it was meant to set keeps its default.",
    help: "correct the name, or remove the field",
    source: "Prow D006, W020: checkconfig's unknown-fields",
    bad: .config("plank:\n  pod_pendign_timeout: 10m\n"),
    good: .config("plank:\n  pod_pending_timeout: 10m\n"),
    check: .schema { finding, role in
      role != .jobs && role != .inRepo ? unknownField(finding) : nil
    }
  )

  static let unknownFieldsAll = Rule(
    id: "unknown-fields-all",
    severity: .warning,
    summary: "a job file has a field that Prow does not know",
    why: "Prow ignores it without a word, so that what it was meant to set keeps its default.",
    help: "correct the name, or remove the field",
    source: "Prow D006, D011, W021: checkconfig's unknown-fields-all",
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
    check: .schema { finding, role in role == .jobs ? unknownField(finding) : nil }
  )

  static let inRepoUnknownField = Rule(
    id: "in-repo-unknown-field",
    summary: "an in-repo config has a field that Prow does not know",
    why: "In-repo configs are read strictly by checkconfig: what it does not know, it refuses.",
    help: "correct the name, or remove the field",
    source: "Prow J073, W021",
    bad: .inRepo(
      "presubmits:\n- name: unit\n  awlays_run: true\n  spec:\n    containers: [{image: golang}]\n"
    ),
    good: .inRepo(
      "presubmits:\n- name: unit\n  always_run: true\n  spec:\n    containers: [{image: golang}]\n"
    ),
    check: .schema { finding, role in role == .inRepo ? unknownField(finding) : nil }
  )

  private static func unknownField(_ finding: SchemaFinding) -> SchemaMessage? {
    let name = finding.node.text.short
    switch finding.kind {
    case .unknownField(let type):
      return SchemaMessage(
        "unknown field \"\(name)\" in \(Words.owner(type))",
        help: FieldAdvice.help(for: name, in: type)
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
    why: "Prow accepts it, but other readers of the file, editors and the API server among them, "
      + "do not.",
    help: "write the name as Prow spells it",
    source: "Prow D004",
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
    check: .schema { finding, _ in
      guard case .otherCase(let name) = finding.kind else { return nil }
      return SchemaMessage("\"\(finding.node.text.short)\" is spelt \"\(name)\"")
    }
  )
}
