/// What a quantity's suffix multiplies the number with.
enum QuantitySuffix {
  /// A power of ten, between those that an `Int32` holds.
  case decimal(Int)
  /// A power of two: 10, 20, 30, 40, 50 or 60.
  case binary(Int)

  /// Source: apimachinery, `interpret` in pkg/api/resource/suffix.go.
  init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let first = bytes.first else {
      self = .decimal(0)
      return
    }
    let rest = bytes.dropFirst()
    if rest.isEmpty, let power = QuantitySuffix.decimalPower(first) {
      self = .decimal(power)
    } else if rest.elementsEqual(CollectionOfOne(UInt8(ascii: "i"))),
      let power = QuantitySuffix.binaryPower(first)
    {
      self = .binary(power)
    } else if first | 0x20 == UInt8(ascii: "e"),
      let power = Int64(String(decoding: rest, as: UTF8.self))
    {
      // Go cuts off the upper bits, so that 1e4294967296 is 1.
      self = .decimal(Int(Int32(truncatingIfNeeded: power)))
    } else {
      return nil
    }
  }

  private static func decimalPower(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "n"): -9
    case UInt8(ascii: "u"): -6
    case UInt8(ascii: "m"): -3
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "M"): 6
    case UInt8(ascii: "G"): 9
    case UInt8(ascii: "T"): 12
    case UInt8(ascii: "P"): 15
    case UInt8(ascii: "E"): 18
    default: nil
    }
  }

  private static func binaryPower(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "K"): 10
    case UInt8(ascii: "M"): 20
    case UInt8(ascii: "G"): 30
    case UInt8(ascii: "T"): 40
    case UInt8(ascii: "P"): 50
    case UInt8(ascii: "E"): 60
    default: nil
    }
  }
}
