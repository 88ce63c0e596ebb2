internal import YAML

/// A quantity in a pod: in thousandths, rounded up, as the API server keeps it.
///
/// Most are a few digits with a common suffix and are read without arithmetic of 128 bits.
///
/// Source: `SetDefaults_ResourceList` in pkg/apis/core/v1/defaults.go.
struct PodQuantity {
  /// `Int64.max` or `-Int64.max` where that is too small.
  let thousandths: Int64
  private let text: Text
  private static let zero = Text(
    UnsafeBufferPointer(start: ("0" as StaticString).utf8Start, count: 1)
  )

  /// `nil` if the value is not a quantity; null is 0.
  init?(_ node: Node) {
    switch node.scalarKind {
    case .null: self.init(PodQuantity.zero)
    case .int, .string:
      self.init(node.text.trimmed)
    case .float:
      self.init(node.text)
    default: return nil
    }
  }

  private init?(_ text: Text) {
    self.text = text
    if let short = PodQuantity.short(text.bytes) {
      thousandths = short
    } else if let quantity = Quantity(text.bytes) {
      thousandths = quantity.scaledValue(-3)
    } else {
      return nil
    }
  }

  /// Up to six digits, up to three of them after a point, and a suffix that people use.
  private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    // Thousandths, while they are whole.
    var value: Int64 = 0
    var digits = 0
    var decimals: Int?
    var index = 0
    while index < bytes.count, digits < 9 {
      if NameFormat.isDigit(bytes[index]) {
        value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
        digits += 1
        if let count = decimals { decimals = count + 1 }
      } else if bytes[index] == UInt8(ascii: "."), decimals == nil {
        decimals = 0
      } else {
        break
      }
      index += 1
    }
    guard digits > 0, digits < 7 else { return nil }
    let suffix = bytes[index...]
    if decimals == nil, suffix.count == 1, suffix.first == UInt8(ascii: "m") { return value }
    guard let scale = scale(after: decimals ?? 0), let factor = factor(suffix) else { return nil }
    return value * scale * factor
  }

  /// What makes thousandths of a number with so many decimals.
  private static func scale(after decimals: Int) -> Int64? {
    switch decimals {
    case 0: 1000
    case 1: 100
    case 2: 10
    case 3: 1
    default: nil
    }
  }

  private static func factor(_ suffix: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
    guard let first = suffix.first else { return 1 }
    guard suffix.count == 2, suffix.last == UInt8(ascii: "i") else { return nil }
    switch first {
    case UInt8(ascii: "K"): return 1 << 10
    case UInt8(ascii: "M"): return 1 << 20
    case UInt8(ascii: "G"): return 1 << 30
    default: return nil
    }
  }

  var isZero: Bool { thousandths == 0 }
  var isNegative: Bool { thousandths < 0 }
  var isTooLargeForThousandths: Bool { thousandths == .max }

  /// The value itself; only rare checks need it.
  var exact: Quantity? { Quantity(text.bytes) }

  /// In units, rounded up.
  var value: Int64 { exact?.scaledValue(0) ?? 0 }

  /// Whether a whole number is written, as far as the API server can tell.
  var isWhole: Bool { !isTooLargeForThousandths && thousandths % 1000 == 0 }

  static func isGreater(_ left: PodQuantity, than right: PodQuantity) -> Bool {
    guard left.isTooLargeForThousandths, right.isTooLargeForThousandths,
      let leftExact = left.exact, let rightExact = right.exact
    else { return left.thousandths > right.thousandths }
    return leftExact > rightExact
  }
}
