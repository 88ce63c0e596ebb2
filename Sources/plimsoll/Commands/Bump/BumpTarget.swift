import ArgumentParser
import Configs
import Prow

/// `TAG` for all images, or `PATTERN=TAG` for those whose names match.
struct BumpTarget: ExpressibleByArgument, Sendable {
  /// `nil` for all images.
  let pattern: String?
  let tag: ImageTag

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let tag = ImageTag(String(parts[parts.count - 1])), tag.variant.isEmpty else {
      return nil
    }
    self.tag = tag
    pattern = parts.count == 2 ? String(parts[0]) : nil
    if pattern?.isEmpty ?? false { return nil }
  }

  func matches(_ image: ImageReference) -> Bool {
    pattern.map { PathGlob($0).matches(image.name) } ?? true
  }
}
