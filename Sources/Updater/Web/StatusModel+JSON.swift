internal import ConfigMaps
internal import Formats

extension StatusModel {
  /// What `plimsoll-updater status --format json` and `/status.json` show, as one object.
  package var json: [UInt8] {
    var object = JSONObject()
    object.add("version", 1)
    object.add("behind", isBehind)
    object.add("time", Timestamp.text(now))
    object.add("webhooksPending", hints)
    object.add("reportsPending", reports)
    object.addRaw("branches", JSONObject.array(branches, json))
    return object.bytes + [UInt8(ascii: "\n")]
  }

  private func json(_ branch: Branch) -> JSONObject {
    let record = branch.record
    var object = JSONObject()
    object.add("name", branch.name)
    object.add("behind", isBehind(branch))
    object.add("head", record.head)
    object.add("headTime", record.headTime.map(Timestamp.text))
    object.add("headSeenTime", record.seenAt.map(Timestamp.text))
    object.add("remoteSilent", isSilent(branch))
    object.add("applied", record.applied)
    object.add("appliedTime", record.appliedAt.map(Timestamp.text))
    if let lag = lag(of: branch) { object.add("lagSeconds", Int(lag)) }
    object.add("refusal", record.refusal)
    object.add("waitingFor", record.wait?.found)
    object.add("waitingUntil", record.wait.map { Timestamp.text($0.until) })
    object.addRaw(
      "targets",
      JSONObject.array(targets(of: branch)) { target in
        var object = JSONObject()
        object.add("cluster", target.target.cluster)
        object.add("namespace", target.target.namespace)
        object.add("name", target.target.name)
        object.add("behind", target.isBehind(record.head))
        object.add("revision", target.revision)
        object.add("bytes", target.bytes)
        object.add("checkedTime", Timestamp.text(target.checkedAt))
        object.add("changedTime", target.changedAt.map(Timestamp.text))
        object.add("driftTime", target.driftAt.map(Timestamp.text))
        object.add("error", target.error)
        return object
      }
    )
    object.addRaw("stages", JSONObject.array(stages(of: branch), json))
    object.addRaw("components", JSONObject.array(components(of: branch), json))
    return object
  }
}
