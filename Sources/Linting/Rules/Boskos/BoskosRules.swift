internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What Boskos says of its resource files, and what jobs ask it for.
  static let ofBoskos: [Rule] = boskosFields + boskosEntries + boskosNeeds + boskosJobs

  /// What becomes of a file that Boskos refuses.
  static let boskosRefuses =
    "Boskos refuses the file: it does not start, or if it runs, it keeps the resources that it had "
    + "before."

  /// What is wrong with a file as a whole, and with its fields.
  private static let boskosFields: [Rule] = [
    boskosNoResources, boskosWrongValue, boskosUnknownField,
  ]

  static let boskosNoResources = Rule(
    id: "boskos-no-resources",
    group: .boskos,
    summary: "a resource file of Boskos has no resources",
    why: boskosRefuses,
    help: "list at least one entry with a type under resources",
    source: "Boskos, `ValidateConfig` in common/config.go",
    bad: .boskos("resources: []\n"),
    good: .boskos("resources:\n- type: gce-project\n  names: [acme-e2e-01]\n"),
    check: .file { file, report in
      guard file.kind == .boskos, file.isReadable else { return }
      guard let root = file.root else {
        // A list or a word at the top is a wrong value.
        if file.document.root?.isNull ?? true {
          report("this file has no resources", in: file.file)
        }
        return
      }
      guard let list = root[.resources] else {
        if let key = root.key(.resources) { return report("there are no resources", at: key) }
        return report("this file has no resources", in: file.file)
      }
      if list.isSequence, list.isEmpty { report("there are no resources", at: list) }
    }
  )

  static let boskosWrongValue = Rule(
    id: "boskos-wrong-value",
    group: .boskos,
    summary: "a value of a Boskos file has another type than its field",
    why: boskosRefuses + " Numbers and booleans do for text, but not the other way round.",
    help: "write a value of the type that the field takes",
    source:
      "Boskos, `ParseConfig` in common/config.go and `Duration.UnmarshalJSON` in common/common.go",
    bad: .boskos("resources:\n- type: cluster\n  max-count: \"3\"\n  lifespan: 1d\n"),
    good: .boskos("resources:\n- type: cluster\n  max-count: 3\n  lifespan: 24h\n"),
    check: .schema { finding, kind in
      guard kind == .boskos else { return nil }
      switch finding.kind {
      case .wrongType(let wanted):
        return SchemaMessage(
          "\(Words.describe(finding.node)), and \(Words.field(of: finding.node)) takes "
            + wanted.words,
          help: TypeAdvice.help(for: finding, wanted, kind: kind)
        )
      case .badSyntax:
        return SchemaMessage(
          "\"\(finding.node.text.short)\" is not a duration",
          help: "write for example 90m or 24h: there are no days"
        )
      case .unknownField, .newerField, .notOffered, .otherCase: return nil
      }
    }
  )

  static let boskosUnknownField = Rule(
    id: "boskos-unknown-field",
    group: .boskos,
    severity: .warning,
    summary: "a Boskos file has a field that Boskos does not know",
    why: "Boskos ignores the field and says nothing, so what it should set keeps its default.",
    help: "correct the name, or remove the field",
    source: "Boskos, `ParseConfig` in common/config.go",
    bad: .boskos("resources:\n- type: cluster\n  max-count: 3\n  min_count: 1\n"),
    good: .boskos("resources:\n- type: cluster\n  max-count: 3\n  min-count: 1\n"),
    fix: .some,
    check: .schema { finding, kind in kind == .boskos ? unknownField(finding, kind) : nil }
  )
}

extension Rule.Check {
  /// Each entry of a resource file.
  static func boskosEntry(
    _ check: @escaping @Sendable (BoskosEntry, Report) -> Void
  ) -> Rule.Check {
    boskosFile { entries, report in for entry in entries { check(entry, report) } }
  }

  /// The entries of a resource file together.
  static func boskosFile(
    _ check: @escaping @Sendable ([BoskosEntry], Report) -> Void
  ) -> Rule.Check {
    .file { file, report in
      if file.kind == .boskos { check(BoskosEntry.all(in: file), report) }
    }
  }
}

extension Example {
  /// A resource file of Boskos, with or without job file.
  static func boskos(_ text: String, jobs: String? = nil) -> Example {
    Example(
      files: [("boskos-resources.yaml", text)] + (jobs.map { [("jobs.yaml", $0)] } ?? [])
    )
  }
}
