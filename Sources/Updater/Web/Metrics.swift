internal import Synchronization

/// Numbers for Prometheus.
package final class Metrics: Sendable {
  private struct Series: Hashable {
    var name: MetricName
    /// Names and values, in the order given.
    var labels: [String]
  }

  /// Series of all metrics at most, so that names of others can't fill the memory.
  private static let mostSeries = 5000

  private let values = Mutex<[Series: Double]>([:])

  package init() {}

  /// - Parameters:
  ///   - name: A gauge.
  ///   - labels: Names and values in turn.
  ///   - value: What it is now.
  package func set(_ name: MetricName, _ labels: [String] = [], _ value: Double) {
    update(Series(name: name, labels: labels)) { $0 = value }
  }

  /// - Parameters:
  ///   - name: A counter.
  ///   - labels: Names and values in turn.
  ///   - amount: How much it grows.
  package func add(_ name: MetricName, _ labels: [String] = [], _ amount: Double = 1) {
    update(Series(name: name, labels: labels)) { $0 += amount }
  }

  private func update(_ series: Series, _ change: (inout Double) -> Void) {
    values.withLock { values in
      guard values[series] != nil || values.count < Metrics.mostSeries else { return }
      change(&values[series, default: 0])
    }
  }

  /// Drops values that are not updated any more.
  ///
  /// - Parameters:
  ///   - labels: What the labels of the series begin with.
  ///   - isAll: Whether counters go, too.
  package func drop(_ labels: [String], isAll: Bool) {
    values.withLock { values in
      values = values.filter { series, _ in
        !series.labels.starts(with: labels) || !isAll && series.name.isCounter
      }
    }
  }

  package func value(_ name: MetricName, _ labels: [String] = []) -> Double? {
    values.withLock { $0[Series(name: name, labels: labels)] }
  }

  /// All metrics in Prometheus' text format, in the order of their names.
  ///
  /// Source: Prometheus, "Exposition formats", text format 0.0.4.
  package func text() -> String {
    let values = values.withLock { $0 }
    var output = ""
    for name in MetricName.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      let series = values.filter { $0.key.name == name }
      if series.isEmpty { continue }
      output += "# HELP \(name.rawValue) \(name.help)\n"
      output += "# TYPE \(name.rawValue) \(name.isCounter ? "counter" : "gauge")\n"
      let lines = series.map {
        "\(name.rawValue)\(Metrics.labels($0.key.labels)) \(number($0.value))\n"
      }
      output += lines.sorted().joined()
    }
    return output
  }

  private func number(_ value: Double) -> String {
    value.rounded() == value && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private static func labels(_ labels: [String]) -> String {
    if labels.isEmpty { return "" }
    let pairs = stride(from: 0, to: labels.count - 1, by: 2).map { index in
      let value = labels[index + 1].replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(labels[index])=\"\(value)\""
    }
    return "{\(pairs.joined(separator: ","))}"
  }
}
