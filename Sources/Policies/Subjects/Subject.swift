internal import CEL
internal import Diagnostics
internal import Prow
internal import YAML

/// Something that policies judge.
///
/// A class, since all policies for jobs share one for each job.
final class Subject: Sendable {
  /// The job that it is, or is a part of.
  let job: PolicyJob?
  /// What its variable holds.
  let value: Value
  /// For a mount or a variable: its container.
  let container: Value
  /// The file, from the root of the repository; empty where there is none.
  let path: String
  let origin: Origin

  init(job: PolicyJob?, value: Value, container: Value = .null, path: String, origin: Origin) {
    self.job = job
    self.value = value
    self.container = container
    self.path = path
    self.origin = origin
  }

  /// What a finding points at that points at nothing else.
  ///
  /// Most subjects have no finding, so that the place is looked for only then.
  enum Origin: Sendable {
    /// The policy itself.
    case none
    case node(Node)
    /// The name of the job.
    case job
    /// The value, or the name of the job where the value is not written in it.
    case part
    /// The start of the file.
    case file
  }
}

extension Subject {
  convenience init(_ job: PolicyJob) {
    self.init(job: job, value: .map(job), path: job.path, origin: .job)
  }

  /// A part of a job.
  convenience init(_ part: Value, of job: PolicyJob, container: Value = .null) {
    self.init(job: job, value: part, container: container, path: job.path, origin: .part)
  }
}

extension Subject {
  /// Where a finding goes that points at nothing else; `nil` for the policy itself.
  func place(in world: PolicyWorld) -> Place? {
    switch origin {
    case .none: return nil
    case .node(let node): return node.place
    case .job: return job?.job.nameNode.place
    case .file: return world.place(path)
    case .part:
      guard let job else { return nil }
      return value.ownPlace.flatMap { job.place(of: $0) } ?? job.job.nameNode.place
    }
  }
}

extension Place {
  func isSame(as other: Place) -> Bool { file === other.file && range == other.range }
}

extension RelatedPlace {
  /// How many members of a group a finding shows besides its own.
  private static let memberLimit = 20

  /// The places of other members of a group.
  static func members(_ places: [Place]) -> [RelatedPlace] {
    let hidden = places.count - memberLimit
    return places.prefix(memberLimit).enumerated().map { index, place in
      let isLast = index == memberLimit - 1 && hidden > 0
      let more = isLast ? "; \(hidden) more are not shown" : ""
      return RelatedPlace(place: place, message: "another one of the group is here\(more)")
    }
  }
}

extension PolicyJob {
  /// Where a finding about a value of the job goes; `nil` for what a preset or a default brings, which
  /// is in another file and not this job's mistake alone.
  func place(of written: WrittenPlace) -> Place? {
    written.origin == .job ? written.shown.place : nil
  }

  /// What tells people where a value comes from that a preset or a default brings.
  func related(_ written: WrittenPlace) -> RelatedPlace? {
    switch written.origin {
    case .job, .prow: nil
    case .preset: RelatedPlace(place: written.shown.place, message: "a preset brings it from here")
    case .decorationDefault:
      RelatedPlace(place: written.shown.place, message: "a default of config.yaml sets it here")
    }
  }
}
