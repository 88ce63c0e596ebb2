/// The field tables of Prow's files and of Tekton pipeline runs.
///
/// They refer to types of `KubernetesTables`: a catalog needs both.
package enum ProwTables {
  package static let all: [String] = [
    JobTable.text, DecorationTable.text, ProwJobTable.text, ConfigTable.text, DeckTable.text,
    TideTable.text, BranchProtectionTable.text, PluginsTable.text, TektonTable.text,
  ]
}
