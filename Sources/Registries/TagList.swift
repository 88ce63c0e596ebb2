internal import Formats
package import Prow

/// The tags of an image, as its registry lists them.
package struct TagList: Sendable, Hashable {
  package var tags: [String] = []
  /// What Google's registries tell on top of that: what each image is called, and when it was made.
  package var manifests: [Manifest] = []

  package struct Manifest: Sendable, Hashable {
    package var tags: [String]
    /// Milliseconds since 1970.
    package var created: Int64

    package init(tags: [String], created: Int64) {
      (self.tags, self.created) = (tags, created)
    }
  }

  package init(tags: [String] = [], manifests: [Manifest] = []) {
    (self.tags, self.manifests) = (tags, manifests)
  }

  /// A page of the list; `nil` if the JSON is another one.
  init?(_ value: JSONValue) {
    guard case .object = value else { return nil }
    tags = TagList.tags(value["tags"])
    manifests = (value["manifest"]?.members ?? []).compactMap { member in
      guard let created = member.value["timeCreatedMs"]?.string.flatMap({ Int64($0) }) else {
        return nil
      }
      return Manifest(tags: TagList.tags(member.value["tag"]), created: created)
    }
  }

  mutating func append(_ page: TagList) {
    tags += page.tags
    manifests += page.manifests
  }

  private static func tags(_ value: JSONValue?) -> [String] {
    (value?.items ?? []).compactMap(\.string).filter(isTag)
  }

  /// Source: OCI, Distribution Specification 1.1, for `<reference>` as a tag.
  private static func isTag(_ text: String) -> Bool {
    text.utf8.count <= 128 && !text.hasPrefix(".") && !text.hasPrefix("-") && !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
          || "_.-".utf8.contains(byte)
      }
  }

  package func contains(_ tag: String) -> Bool { tags.contains(tag) }

  // MARK: The newest

  /// The newest tag with the variant of another one, where the registry says when images were made.
  ///
  /// An image that is also called `latest` counts as the newest.
  ///
  /// Source: Prow, `pickBestTag` in cmd/generic-autobumper/imagebumper/imagebumper.go.
  package func newestByTime(like current: ImageTag) -> ImageTag? {
    let all = manifests.compactMap { manifest -> (tag: ImageTag, created: Int64, isLatest: Bool)? in
      let own = manifest.tags.compactMap { ImageTag($0) }.filter { $0.variant == current.variant }
      guard let tag = own.min(by: { TagList.comesFirst($0.text, $1.text) }) else { return nil }
      return (tag, manifest.created, manifest.tags.contains("latest" + current.variant))
    }
    return all.max {
      ($0.isLatest ? 1 : 0, $0.created, $0.tag.text) < (
        $1.isLatest ? 1 : 0, $1.created, $1.tag.text
      )
    }?.tag
  }

  /// Of two names of one image the shorter one.
  private static func comesFirst(_ left: String, _ right: String) -> Bool {
    (left.utf8.count, left) < (right.utf8.count, right)
  }

  /// Tags with the variant of another one, the newest date first; of one date the other tag itself comes
  /// first, since nothing says that another one is newer.
  package func byDate(like current: ImageTag) -> [ImageTag] {
    tags.compactMap { ImageTag($0) }.filter { $0.variant == current.variant }.sorted {
      ($0.date, $0 == current ? 1 : 0, $0.text) > ($1.date, $1 == current ? 1 : 0, $1.text)
    }
  }
}

extension ImageTag {
  package var text: String { version + variant }
}
