internal import Formats
internal import GoFormats
internal import Kubernetes
internal import Prow
internal import Scheduling

extension ScheduleReport {
  /// A picture: a map of the hours with their starts, and the CPU and memory that run, minute by minute.
  ///
  /// It needs nothing but itself, and has light and dark colours. Each hour has its figures as a title.
  package var svg: String {
    let hours = hours
    let days = (hours.count + 23) / 24
    let chartTop = 64 + days * Shape.row + 40
    let height = chartTop + 2 * (Shape.chart + 48)
    var output = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Shape.width) \(height)" \
      width="\(Shape.width)" height="\(height)" role="img" aria-labelledby="title words">
      <title id="title">Schedule of \(timetable.periodics.count) periodics</title>
      <desc id="words">\(XML.escaped(words))</desc>
      <style>
      svg { color-scheme: light dark; --ink: #1f2328; --faint: #656d76; --mark: #0969da; --page: #fff; }
      @media (prefers-color-scheme: dark) {
        svg { --ink: #e6edf3; --faint: #9198a1; --mark: #4493f8; --page: #0d1117; }
      }
      .page { fill: var(--page); } text { font: 12px sans-serif; fill: var(--ink); }
      .faint { fill: var(--faint); } .cell { fill: var(--mark); stroke: var(--faint); stroke-opacity: .3; }
      .line { fill: none; stroke: var(--mark); stroke-width: 1.5; }
      .axis { stroke: var(--faint); stroke-opacity: .5; }
      </style>
      <rect class="page" width="\(Shape.width)" height="\(height)"/>
      <text x="\(Shape.left)" y="24">Starts by hour, in UTC</text>

      """
    output += map(hours)
    output += chart("CPU that runs, in cores", top: chartTop, \.milliCPU) {
      PodRequest(milliCPU: $0).cores
    }
    output += chart("Memory that runs", top: chartTop + Shape.chart + 48, \.memory) {
      PodRequest(memory: $0).memoryText
    }
    return output + "</svg>\n"
  }

  /// What the picture shows, in a sentence.
  package var words: String {
    let days = (hours.count + 23) / 24
    let peaks = summary.peaks
    return
      "\(SizeLimit.number(peaks.starts)) starts by the clock in \(days) days from \(time(0).text), "
      + "at most \(peaks.busiest?.starts ?? 0) in one minute, and "
      + "\(peaks.running.request.cores) CPU and \(peaks.running.request.memoryText) memory at once"
  }

  /// In pixels.
  private enum Shape {
    static let width = 800
    static let left = 80
    static let column = 29
    static let row = 22
    static let chart = 100
    static let plot = 24 * column
  }

  private func map(_ hours: [Hour]) -> String {
    let most = max(1, hours.map(\.starts).max() ?? 0)
    var output = ""
    for hour in stride(from: 0, to: 24, by: 2) {
      let x = Shape.left + hour * Shape.column
      output += "<text class=\"faint\" x=\"\(x)\" y=\"48\">\(hour)</text>\n"
    }
    for (index, hour) in hours.enumerated() {
      let (day, column) = (index / 24, index % 24)
      let (x, y) = (Shape.left + column * Shape.column, 56 + day * Shape.row)
      let text = time(hour.minute).text
      if column == 0 {
        let label = "\(text.prefix(3)) \(text.dropFirst(9).prefix(5))"
        output += "<text class=\"faint\" x=\"8\" y=\"\(y + 15)\">\(label)</text>\n"
      }
      let opacity = (hour.starts * 100 + most - 1) / most
      let title =
        "\(text): \(hour.starts) starts, at most \(hour.busiest.starts) in one minute, "
        + "\(hour.running.request.cores) CPU, \(hour.running.request.memoryText)"
      output += """
        <rect class="cell" x="\(x)" y="\(y)" width="\(Shape.column - 3)" height="\(Shape.row - 3)" \
        fill-opacity="\(opacity == 100 ? "1" : opacity < 10 ? "0.0\(opacity)" : "0.\(opacity)")">\
        <title>\(title)</title></rect>

        """
    }
    return output
  }

  /// A line of the most in each pixel, with the average of jobs at no fixed time.
  private func chart(
    _ title: String,
    top: Int,
    _ amount: KeyPath<PodRequest, Double>,
    _ words: (Double) -> String
  ) -> String {
    let load = summary.whole
    let base = load.floating.request[keyPath: amount]
    let count = load.running.count
    let points = (0..<Shape.plot).map { pixel in
      let first = pixel * count / Shape.plot
      let end = max((pixel + 1) * count / Shape.plot, first + 1)
      return base + (load.running[first..<end].map { $0.request[keyPath: amount] }.max() ?? 0)
    }
    let most = max(points.max() ?? 0, 1)
    let bottom = top + 16 + Shape.chart
    let line = points.enumerated().map { pixel, value in
      "\(Shape.left + pixel),\(bottom - Int((value / most * Double(Shape.chart)).rounded()))"
    }
    return """
      <text x="\(Shape.left)" y="\(top)">\(title)</text>
      <text class="faint" x="8" y="\(top + 28)">\(words(points.max() ?? 0))</text>
      <text class="faint" x="8" y="\(bottom)">0</text>
      <line class="axis" x1="\(Shape.left)" y1="\(bottom)" x2="\(Shape.left + Shape.plot)" y2="\(bottom)"/>
      <polyline class="line" points="\(line.joined(separator: " "))"/>

      """
  }
}
