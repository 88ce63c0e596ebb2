/// What a tag makes of the text of a scalar.
///
/// Source: go.yaml.in/yaml/v2, `resolve` in resolve.go and `scalar` in decode.go.
enum TaggedScalar {
  enum Outcome {
    /// The text stands as it is and has this kind.
    case kind(ScalarKind)
    /// It is other text.
    case text([UInt8])
    case refused(Problem.Kind, String)
  }

  static func resolve(_ text: UnsafeBufferPointer<UInt8>, tag: Text) -> Outcome {
    let prefix: StaticString = "tag:yaml.org,2002:"
    guard tag.starts(with: prefix) else { return .kind(.string) }
    let name = Text(UnsafeBufferPointer(rebasing: tag.bytes[prefix.utf8CodeUnitCount...]))
    let kind = ScalarResolver.kind(ofPlain: text)
    switch name.string {
    case "bool": return check(kind, [.true, .false], text, "a boolean")
    case "int": return check(kind, [.int], text, "a whole number")
    case "null": return check(kind, [.null], text, "null")
    case "float": return float(kind, text)
    case "binary": return binary(text)
    case "timestamp":
      return Timestamp.isValid(text)
        ? .kind(.string) : .refused(.tag, "\"\(string(text))\" is not a date, as its tag says")
    default: return .kind(.string)
    }
  }

  private static func check(
    _ kind: ScalarKind,
    _ wanted: [ScalarKind],
    _ text: UnsafeBufferPointer<UInt8>,
    _ noun: String
  ) -> Outcome {
    wanted.contains(kind)
      ? .kind(kind) : .refused(.tag, "\"\(string(text))\" is not \(noun), as its tag says")
  }

  private static func float(_ kind: ScalarKind, _ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    switch kind {
    case .float, .infinity, .notANumber: return .kind(kind)
    case .int:
      if case .int = Number(text) { return .kind(.float) }
    default: break
    }
    return .refused(.tag, "\"\(string(text))\" is not a number, as its tag says")
  }

  private static func binary(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
    guard let bytes = Base64.decode(text) else {
      return .refused(.tag, "the text is not base64, as its tag says")
    }
    return .text(Base64.replacingInvalidUTF8(bytes))
  }

  private static func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: text, as: UTF8.self)
  }
}

extension Number {
  /// The number of a scalar that resolved to one, also where `!!float` made it of an integer.
  init?(taggedText text: UnsafeBufferPointer<UInt8>, isFloat: Bool) {
    guard let number = Number(text) else { return nil }
    switch number {
    case .int(let value) where isFloat: self = .float(Double(value))
    case .uint(let value) where isFloat: self = .float(Double(value))
    default: self = number
    }
  }
}
