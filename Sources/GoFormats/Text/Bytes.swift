/// ASCII classes, spelled out because `Character` and Foundation know other, wider ones.
extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  /// The value of a hexadecimal digit in either case.
  var hexValue: UInt8? {
    if isDigit { return self - UInt8(ascii: "0") }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}

extension String {
  /// Runs `body` on the text's own bytes, without a copy where the text is native.
  func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var text = self
    return text.withUTF8(body)
  }
}

extension StringProtocol {
  /// Whether the bytes are the same.
  ///
  /// `==` is not enough: to Swift, the Kelvin sign equals a K, and to Go it does not.
  func hasBytes(of other: some StringProtocol) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}
