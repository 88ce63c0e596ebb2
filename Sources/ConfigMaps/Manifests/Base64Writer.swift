/// Standard base64 with padding, on one line.
enum Base64Writer {
  private static let digits: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    output += [UInt8](unsafeUninitializedCapacity: length(bytes.count)) { text, count in
      bytes.withUnsafeBufferPointer { write($0, to: text) }
      count = text.count
    }
  }

  /// Bytes of the text for so many bytes.
  static func length(_ count: Int) -> Int { (count + 2) / 3 * 4 }

  private static func write(
    _ bytes: UnsafeBufferPointer<UInt8>,
    to text: UnsafeMutableBufferPointer<UInt8>
  ) {
    let digits = digits.utf8Start
    var position = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let second = start + 1 < bytes.count ? bytes[start + 1] : 0
      let third = start + 2 < bytes.count ? bytes[start + 2] : 0
      let group = Int(bytes[start]) << 16 | Int(second) << 8 | Int(third)
      text[position] = digits[group >> 18]
      text[position + 1] = digits[group >> 12 & 63]
      text[position + 2] = digits[group >> 6 & 63]
      text[position + 3] = digits[group & 63]
      position += 4
    }
    let missing = (3 - bytes.count % 3) % 3
    for place in 0..<missing { text[position - 1 - place] = UInt8(ascii: "=") }
  }
}
