internal import YAML

/// A quantity in a pod: in thousandths, rounded up, as the API server keeps it (Kubernetes P015).
///
/// Most are a few digits with a common suffix and are read without arithmetic of 128 bits.
struct PodQuantity {
  /// `Int64.max` or `-Int64.max` where that is too small.
  let thousandths: Int64
  private let text: Text
  private static let zero = Text(
    UnsafeBufferPointer(start: ("0" as StaticString).utf8Start, count: 1)
  )

  /// `nil` for what is no quantity; null is 0 (Kubernetes P040).
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

  /// Up to nine digits and one of the suffixes that people use.
  private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var value: Int64 = 0
    var index = 0
    while index < bytes.count, index < 9, NameFormat.isDigit(bytes[index]) {
      value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard index > 0 else { return nil }
    switch bytes.count - index {
    case 0: return value * 1000
    case 1: return bytes[index] == UInt8(ascii: "m") ? value : nil
    case 2 where bytes[index + 1] == UInt8(ascii: "i"):
      switch bytes[index] {
      case UInt8(ascii: "K"): return value * (1000 << 10)
      case UInt8(ascii: "M"): return value * (1000 << 20)
      // Nine digits of Gi in thousandths would not fit.
      case UInt8(ascii: "G") where index < 7: return value * (1000 << 30)
      default: return nil
      }
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
