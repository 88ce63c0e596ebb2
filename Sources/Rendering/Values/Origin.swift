package import YAML

/// What put a part of an object there that the job's own YAML does not have.
package enum Origin {
  /// Prow itself, for every job.
  case prow
  /// Prow for every decorated job.
  case decoration
  /// A setting of the decoration, as it was written.
  case setting(Node)
  /// A setting that was not written, by its name.
  case unset(StaticString)
  /// A preset, by the mapping of its item.
  case preset(Node)
  /// The value was made up, since the request has none.
  case madeUp
}
