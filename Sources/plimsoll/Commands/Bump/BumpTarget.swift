import ArgumentParser
import Configs
import Prow

/// `TAG` for all images, or `PATTERN=TAG` for those whose names match.
struct BumpTarget: Sendable {
  /// `nil` for all images.
  let pattern: String?
  let tag: ImageTag

  /// - Throws: `ValidationError` if there is no such tag, or the pattern is empty.
  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(parts[parts.count - 1])
    guard let tag = ImageTag(text), tag.variant.isEmpty else {
      throw ValidationError(
        "\"\(text)\" is not a date and a commit, such as v20260821-a61940897; an image keeps its variant"
      )
    }
    self.tag = tag
    pattern = parts.count == 2 ? String(parts[0]) : nil
    if pattern?.isEmpty ?? false {
      throw ValidationError("there is no glob in front of =\(text)")
    }
  }

  func matches(_ image: ImageReference) -> Bool {
    pattern.map { PathGlob($0).matches(image.name) } ?? true
  }
}
