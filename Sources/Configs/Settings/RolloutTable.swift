package import Prow
internal import Schema

/// The file of `--rollout`: what loads ConfigMaps, and in which order they are written.
package enum RolloutTable {
  package static let text = #"""
    type Rollout -- What plimsoll-updater asks after it has applied a commit, and in which order it applies one.
      components list:RolloutComponent -- Programs of Prow that tell which commit they have loaded.
      stages list:RolloutStage -- ConfigMaps that get a commit first; those of no stage get it last.

    type RolloutComponent -- A program that tells which commit it has loaded.
      name string required -- What people call it, such as deck.
      url string required -- Where it tells, with http:// or https://, such as http://deck.prow/config; each address of the host is asked.
      answer string enum=config|version default=config -- What it answers: config is the loaded configuration with config_version_sha, as Deck has it; version is the text of a mounted file VERSION.
      configMap string required -- The ConfigMap whose key VERSION it shows, as CLUSTER/NAMESPACE/NAME; for config the one that holds config.yaml.
      loads list:string -- Globs of further ConfigMaps that it loads; a commit that changes one of them also gets into VERSION of configMap, which is then written last.
      within duration default=5m -- How long it may take before that is an alert.

    type RolloutStage -- ConfigMaps that get a commit before others do.
      name string required -- What people call it, such as canary.
      configMaps list:string required -- Globs of CLUSTER/NAMESPACE/NAME; * stays within a part, ** crosses parts.
      stayWell duration default=10m -- How long its components must have loaded the commit, and its ConfigMaps hold it, before the next stage gets it.
    """#

  static let compiled = CompiledCatalog(Catalog(tables: [text]), roots: ["Rollout"], names: [])
}

extension FileKind {
  /// The file of `plimsoll-updater --rollout`.
  package static let rollout = FileKind(
    "rollout file",
    rootType: "Rollout",
    isUnzipped: false,
    ownSchema: { RolloutTable.compiled }
  )
}
