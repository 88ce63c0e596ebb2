/// The names of what presets add, by list.
package struct PresetNames: Sendable {
  package private(set) var variables = NameBits()
  package private(set) var mounts = NameBits()
  package private(set) var volumes = NameBits()

  package init() {}

  init(variables: NameBits, mounts: NameBits, volumes: NameBits) {
    self.variables = variables
    self.mounts = mounts
    self.volumes = volumes
  }

  mutating func formUnion(_ other: PresetNames) {
    variables.formUnion(other.variables)
    mounts.formUnion(other.mounts)
    volumes.formUnion(other.volumes)
  }

  func intersection(_ other: PresetNames) -> PresetNames {
    PresetNames(
      variables: variables.intersection(other.variables),
      mounts: mounts.intersection(other.mounts),
      volumes: volumes.intersection(other.volumes)
    )
  }
}
