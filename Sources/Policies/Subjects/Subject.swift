internal import CEL
internal import Diagnostics
internal import Prow
internal import YAML

/// Something that a policy judges.
struct Subject: Sendable {
  /// The job that it is, or is a part of.
  let job: PolicyJob?
  /// What its variable holds.
  let value: Value
  /// For a mount or a variable: its container.
  var container = Value.null
  /// The file, from the root of the repository; empty where there is none.
  let path: String
  /// Where a finding goes that points at nothing else; `nil` for the policy itself.
  let place: Place?
}

extension Subject {
  init(_ job: PolicyJob) {
    self.init(
      job: job,
      value: .map(JobObject(owner: job)),
      path: job.path,
      place: job.job.nameNode.place
    )
  }

  /// A part of a job.
  init(_ part: Value, of job: PolicyJob, container: Value = .null) {
    let place = part.ownPlace.map { job.place(of: $0) } ?? nil
    self.init(
      job: job,
      value: part,
      container: container,
      path: job.path,
      place: place ?? job.job.nameNode.place
    )
  }
}

extension Subject {
  func isAtPlace(of other: Subject) -> Bool {
    guard let place, let second = other.place else { return false }
    return place.file === second.file && place.range == second.range
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
