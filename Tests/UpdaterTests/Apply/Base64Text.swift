import FoundationEssentials

/// Base64 of scenarios and of what tests put into `binaryData`.
enum Base64Text {
  static func decoded(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }

  static func encoded(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
