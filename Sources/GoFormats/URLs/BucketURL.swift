/// Where artifacts go: `[scheme://]bucket[/path]`.
///
/// Source: Prow, `ParsePath` in pkg/apis/prowjobs/v1/types.go.
package enum BucketURL {
  /// Takes the text apart, with `gs://` in front where it names no scheme.
  ///
  /// The offset of a refusal counts from that prefix on.
  package static func parse(_ text: String) throws(FormatError) -> GoURL {
    try GoURL.parse(hasScheme(text) ? text : "gs://" + text)
  }

  package static func isValid(_ text: String) -> Bool {
    (try? parse(text)) != nil
  }

  private static func hasScheme(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: "://".utf8) }
  }
}
