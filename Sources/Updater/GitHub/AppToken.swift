internal import Cluster
internal import Crypto
internal import CryptoExtras
internal import Formats
internal import FoundationEssentials

/// A JSON Web Token by which a GitHub App shows who it is.
///
/// Source: GitHub's documentation, "Generating a JSON Web Token (JWT) for a GitHub App".
enum AppToken {
  /// Seconds; GitHub takes ten minutes at most.
  private static let life = 9 * 60
  /// Seconds by which GitHub's clock may be behind.
  private static let allowance = 60

  /// - Parameters:
  ///   - app: The App's id, or its client id.
  ///   - key: The private key in PEM.
  ///   - time: Seconds since 1970.
  /// - Returns: The token.
  /// - Throws: `GitHubError` of kind `secret` if this is not an RSA key.
  static func make(app: String, key: String, at time: Double) throws(GitHubError) -> String {
    let issued = Int(time) - allowance
    let claims: JSONValue = [
      "iat": .number("\(issued)"), "exp": .number("\(Int(time) + life)"), "iss": JSONValue(app),
    ]
    let head: JSONValue = ["alg": "RS256", "typ": "JWT"]
    let signed = "\(encoded(head.json)).\(encoded(claims.json))"
    do {
      let key = try _RSA.Signing.PrivateKey(pemRepresentation: key)
      let digest = SHA256.hash(data: Array(signed.utf8))
      let signature = try key.signature(for: digest, padding: .insecurePKCS1v1_5)
      return "\(signed).\(encoded(Array(signature.rawRepresentation)))"
    } catch {
      // The error could quote the key.
      throw GitHubError(kind: .secret("the App's key is not an RSA key in PEM"), request: "")
    }
  }

  /// Base64 for URLs, without padding.
  private static func encoded(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
