extension Rule {
  /// Every rule, sorted by group and id.
  package static let all: [Rule] =
    (reading + jobFields + pods + decorationRules + triggers + periodics + across + tekton
    + conventions + configRules + pluginRules).sorted {
      ($0.group.rawValue, $0.id) < ($1.group.rawValue, $1.id)
    }
}
