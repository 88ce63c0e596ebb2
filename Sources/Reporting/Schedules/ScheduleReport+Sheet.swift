package import Formats
internal import Scheduling

extension ScheduleReport {
  /// What stands next to the picture on a page: the words, the clusters and the worst minutes.
  package var sheet: Sheet {
    var sheet = Sheet("Schedule of periodics")
    for line in introduction.string.split(separator: "\n") {
      sheet.add(SheetLine(words: "\(line)"))
    }
    if timetable.periodics.isEmpty { return sheet }
    let floating = floatingLine.string
    if !floating.isEmpty { sheet.add(SheetLine(words: floating)) }
    sheet.addHeading("By cluster")
    sheet.addTable(
      ["CLUSTER", "JOBS", "STARTS", "BUSIEST MINUTE", "RUNNING", "CPU", "MEMORY"],
      clusterRows.map { row in
        [SheetLine(value: row[0])] + row.dropFirst().map(SheetLine.init(words:))
      }
    )
    if summary.worst.isEmpty { return sheet }
    sheet.addHeading("The minutes with the most starts")
    sheet.addTable(
      ["STARTS", "MINUTE", "JOBS"],
      worstRows.map { [SheetLine(words: $0[0]), SheetLine(words: $0[1]), SheetLine(value: $0[2])] }
    )
    return sheet
  }
}
