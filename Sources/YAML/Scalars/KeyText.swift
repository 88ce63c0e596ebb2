/// The JSON key for a YAML key that is not a string.
///
/// Source: sigs.k8s.io/yaml, `convertToJSONableObject` in yaml.go.
enum KeyText {
  struct Refusal: Error {
    var reason: String
  }

  static func text(
    of kind: ScalarKind,
    written: UnsafeBufferPointer<UInt8>
  ) -> Result<String, Refusal> {
    switch kind {
    case .string:
      .success(String(decoding: written, as: UTF8.self))
    case .null:
      .failure(Refusal(reason: "null can't be a key"))
    case .true: .success("true")
    case .false: .success("false")
    case .infinity: .success(written.first == UInt8(ascii: "-") ? "-.inf" : ".inf")
    case .notANumber: .success(".nan")
    case .int, .float:
      number(Number(taggedText: written, isFloat: kind == .float))
    }
  }

  private static func number(_ number: Number?) -> Result<String, Refusal> {
    switch number {
    case .int(let value): .success(String(value))
    case .uint(let value):
      .failure(Refusal(reason: "\(value) is too large for a key that is a number"))
    case .float(let value): .success(FloatText.short(value, infinity: ".inf", nan: ".nan"))
    case nil: .failure(Refusal(reason: "the key is not a number"))
    }
  }
}
