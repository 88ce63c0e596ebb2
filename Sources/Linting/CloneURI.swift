internal import GoFormats
internal import Prow
internal import YAML

/// What Prow asks of a clone_uri.
enum CloneURI {
  /// `owner`: What to point at if there is none.
  static func check(_ node: Node?, owner: Node, usesToken: Bool, _ report: Report) {
    let text = node?.string?.string ?? ""
    if text.isEmpty, !usesToken { return }
    // The part before the first @ names a user.
    let address = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = address.count > 1 ? String(address[1]) : text
    let place = node ?? owner.firstKey ?? owner
    do throws(FormatError) {
      let url = try GoURL.parse(rest)
      guard usesToken, url.scheme != "http", url.scheme != "https" else { return }
      report(
        text.isEmpty
          ? "the ref has no clone_uri, which an OAuth token needs"
          : "clone_uri \"\(text.shortened)\" is not http or https, which an OAuth token needs",
        at: place,
        help: "use an https address, or SSH keys instead of oauth_token_secret"
      )
    } catch {
      report("clone_uri \"\(text.shortened)\" is not an address: \(error.reason)", at: place)
    }
  }
}
