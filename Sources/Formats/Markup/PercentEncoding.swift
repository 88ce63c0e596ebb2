/// Text in a URL: all but the characters that RFC 3986 calls unreserved is escaped.
package enum PercentEncoding {
  package static func encode(_ text: String) -> String {
    var output = ""
    for byte in text.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-._~".contains(character) {
        output.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        output += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return output
  }
}
