package import GoFormats

/// One evaluation, or several that share a budget.
///
/// Costs count as in Kubernetes: a step is a unit, and work on long values is more. Source: cel-go,
/// interpreter/runtimecost.go; Kubernetes, apiserver/pkg/cel/library/cost.go.
package final class Run {
  /// What Kubernetes allows for one call.
  package static let kubernetesLimit: UInt64 = 1_000_000

  package private(set) var cost: UInt64 = 0
  package let limit: UInt64

  var activation: any Activation
  /// Variables of loops, of all programs that are being evaluated.
  var slots: [Value] = []
  /// Where those of the innermost program begin.
  var base = 0
  private var patterns: [String: GoRegex] = [:]

  package init(limit: UInt64 = Run.kubernetesLimit) {
    self.limit = limit
    activation = NoVariables()
  }

  /// Adds to the cost, before the work is done.
  ///
  /// - Throws: An error of the kind `limit` once the run costs more than it may.
  @inline(__always)
  package func charge(_ amount: UInt64) throws(CELError) {
    let (sum, overflows) = cost.addingReportingOverflow(amount)
    cost = overflows ? .max : sum
    if cost > limit { throw exceeded }
  }

  /// Charges for looking a key up.
  func charge(key: Value) throws(CELError) {
    switch key {
    case .string(let text): if text.byteCount > 64 { try charge(bytes: text.byteCount) }
    case .bytes, .list, .map, .optional: try chargeComparison(key, key)
    default: break
    }
  }

  /// Charges for reading or writing so many bytes.
  package func charge(bytes: Int) throws(CELError) {
    try charge(UInt64(bytes) / 10 + 1)
  }

  private var exceeded: CELError {
    CELError(
      .limit,
      "the evaluation costs more than \(limit) units; test less, or shorter values"
    )
  }

  /// A compiled pattern that is not a constant; only the last few are kept.
  package func pattern(_ text: StringValue) throws(CELError) -> GoRegex {
    let key = text.string
    if let known = patterns[key] { return known }
    // Counted repeats make programs far longer than the text.
    try charge(UInt64(text.byteCount) * 20 + 500)
    let compiled = try GoRegex.compiled(text, .evaluation)
    if patterns.count >= 16 { patterns.removeAll(keepingCapacity: true) }
    patterns[key] = compiled
    return compiled
  }
}

extension GoRegex {
  static func compiled(
    _ text: StringValue,
    _ kind: CELError.Kind
  ) throws(CELError) -> GoRegex {
    switch text.withBytes({ GoRegex.compile($0) }) {
    case .success(let regex): return regex
    case .failure(let error):
      throw CELError(kind, "error parsing regexp: \(error.reason)")
    }
  }
}

/// What the variables of an environment hold.
package protocol Activation {
  /// The value of the variable with that slot; asked each time that the variable is used.
  func value(_ slot: Int, _ run: Run) throws(CELError) -> Value
}

private struct NoVariables: Activation {
  func value(_ slot: Int, _ run: Run) -> Value { .null }
}

/// Values by slot.
package struct SlotValues: Activation {
  package var values: [Value]

  package init(_ values: [Value]) { self.values = values }

  package func value(_ slot: Int, _ run: Run) -> Value { values[slot] }
}
