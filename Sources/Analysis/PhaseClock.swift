/// Measures the phases of a run.
struct PhaseClock {
  private(set) var phases: [(name: String, seconds: Double)] = []
  private var start = ContinuousClock.now

  /// Ends the current phase and starts the next one.
  mutating func end(_ name: String) {
    let now = ContinuousClock.now
    let (seconds, attoseconds) = (now - start).components
    phases.append((name, Double(seconds) + Double(attoseconds) * 1e-18))
    start = now
  }
}
