/// Tells the names that are right without looking for a reason why others are wrong.
///
/// Nearly all names are right, and there are many of them.
enum OrdinaryName {
  /// What a byte can stand for in a name.
  private struct Class {
    static let lowercaseOrDigit: UInt8 = 1
    static let hyphen: UInt8 = 2
    static let dot: UInt8 = 4
    static let capital: UInt8 = 8
    static let underscore: UInt8 = 16
    /// ASCII that can be seen, spaces among it, but no `=`.
    static let visible: UInt8 = 32
  }

  /// By byte; filled once and never freed.
  private struct Table: @unchecked Sendable {
    let classes: UnsafePointer<UInt8>
  }

  private static let table: Table = {
    let classes = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for value in 0...255 {
      let byte = UInt8(value)
      var kind: UInt8 = 0
      if NameFormat.isLowercase(byte) || NameFormat.isDigit(byte) {
        kind |= Class.lowercaseOrDigit
      } else if NameFormat.isAlphanumeric(byte) {
        kind |= Class.capital
      }
      switch byte {
      case UInt8(ascii: "-"): kind |= Class.hyphen
      case UInt8(ascii: "."): kind |= Class.dot
      case UInt8(ascii: "_"): kind |= Class.underscore
      default: break
      }
      if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "=") { kind |= Class.visible }
      classes[value] = kind
    }
    return Table(classes: UnsafePointer(classes))
  }()

  /// Whether every byte is of one of the classes.
  @inline(__always)
  private static func consists(_ bytes: UnsafeBufferPointer<UInt8>, of allowed: UInt8) -> Bool {
    let classes = table.classes
    var wrong = false
    for byte in bytes where classes[Int(byte)] & allowed == 0 { wrong = true }
    return !wrong
  }

  @inline(__always)
  private static func edges(_ bytes: UnsafeBufferPointer<UInt8>, are allowed: UInt8) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    let classes = table.classes
    return classes[Int(first)] & classes[Int(last)] & allowed != 0
  }

  static func isLabel(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count <= 63 && edges(bytes, are: Class.lowercaseOrDigit)
      && consists(bytes, of: Class.lowercaseOrDigit | Class.hyphen)
  }

  /// A subdomain, as long as no hyphen is next to a full stop.
  static func isSubdomain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 253, edges(bytes, are: Class.lowercaseOrDigit) else { return false }
    let classes = table.classes
    var last = Class.lowercaseOrDigit
    for byte in bytes {
      let kind = classes[Int(byte)] & (Class.lowercaseOrDigit | Class.hyphen | Class.dot)
      if kind == 0 || kind == Class.dot && last != Class.lowercaseOrDigit { return false }
      if last == Class.dot, kind != Class.lowercaseOrDigit { return false }
      last = kind
    }
    return true
  }

  /// The name of a label without prefix, or its value.
  static func isWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let alphanumeric = Class.lowercaseOrDigit | Class.capital
    guard bytes.count <= 63, let first = bytes.first, let last = bytes.last else { return false }
    let classes = table.classes
    return classes[Int(first)] & alphanumeric != 0 && classes[Int(last)] & alphanumeric != 0
      && consists(bytes, of: alphanumeric | Class.hyphen | Class.dot | Class.underscore)
  }

  static func isQualified(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return isWord(bytes) }
    return isSubdomain(UnsafeBufferPointer(rebasing: bytes[..<slash]))
      && isWord(UnsafeBufferPointer(rebasing: bytes[(slash + 1)...]))
  }

  /// A key of a config map that starts with a letter or digit.
  static func isKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 253, let first = bytes.first else { return false }
    let alphanumeric = Class.lowercaseOrDigit | Class.capital
    return table.classes[Int(first)] & alphanumeric != 0
      && consists(bytes, of: alphanumeric | Class.hyphen | Class.dot | Class.underscore)
  }

  static func isVariable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !bytes.isEmpty && consists(bytes, of: Class.visible)
  }
}
