internal import Crypto
internal import FoundationEssentials

/// The secrets that webhooks may be signed with; several while one takes the place of another.
package struct HookSecrets: Sendable {
  private let keys: [[UInt8]]

  package init(_ secrets: [[UInt8]]) {
    keys = secrets.filter { !$0.isEmpty }
  }

  package var isEmpty: Bool { keys.isEmpty }

  /// Whether a body was signed with one of the secrets.
  ///
  /// Takes the same time wherever a signature is wrong.
  ///
  /// - Parameters:
  ///   - body: The bytes as they came.
  ///   - signature: The header `X-Hub-Signature-256`: `sha256=` and 64 hex digits.
  /// - Returns: `false` without a signature too.
  package func admit(_ body: [UInt8], signature: String?) -> Bool {
    guard let signature, let code = HookSecrets.code(signature) else { return false }
    var isValid = false
    // Every secret is tried, so that the time does not tell which one is in use.
    for key in keys {
      let fits = HMAC<SHA256>.isValidAuthenticationCode(
        code,
        authenticating: body,
        using: SymmetricKey(data: key)
      )
      isValid = isValid || fits
    }
    return isValid
  }

  private static func code(_ signature: String) -> [UInt8]? {
    let prefix = "sha256="
    let digits = Array(signature.utf8.dropFirst(prefix.utf8.count))
    guard signature.hasPrefix(prefix), digits.count == 64 else { return nil }
    var code: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
      code.append(high << 4 | low)
    }
    return code
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
