/// A stage that has a commit which is not everywhere yet.
package struct StageRecord: Sendable, Hashable {
  /// `org/repo@branch`.
  package var source: String
  /// From 0, in the order in which stages get commits.
  package var position: Int
  package var name: String
  /// The commit that it was brought to.
  package var revision: String
  /// When its ConfigMaps were last written, as far as is known; seconds since 1970, as are all times.
  package var appliedAt: Double
  /// When the first of the commits began that took each other's place since all stages were alike.
  package var lineSince: Double
  /// Since when it is well, and when that was last seen.
  package var wellSince: Double?
  package var wellAt: Double?
  /// When the next stage gets the commit if this one stays well.
  package var until: Double?
  /// Why the next stage does not get it, in one line.
  package var held: String?
  /// Whether all its ConfigMaps were brought to the commit; before that, some may have it.
  package var isWritten = true

  package init(
    source: String,
    position: Int,
    name: String,
    revision: String,
    appliedAt: Double,
    lineSince: Double
  ) {
    self.source = source
    self.position = position
    self.name = name
    self.revision = revision
    self.appliedAt = appliedAt
    self.lineSince = lineSince
  }

  /// What is waited for, in words: `has 1a2b3c4d5e6f; the next stage gets it at …`.
  package func words(at now: Double) -> String {
    let commit = "has \(revision.prefix(12))"
    if let held { return "\(commit); stopped: \(held)" }
    if !isWritten { return "gets \(revision.prefix(12)); not all of its ConfigMaps have it" }
    guard let until else { return "\(commit); waits until its components have loaded it" }
    if isUntouched { return "\(commit), which changes nothing in it" }
    if isPast { return "\(commit) and was well for its time" }
    return until > now
      ? "\(commit) and is well; the next stage gets it at \(Timestamp.short(until)) UTC"
      : "\(commit); nobody has seen it well since \(Timestamp.short(wellAt ?? appliedAt)) UTC"
  }

  /// Whether it was seen to be well at the end of its time, and may be followed by the next stage.
  package var isPast: Bool {
    guard let until, let wellAt, held == nil else { return false }
    return isWritten && wellAt >= until
  }

  /// Whether the commit changed nothing in it, so that there is nothing to wait for.
  var isUntouched: Bool { until == 0 }

  /// The commit changes nothing in a stage that has what was everywhere.
  mutating func passUntouched() { (wellSince, wellAt, until) = (0, 0, 0) }
}
