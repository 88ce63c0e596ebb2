internal import GoFormats
package import YAML

/// Which Prow reads the files.
///
/// Prow has no releases: a date stands for what its main branch was then, and its images are tagged
/// with the date and the commit that they were built from.
package struct ProwVersion: Sendable, Hashable {
  /// As YYYY-MM-DD.
  package let date: String

  /// Reads `2026-08-21`, or a tag such as `v20260821-a61940897`; `nil` for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let date: String
    if parts.count >= 2, parts[0].utf8.count == 9, parts[0].first == "v" {
      let digits = parts[0].dropFirst()
      date = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
      // `v20260821-a61940897`, or with more in between, as `git describe` writes it.
      guard let commit = parts.last, commit.count >= 7, commit.allSatisfy(\.isHexDigit) else {
        return nil
      }
    } else {
      date = text
    }
    guard ProwVersion.isDate(date) else { return nil }
    self.date = date
  }

  private static func isDate(_ text: String) -> Bool {
    var time = text + "T00:00:00Z"
    return text.utf8.count == 10 && time.withUTF8 { GoTime.isRFC3339($0) }
  }
}

// MARK: Images

extension ProwVersion {
  /// Where Prow's own images are.
  private static let repositories = [
    "gcr.io/k8s-prow/", "us-docker.pkg.dev/k8s-infra-prow/images/",
  ]

  /// The newest version among the utility images of Prow's own repositories that `plank` names.
  ///
  /// Prow's tools for updates set these images together with those of Prow itself.
  package init?(utilityImagesOf config: Document) {
    guard let plank = config.root?["plank"] else { return nil }
    let entries = plank["default_decoration_config_entries"].map { Array($0.items) } ?? []
    let byRepo = plank["default_decoration_configs"].map { Array($0.entries) } ?? []
    let configs = entries.compactMap { $0["config"] } + byRepo.map(\.value)
    let images = configs.compactMap { $0["utility_images"] }.flatMap { Array($0.entries) }
    let versions = images.compactMap { ProwVersion(image: $0.value.text.string) }
    guard let newest = versions.max(by: { $0.date < $1.date }) else { return nil }
    self = newest
  }

  private init?(image: String) {
    guard Self.repositories.contains(where: image.hasPrefix),
      let tag = image.split(separator: ":").last
    else { return nil }
    self.init(String(tag))
  }
}
