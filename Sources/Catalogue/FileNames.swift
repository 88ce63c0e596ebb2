/// Names of pages that are safe in every file system and need no escape in an address.
enum FileNames {
  /// Bytes of a name that are kept, so that it has room in a file system and in a line.
  private static let most = 80

  /// Names for things, each with another one, also where letter case does not count.
  ///
  /// A name is the thing's own, with `-` for each byte that is not a letter of ASCII, a digit, `-`, `_`
  /// or `.`. Where that is not enough to tell it from others, a hash of the identity follows, so that the
  /// name does not depend on the order of the things.
  ///
  /// `things`: What people call each, and what tells it from all others.
  static func make(_ things: [(name: String, identity: String)]) -> [String] {
    let plain = things.map { FileNames.plain($0.name) }
    var counts: [String: Int] = [:]
    for name in plain { counts[name.text.lowercased(), default: 0] += 1 }
    var taken: Set<String> = []
    return zip(plain, things).map { name, thing in
      let isClear = !name.isCut && counts[name.text.lowercased()] == 1
      var file = isClear ? name.text : "\(name.text)-\(hash(thing.identity))"
      // Two hashes can be equal, and a name can look like one with a hash.
      while !taken.insert(file.lowercased()).inserted { file += "x" }
      return file
    }
  }

  private static func plain(_ name: String) -> (text: String, isCut: Bool) {
    var bytes: [UInt8] = []
    var isCut = name.isEmpty
    for byte in name.utf8 {
      if bytes.count == most {
        isCut = true
        break
      }
      bytes.append(isPlain(byte) ? byte : UInt8(ascii: "-"))
    }
    // A file whose name starts with a dot is hidden.
    if bytes.first == UInt8(ascii: ".") { bytes[0] = UInt8(ascii: "-") }
    let text = String(decoding: bytes, as: UTF8.self)
    return (text, isCut || isReserved(text))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  /// Whether Windows takes it for a device, whatever comes after a dot.
  private static func isReserved(_ name: String) -> Bool {
    let start = name.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(start) { return true }
    return start.count == 4 && ["com", "lpt"].contains(start.prefix(3))
      && start.last?.isNumber == true
  }

  /// FNV-1a, folded to eight hexadecimal digits.
  private static func hash(_ text: String) -> String {
    let hash = fnv(text.utf8)
    let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// FNV-1a, as letters and digits.
  static func hash(_ bytes: [UInt8]) -> String { String(fnv(bytes), radix: 36) }

  private static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
