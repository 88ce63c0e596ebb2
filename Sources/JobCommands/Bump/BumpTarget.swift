package import Analysis
internal import ArgumentParser
internal import Configs
package import Prow

/// `TAG` for all images, or `PATTERN=TAG` for those whose names match; `latest` stands for the newest.
package struct BumpTarget: Sendable {
  /// `nil` for all images.
  package let pattern: String?
  package let goal: BumpGoal

  /// - Throws: `ValidationError` if there is no such tag, or the pattern is empty.
  package init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(parts[parts.count - 1])
    if text == "latest" {
      goal = .newest
    } else if let tag = ImageTag(text), tag.variant.isEmpty {
      goal = .version(tag)
    } else {
      throw ValidationError(
        "\"\(text)\" is not a date and a commit, such as v20260821-a61940897; an image keeps its variant"
      )
    }
    pattern = parts.count == 2 ? String(parts[0]) : nil
    if pattern?.isEmpty ?? false {
      throw ValidationError("there is no glob in front of =\(text)")
    }
  }

  package func matches(_ image: ImageReference) -> Bool {
    pattern.map { PathGlob($0).matches(image.name) } ?? true
  }
}
