package import Formats
internal import GoFormats
package import Prow

/// When a periodic starts next.
package enum NextRuns {
  /// - Parameters:
  ///   - job: Any job.
  ///   - now: From when, in seconds since 1970.
  ///   - count: How many starts.
  ///   - version: Prow's, as YYYY-MM-DD.
  /// - Returns: The job's schedule and its next starts.
  package static func sheet(
    of job: ResolvedJob,
    after now: Int64,
    count: Int,
    version: String
  ) -> Sheet {
    let places = PlaceWords()
    var sheet = Sheet(JobWords.title(job.job))
    sheet.add("defined", places.text(job.job.nameNode))
    guard job.job.kind == .periodic else {
      sheet.add("runs", "as a \(words: job.job.kind.rawValue), at no time of its own")
      return sheet
    }
    let schedule = JobSchedule(job.job, after: now, count: count, version: version)
    ScheduleWords(places).add(schedule, of: job.job, to: &sheet)
    return sheet
  }
}
