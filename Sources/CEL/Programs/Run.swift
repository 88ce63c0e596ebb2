package import GoFormats
internal import Kubernetes

/// One evaluation, or several that share a budget.
///
/// Costs count as in Kubernetes: a step is a unit, and work on long values is more. Source: cel-go,
/// interpreter/runtimecost.go; Kubernetes, apiserver/pkg/cel/library/cost.go.
package final class Run {
  /// What Kubernetes allows for one call.
  package static let kubernetesLimit: UInt64 = 1_000_000

  // One task uses a run, and each access ends before the next one starts: no reference to these is
  // handed out. So they need no check while the program runs, which would take a tenth of the time.
  @exclusivity(unchecked)
  package private(set) var cost: UInt64
  package let limit: UInt64
  /// The cost at which it stops.
  @exclusivity(unchecked)
  private var end: UInt64
  /// What the evaluation at hand may cost.
  private var allowance: UInt64
  /// What functions of the caller's own look at besides their arguments.
  package let surroundings: (any AnyObject & Sendable)?

  /// What the variables of programs hold that are evaluated without an activation of their own.
  @exclusivity(unchecked)
  package var activation: any Activation
  /// Variables of loops, of all programs that are being evaluated.
  @exclusivity(unchecked)
  var slots: [Value] = []
  /// Where those of the innermost program begin.
  @exclusivity(unchecked)
  var base = 0
  /// What tests of loops keep, of all programs that are being evaluated.
  @exclusivity(unchecked)
  var texts: [StringValue?] = []
  /// Where that of the innermost program begins.
  @exclusivity(unchecked)
  var textBase = 0
  @exclusivity(unchecked)
  private var patterns: [StringValue: GoRegex] = [:]
  @exclusivity(unchecked)
  private var quantities: [StringValue: Value] = [:]

  /// - Parameters:
  ///   - limit: What it may cost.
  ///   - cost: What is spent already.
  ///   - surroundings: What functions of the caller's own look at besides their arguments.
  package init(
    limit: UInt64 = Run.kubernetesLimit,
    cost: UInt64 = 0,
    surroundings: (any AnyObject & Sendable)? = nil
  ) {
    self.limit = limit
    self.cost = cost
    self.surroundings = surroundings
    (end, allowance) = (limit, limit)
    activation = NoVariables()
  }

  /// Lets what comes next cost at most so much, within the limit of all.
  package func allow(_ amount: UInt64) {
    let (sum, overflows) = cost.addingReportingOverflow(amount)
    let isWithin = !overflows && sum < limit
    (end, allowance) = isWithin ? (sum, amount) : (limit, limit)
  }

  /// Runs `body` with so many variables of loops, and so many texts that their tests keep, inside of a
  /// program that may be under way.
  @inline(__always)
  func withSlots<Result>(
    _ count: Int,
    texts textCount: Int,
    _ body: () throws(CELError) -> Result
  ) throws(CELError) -> Result {
    let (outer, outerTexts) = (base, textBase)
    (base, textBase) = (slots.count, texts.count)
    for _ in 0..<count { slots.append(.null) }
    for _ in 0..<textCount { texts.append(nil) }
    defer {
      slots.removeLast(count)
      texts.removeLast(textCount)
      (base, textBase) = (outer, outerTexts)
    }
    return try body()
  }

  /// Adds to the cost, before the work is done.
  ///
  /// - Throws: An error of the kind `limit` once the run costs more than it may.
  @inline(__always)
  package func charge(_ amount: UInt64) throws(CELError) {
    let (sum, overflows) = cost.addingReportingOverflow(amount)
    if overflows || sum > end { throw exceed() }
    cost = sum
  }

  /// Charges for looking a key up.
  package func charge(key: Value) throws(CELError) {
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

  /// The quantity that a text is; installations use few of them, again and again.
  func quantity(_ text: StringValue) throws(CELError) -> Value {
    if let known = quantities[text] { return known }
    guard let amount = text.withBytes({ QuantityAmount($0) }) else {
      throw .evaluation("\"\(text.string.prefix(100))\" is not a quantity such as 500m or 2Gi")
    }
    let value = Value.opaque(QuantityValue(amount: amount, isSum: false))
    if quantities.count >= 256 { quantities.removeAll(keepingCapacity: true) }
    quantities[StringValue(text.string)] = value
    return value
  }

  /// What was refused is not done, and costs no more than what was left.
  private func exceed() -> CELError {
    // Others may have spent more than the limit before this run began.
    cost = max(cost, end == .max ? .max : end + 1)
    return CELError(
      .limit,
      "the evaluation costs more than \(allowance) units; test less, or shorter values"
    )
  }

  /// A compiled pattern that is not a constant; only the last few are kept.
  package func pattern(_ text: StringValue) throws(CELError) -> GoRegex {
    if let known = patterns[text] { return known }
    // Counted repeats make programs far longer than the text.
    try charge(UInt64(text.byteCount) * 20 + 500)
    let compiled = try GoRegex.compiled(text, .evaluation)
    if patterns.count >= 16 { patterns.removeAll(keepingCapacity: true) }
    // A copy, since the document of the text may be gone by then.
    patterns[StringValue(text.string)] = compiled
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
package protocol Activation: AnyObject {
  /// The value of the variable with that slot; asked each time that the variable is used.
  func value(_ slot: Int, _ run: Run) throws(CELError) -> Value

  /// A field of that variable; `nil` where the variable itself is to be asked.
  ///
  /// For those who have the field at hand and would make the variable's value only for this.
  func field(_ key: FieldKey, of slot: Int) -> Value?
}

extension Activation {
  package func field(_ key: FieldKey, of slot: Int) -> Value? { nil }
}

private final class NoVariables: Activation {
  func value(_ slot: Int, _ run: Run) -> Value { .null }
}

/// Values by slot.
package final class SlotValues: Activation, Sendable {
  package let values: [Value]

  package init(_ values: [Value]) { self.values = values }

  package func value(_ slot: Int, _ run: Run) -> Value { values[slot] }
}
