package import Prow
package import Schema

/// Our own settings file, `.plimsoll.yaml`.
package enum SettingsTable {
  package static let text = #"""
    type Settings -- Settings for Plimsoll; paths are relative to the folder of this file.
      prow SettingsProw -- Where the Prow configuration is.
      kubernetes string format=minor-release -- Kubernetes version of the build clusters, such as 1.36.
      select list:string -- Rules and groups to run, no others; unset is all.
      ignore list:string -- Rules and groups to leave out; wins over select, and flags win over it.
      strict bool default=false -- Warnings count as errors for the exit code.
      newFindingsOnly bool default=false -- In CI, lint reports only findings that the change brings, as with --since and the commit that it starts from; no effect elsewhere.
      severity map:string valueEnum=error|warning|off -- Severity by rule or group; a rule wins over its group.
      paths list:SettingsPath -- Settings for some files, over those above; later entries win.
      policies list:string -- Files with the team's own rules, and folders of them.
      boskos list:string -- Resource files of Boskos, and globs of them; * stays within a folder, ** crosses folders.
      autobump list:string -- Configurations of generic-autobumper, and globs of them.
      requiredAnnotations list:string itemFormat=label-key -- Annotations that every job must have.

    type SettingsProw -- Where the Prow configuration is.
      config string -- Prow's config.yaml.
      plugins string -- Prow's plugins.yaml.
      jobs list:string -- Files and folders with job configs.
      supplementalConfig list:string -- Folders with files *_prowconfig.yaml, which Prow merges into config.yaml.
      supplementalPlugins list:string -- Folders with files *_pluginconfig.yaml, which Prow merges into plugins.yaml.
      version string default=2026-02-27 -- Which Prow reads the files: a date as YYYY-MM-DD, or an image tag such as v20260821-a61940897; by default that of the utility images in config.yaml, if these are Prow's own.

    type SettingsPath -- Settings for the files that a glob matches.
      path string required format=glob -- Which files; * stays within a folder, ** crosses folders.
      select list:string -- Rules and groups to run for these files, no others, also where they are left out for all files.
      ignore list:string -- Rules and groups to leave out for these files.
      severity map:string valueEnum=error|warning|off -- Severity for these files by rule or group.
    """#
}

extension SettingsTable {
  /// The types of the settings alone.
  package static let catalog = Catalog(tables: [text])

  static let compiled = CompiledCatalog(catalog, roots: ["Settings"], names: [])
}

extension FileKind {
  /// Our own settings.
  package static let settings = FileKind(
    Settings.fileName,
    rootType: "Settings",
    isUnzipped: false,
    ownSchema: { SettingsTable.compiled }
  )
}
