internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of plank, of the Jenkins operators, and of numbers that must not be negative.
  static let controllerRules: [Rule] = [
    reportTemplateConflict, deprecatedReportTemplate, negativeLimit, jenkinsSelector,
    decorationDefaultsConflict,
  ]

  static let reportTemplateConflict = Rule(
    id: "report-template-conflict",
    summary: "report_template and report_templates are both set",
    why:
      "report_templates replaces report_template. Prow does not choose between them, and refuses "
      + "the whole config.",
    help: "move report_template under the key \"*\" of report_templates",
    source: "Prow, `defaultAndValidateReportTemplate` in pkg/config/config.go",
    bad: .config("plank:\n  report_template: see the log\n  report_templates: {acme: ask Ada}\n"),
    good: .config("plank:\n  report_templates: {'*': see the log, acme: ask Ada}\n"),
    check: .workspace { scope, report in
      for (node, _) in ConfigParts.controllers(scope) {
        ConfigParts.exclude(.reportTemplate, .reportTemplates, in: node, report)
      }
    }
  )

  static let deprecatedReportTemplate = Rule(
    id: "deprecated-report-template",
    severity: .warning,
    summary: "report_template is deprecated",
    why: "report_templates replaces it, with a template for each org or repository.",
    help: "write report_templates with the template under the key \"*\"",
    source: "Prow, `defaultAndValidateReportTemplate` in pkg/config/config.go",
    bad: .config("plank:\n  report_template: see the log\n"),
    good: .config("plank:\n  report_templates: {'*': see the log}\n"),
    fix: .safe,
    check: .workspace { scope, report in
      for (node, _) in ConfigParts.controllers(scope) {
        guard let template = node.text(.reportTemplate), !template.isEmpty,
          node[.reportTemplates]?.isEmpty ?? true
        else { continue }
        let key = node.key(.reportTemplate)
        report(
          "report_template is deprecated",
          at: key ?? node,
          fix: key.map { .renameWrapping($0, to: "report_templates", under: "*") }
        )
      }
    }
  )

  static let negativeLimit = Rule(
    id: "negative-limit",
    summary: "a limit in config.yaml is negative",
    why: "0 means no limit or the default; a negative number has no meaning. Prow refuses "
      + "the whole config.",
    help: "write 0 or more, or remove the field",
    source: "Prow, `ValidateController` and `parseProwConfig` in pkg/config/config.go",
    bad: .config("plank: {max_concurrency: -1}\n"),
    good: .config("plank: {max_concurrency: 0}\n"),
    check: .workspace { scope, report in
      guard let root = scope.workspace.configRoot else { return }
      var limits = ConfigParts.controllers(scope).flatMap {
        [($0.node, Field.maxConcurrency), ($0.node, .maxGoroutines)]
      }
      if let tide = root[.tide] { limits.append((tide, .maxGoroutines)) }
      if let spyglass = root[.deck]?[.spyglass] { limits.append((spyglass, .sizeLimit)) }
      for (node, field) in limits {
        guard let value = node[field], let number = value.wholeNumber, number < 0 else { continue }
        report("\(field.name) is \(number)", at: value)
      }
    }
  )

  static let jenkinsSelector = Rule(
    id: "jenkins-operator-selector",
    summary: "the label_selector of a Jenkins operator is missing, or not allowed",
    why: "Where there are several operators, each needs a label_selector that says which jobs it "
      + "handles. A single operator handles all jobs and can't have one. Prow refuses the whole "
      + "config.",
    help: "give each of several operators a label_selector of its own, and a single one none",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config("jenkins_operators:\n- label_selector: team=engines\n"),
    good: .config(
      "jenkins_operators:\n- label_selector: team=engines\n- label_selector: team!=engines\n"
    ),
    check: .workspace { scope, report in
      let operators = scope.workspace.configRoot?.list(.jenkinsOperators) ?? []
      for node in operators where node.isMapping || node.isNull {
        let selector = node[.labelSelector]
        let isEmpty = selector?.isEmptyText ?? true
        if operators.count > 1, isEmpty {
          report(
            "one of several Jenkins operators has no label_selector",
            at: selector ?? node.firstKey ?? node
          )
        } else if operators.count == 1, let selector, let text = selector.string, !isEmpty {
          report("the only Jenkins operator has label_selector \"\(text.short)\"", at: selector)
        }
      }
    }
  )

  static let decorationDefaultsConflict = Rule(
    id: "decoration-defaults-conflict",
    summary: "defaults for decoration are set in the old and in the new way",
    why: "default_decoration_config_entries replaces default_decoration_configs. Prow does not "
      + "merge them, and refuses the whole config.",
    help: "move the entries of default_decoration_configs into default_decoration_config_entries",
    source: "Prow, `FinalizeDefaultDecorationConfigs` in pkg/config/config.go",
    bad: .config(
      """
      plank:
        default_decoration_configs:
          '*': {timeout: 2h}
        default_decoration_config_entries:
        - config: {timeout: 2h}
      """
    ),
    good: .config("plank:\n  default_decoration_config_entries:\n  - config: {timeout: 2h}\n"),
    check: .workspace { scope, report in
      ConfigParts.exclude(
        .defaultDecorationConfigs,
        .defaultDecorationConfigEntries,
        in: scope.workspace.configRoot?[.plank],
        report
      )
    }
  )
}
