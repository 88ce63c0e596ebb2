internal import Formats
internal import Prow
internal import Reporting
internal import Scheduling

/// When periodics start: the picture of `plimsoll schedule`, and its figures in words.
struct SchedulePage {
  private let site: Site

  init(_ site: Site) { self.site = site }

  var files: [Site.File] {
    guard let day = site.input.day else {
      return [
        (
          "schedule.html",
          site.topFrame.page(
            "Schedule",
            """
            <h1>Schedule of periodics</h1>
            <p>It is not known for which week to show it: the files are in no clone of git, and \
            no <code>--date</code> was given.</p>

            """
          )
        )
      ]
    }
    let timetable = Timetable(
      site.jobs,
      in: TimeWindow(start: Int64(day) * 86_400, minutes: 7 * 24 * 60),
      RunTimes(usual: 3_600),
      version: site.input.schema.version
    )
    let report = ScheduleReport(timetable, runTime: "1h", isGuess: true)
    let picture: HTML = """
      <h2>Starts by hour, and what runs</h2>
      <div class="wide" tabindex="0" role="region" aria-label="Starts by hour, and what runs">
      <img src="schedule.svg" alt="\(report.words)">
      </div>

      """
    return [
      (
        "schedule.html",
        site.topFrame.page(
          "Schedule",
          report.sheet.html + (timetable.periodics.isEmpty ? "" : picture)
        )
      )
    ] + (timetable.periodics.isEmpty ? [] : [("schedule.svg", Array(report.svg.utf8))])
  }
}
