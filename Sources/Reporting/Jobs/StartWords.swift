internal import Formats
internal import Prow
internal import YAML

/// What starts a presubmit or a postsubmit, in a sentence.
struct StartWords {
  private let places: PlaceWords

  init(_ places: PlaceWords) { self.places = places }

  func line(_ job: Job) -> SheetLine {
    let isPush = job.kind == .postsubmit
    if job.isTrue(.alwaysRun) {
      return (isPush ? "after each push" : "on each pull request")
        + places.bracketed(job.key(.alwaysRun))
    }
    if let matcher = ChangeMatcher(job) {
      let event: SheetLine = isPush ? "after a push" : "on a pull request"
      let place = places.bracketed(job.key(matcher.field))
      return matcher.field == .runIfChanged
        ? event + " that changes a file like \(matcher.pattern.string)" + place
        : event + ", unless all its files are like \(matcher.pattern.string)" + place
    }
    if isPush {
      guard job.has(.alwaysRun) else { return "after each push" }
      return "never" + places.bracketed(job.key(.alwaysRun))
    }
    let tide: SheetLine =
      job.isTrue(.runBeforeMerge)
      ? ", and before a merge" + places.bracketed(job.key(.runBeforeMerge)) : ""
    return "on a comment only" + places.bracketed(job[.alwaysRun].map { _ in job.key(.alwaysRun) })
      + tide
  }
}
