package import Formats
internal import GoFormats
internal import Prow
internal import YAML

extension JobAnswer {
  /// The answer for programs.
  package var json: JSONObject {
    let places = PlaceWords()
    var object = JSONObject()
    object.add("type", job.kind.rawValue)
    object.add("name", job.name.string)
    if job.kind != .periodic { object.add("repo", job.repo.string) }
    places.add(job.nameNode, to: &object)
    if let schedule {
      object.addRaw("schedule", json(schedule, places).bytes)
      return object
    }
    guard let verdict else { return object }
    object.add("branch", event.branch)
    object.add("branchAssumed", isBranchAssumed)
    object.add("outcome", verdict.outcome.rawValue)
    object.add("why", verdict.text)
    let (reason, branch) = verdict.places(in: job)
    object.addRaw(
      "decidedAt",
      JSONObject.array([reason, branch].compactMap(\.self)) { node in
        var object = JSONObject()
        places.add(node, to: &object)
        return object
      }
    )
    let words = starters.map { JobWords.words($0, on: event.branch).plain }
    object.addRaw(verdict.outcome == .runs ? "startedBy" : "wouldStart", JSONObject.texts(words))
    addMerge(to: &object, places)
    addPlugin(to: &object, places)
    return object
  }

  private func addMerge(to object: inout JSONObject, _ places: PlaceWords) {
    guard let merge else { return }
    var result = JSONObject()
    result.add("requirement", merge.requirement.rawValue)
    result.add("why", JobWords.words(merge, of: job, on: event.branch).plain)
    if let node = merge.node { places.add(node, to: &result) }
    let isAsked = [.required, .ifRun].contains(merge.requirement)
    result.add("githubWaits", isAsked && holders.waitsGitHub)
    result.add("tideWaits", isAsked && !holders.queries.isEmpty)
    object.addRaw("merge", result.bytes)
  }

  private func addPlugin(to object: inout JSONObject, _ places: PlaceWords) {
    guard plugins.isKnown, !RepoKey.isURL(job.repo.string) else { return }
    var result = JSONObject()
    let node = plugins.place(of: "trigger")
    result.add("name", "trigger")
    result.add("on", node != nil)
    if let node { places.add(node, to: &result) }
    object.addRaw("plugin", result.bytes)
  }

  private func json(_ schedule: JobSchedule, _ places: PlaceWords) -> JSONObject {
    var object = JSONObject()
    object.add("text", schedule.text)
    places.add(schedule.node, to: &object)
    switch schedule.kind {
    case .cron(let times):
      object.add("by", "cron")
      object.addRaw("next", JSONObject.texts(times.map { CivilTime(unixSeconds: $0).rfc3339 }))
    case .every: object.add("by", "every")
    case .interval: object.add("by", "interval")
    case .minimumInterval: object.add("by", "minimum_interval")
    case .broken(let reason): object.add("broken", reason)
    }
    return object
  }
}
