internal import YAML

/// Values that a string may have.
typealias Choices = [StaticString]

extension PodJudge {
  /// Reports a string that is not a name of the form.
  ///
  /// `fault`: What is wrong with it, to follow the text.
  mutating func checkForm(
    _ text: Text,
    _ fault: (UnsafeBufferPointer<UInt8>) -> String?,
    _ rule: PodRule,
    _ noun: String,
    at node: Node,
    _ suffix: String
  ) {
    if let fault = fault(text.bytes) {
      report(rule, "\(noun) \(text.quoted) \(fault)", at: node, suffix)
    }
  }

  /// Reports a string field that is there, not empty and malformed.
  mutating func checkForm(
    _ owner: PodObject,
    _ field: PodField,
    _ rule: PodRule,
    _ fault: (UnsafeBufferPointer<UInt8>) -> String?
  ) {
    guard let text = owner.filled(field) else { return }
    checkForm(text, fault, rule, field.name, at: owner.place(field), field.name)
  }

  /// Reports a string field that is missing or empty.
  ///
  /// - Returns: The text, if there is one.
  @discardableResult
  mutating func require(
    _ owner: PodObject,
    _ field: PodField,
    _ rule: PodRule,
    of noun: String,
    _ suffix: String? = nil
  ) -> Text? {
    guard let text = owner.text(field) else { return nil }
    if !text.isEmpty { return text }
    report(
      rule,
      "\(noun) has no \(field.name)",
      at: owner.place(field),
      suffix ?? field.name
    )
    return nil
  }

  /// Reports a string field that is there and is not one of the allowed values.
  ///
  /// `allowsEmpty`: Whether an empty string means the default.
  mutating func checkChoice(
    _ owner: PodObject,
    _ field: PodField,
    _ rule: PodRule,
    _ choices: @autoclosure () -> Choices,
    allowsEmpty: Bool = true,
    _ suffix: String? = nil
  ) {
    guard let text = owner.given(field) else { return }
    let choices = choices()
    if text.isEmpty && allowsEmpty || choices.contains(where: { text == $0 }) { return }
    reportChoice(text, field.name, rule, choices, at: owner.place(field), suffix ?? field.name)
  }

  mutating func reportChoice(
    _ text: Text,
    _ noun: String,
    _ rule: PodRule,
    _ choices: Choices,
    at node: Node,
    _ suffix: String
  ) {
    report(
      rule,
      text.isEmpty ? "\(noun) is empty" : "\(noun) \(text.quoted) is not known",
      at: node,
      suffix,
      help: "use \(PodJudge.alternatives(choices.map { "\($0)" }))"
    )
  }

  /// `a, b or c`.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Reports a number that is there and out of range.
  mutating func checkRange(
    _ owner: PodObject,
    _ field: PodField,
    _ rule: PodRule,
    _ range: ClosedRange<Int64>,
    _ suffix: String? = nil
  ) {
    guard let number = owner.integer(field), !range.contains(number) else { return }
    reportRange(number, field.name, rule, range, at: owner.place(field), suffix ?? field.name)
  }

  mutating func reportRange(
    _ number: Int64,
    _ noun: String,
    _ rule: PodRule,
    _ range: ClosedRange<Int64>,
    at node: Node,
    _ suffix: String
  ) {
    let words =
      range.upperBound == .max
      ? "below \(range.lowerBound)" : "not between \(range.lowerBound) and \(range.upperBound)"
    report(rule, "\(noun) \(number) is \(words)", at: node, suffix)
  }
}

extension ClosedRange<Int64> {
  /// Users and groups: `IsValidUserID` and `IsValidGroupID` in apimachinery.
  static let ids: ClosedRange<Int64> = 0...2_147_483_647
  static let ports: ClosedRange<Int64> = 1...65535
  /// File modes, 0 to 0777: `validateSecretVolumeSource` in pkg/apis/core/validation/validation.go.
  static let modes: ClosedRange<Int64> = 0...511
  static let natural: ClosedRange<Int64> = 0...Int64.max
  static let positive: ClosedRange<Int64> = 1...Int64.max
}
