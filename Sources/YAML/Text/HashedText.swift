/// A text with its hash, so that sets and tables of thousands of texts need not read them again.
package struct HashedText: Sendable {
  package let text: Text
  private let hash: UInt64

  package init(_ text: Text) {
    self.text = text
    hash = Fingerprint.secret(of: text.bytes)
  }
}

extension HashedText: Hashable {
  package static func == (left: HashedText, right: HashedText) -> Bool {
    left.hash == right.hash && left.text == right.text
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
