extension Overload {
  /// How it is written and what it gives, such as `string.contains(string) -> bool` or `int + int -> int`.
  package var form: String {
    guard let first = name.first, !first.isLetter else { return description }
    let pattern = name == "@in" ? "_in_" : name
    let isApart = pattern.hasPrefix("_") && !pattern.contains("[")
    var types = arguments.map(\.description)[...]
    var text = ""
    for mark in pattern.split(separator: "_", omittingEmptySubsequences: false).enumerated() {
      if mark.offset > 0, let type = types.popFirst() { text += type }
      if !mark.element.isEmpty { text += isApart ? " \(mark.element) " : "\(mark.element)" }
    }
    return "\(text) -> \(result)"
  }
}

/// How a function or a macro is called, without what it gives.
enum CallText {
  /// `forms`: Such as `string.contains(string) -> bool`.
  static func joined(_ forms: [String]) -> String {
    let calls = forms.map { form in
      form.firstRange(of: " -> ").map { String(form[..<$0.lowerBound]) } ?? form
    }
    return calls.joined(separator: " or ")
  }
}
