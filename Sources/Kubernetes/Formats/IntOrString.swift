/// A value that is a number or a name, such as a port.
///
/// Source: apimachinery, `IntOrString` in pkg/util/intstr/intstr.go.
package enum IntOrString: Sendable, Hashable {
  case int(Int32)
  case string(String)

  /// Reads a number where the text is one, as Go's `intstr.Parse`; YAML decides by the scalar's
  /// type instead, so that `"80"` is a name there.
  package init(parsing text: String) {
    self = Int32(text).map(IntOrString.int) ?? .string(text)
  }
}

extension IntOrString: CustomStringConvertible {
  package var description: String {
    switch self {
    case .int(let number): String(number)
    case .string(let text): text
    }
  }
}
