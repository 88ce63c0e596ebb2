package import Formats
internal import GoFormats
internal import Kubernetes
internal import Prow
internal import Scheduling

extension ScheduleReport {
  /// For people at a terminal.
  package func text(width: Int?, usesColor: Bool) -> TerminalText {
    var output = introduction
    if timetable.periodics.isEmpty { return output }
    let heading: TerminalText = "\nStarts by hour, in UTC\n"
    output += heading.styled("1", if: usesColor)
    output += timetable.window.minutes <= 24 * 60 ? dayTable(width) : dayGrid
    output += floatingLine
    let clusters: TerminalText = "\nBy cluster\n"
    output += clusters.styled("1", if: usesColor) + clusterTable(width)
    if !summary.worst.isEmpty {
      let worst: TerminalText = "\nThe minutes with the most starts\n"
      output += worst.styled("1", if: usesColor) + worstTable(width)
    }
    return output
  }

  var introduction: TerminalText {
    let periodics = timetable.periodics
    if periodics.isEmpty { return "There are no periodics.\n" }
    var kinds: [(name: String, count: Int)] = [
      ("by cron", 0), ("by @every", 0), ("by interval", 0), ("by minimum_interval", 0),
      ("that never run", 0),
    ]
    for periodic in periodics {
      switch periodic.schedule?.kind {
      case .cron: kinds[0].count += 1
      case .every: kinds[1].count += 1
      case .interval: kinds[2].count += 1
      case .minimumInterval: kinds[3].count += 1
      case .broken, nil: kinds[4].count += 1
      }
    }
    let list = kinds.filter { $0.count > 0 }
      .map { "\(SizeLimit.number($0.count)) \($0.name)" }.joined(separator: ", ")
    let days = timetable.window.minutes / (24 * 60)
    let how = isGuess ? "is taken to take" : "takes"
    return """
      \(DiffWords.count(periodics.count, "periodic")): \(list)
      \(DiffWords.count(days, "day")) from \(time(0).text)
      a run \(how) \(runTime), or its timeout if that is less; CPU and memory are requests

      """
  }

  private func dayTable(_ width: Int?) -> TerminalText {
    let hours = hours
    let most = hours.map(\.starts).max() ?? 0
    let rows = hours.map { hour in
      [
        clock(hour.minute), number(hour.starts),
        hour.starts == 0 ? "" : "\(number(hour.busiest.starts)) at \(clock(hour.busiest.minute))",
        number(Int(hour.running.runs.rounded())), hour.running.request.cores,
        hour.running.request.memoryText,
        String(repeating: "█", count: most == 0 ? 0 : (hour.starts * 20 + most - 1) / most),
      ]
    }
    let heading = ["HOUR", "STARTS", "BUSIEST MINUTE", "RUNNING", "CPU", "MEMORY", ""]
    return TextTable.render([heading] + rows, look: look(width))
  }

  /// A line for each day, a column for two hours.
  private var dayGrid: TerminalText {
    let hours = hours
    var rows = [[""] + stride(from: 0, to: 24, by: 2).map { clock($0 * 60) }]
    for day in stride(from: 0, to: hours.count, by: 24) {
      let starts = stride(from: day, to: min(day + 24, hours.count), by: 2).map { hour in
        hours[hour..<min(hour + 2, hours.count)].reduce(0) { $0 + $1.starts }
      }
      let date = time(hours[day].minute).text.prefix(14)
      rows.append(["\(date.prefix(3)) \(date.suffix(5))"] + starts.map(String.init))
    }
    let columns = rows[0].indices.map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
    var output = TerminalText()
    for row in rows {
      for (column, cell) in row.enumerated() {
        let padding = TerminalText(repeating: " ", count: columns[column] - cell.utf8.count)
        output += column == 0 ? "\(cell)" + padding : " " + padding + "\(cell)"
      }
      output += "\n"
    }
    return output
  }

  var floatingLine: TerminalText {
    let load = summary.whole
    if load.floatingJobCount == 0 { return "" }
    let perHour = Int((load.floatingStarts * 60).rounded())
    let runs = Int(load.floating.runs.rounded())
    return """
      and \(number(perHour)) an hour at no fixed time, by \(DiffWords.count(load.floatingJobCount, "job")): \
      on average \(number(runs)) run, with \(load.floating.request.cores) CPU and \
      \(load.floating.request.memoryText) memory

      """
  }

  private func clusterTable(_ width: Int?) -> TerminalText {
    let heading = ["CLUSTER", "JOBS", "STARTS", "BUSIEST MINUTE", "RUNNING", "CPU", "MEMORY"]
    return TextTable.render([heading] + clusterRows, look: look(width))
  }

  var clusterRows: [[String]] {
    let all = summary.clusters + (summary.clusters.count > 1 ? [summary.peaks] : [])
    return all.map { peaks in
      [
        peaks.cluster.isEmpty ? "all" : peaks.cluster, number(peaks.jobCount), number(peaks.starts),
        peaks.busiest.map { "\(number($0.starts)) at \(shortTime($0.minute))" } ?? "-",
        number(Int(peaks.running.runs.rounded())), peaks.running.request.cores,
        peaks.running.request.memoryText,
      ]
    }
  }

  private func worstTable(_ width: Int?) -> TerminalText {
    TextTable.render([["STARTS", "MINUTE", "JOBS"]] + worstRows, look: look(width))
  }

  var worstRows: [[String]] {
    summary.worst.map { minute, jobs in
      [number(jobs.count), shortTime(minute), ScheduleReport.few(jobs)]
    }
  }

  /// The first names, and how many more there are.
  static func few(_ names: [String]) -> String {
    names.count <= 3
      ? names.joined(separator: ", ")
      : names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
  }

  private func look(_ width: Int?) -> TextTable.Look { TextTable.Look(width: width) }

  private func number(_ value: Int) -> String { SizeLimit.number(value) }

  /// As in `02:30`.
  private func clock(_ minute: Int) -> String {
    String(time(minute).text.dropFirst(15).prefix(5))
  }

  /// As in `Mon 11-30 02:30`.
  private func shortTime(_ minute: Int) -> String {
    let text = time(minute).text
    return "\(text.prefix(3)) \(text.dropFirst(9).prefix(11))"
  }
}
