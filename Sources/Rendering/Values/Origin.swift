package import YAML

/// What put a part of an object there that the job's own YAML does not have.
package enum Origin {
  /// Prow itself, for every job.
  case prow
  /// Prow for every decorated job.
  case decoration
  /// A setting: its name, and where it stands if it was written.
  case setting(Text, Node?)
  /// A preset, by its place.
  case preset(Preset)
  /// The value was made up, since the request has none.
  case madeUp

  /// A preset, reduced to what a comment says.
  package struct Preset {
    package var place: Node
    package var label: (name: Node, value: Node)?
  }
}
