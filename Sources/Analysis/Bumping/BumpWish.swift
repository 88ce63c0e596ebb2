package import Diagnostics
package import Prow

/// Images that should move together, before anybody knows what each of them gets.
package struct BumpWish: Sendable {
  /// As people see it: a name, or the pattern of the images.
  package var name: String
  package var goal: BumpGoal
  /// The URL of the repository that they are built from; `nil` if it is not known.
  package var repository: String?
  package var matches: @Sendable (ImageReference) -> Bool

  package init(
    name: String,
    goal: BumpGoal,
    repository: String? = nil,
    matches: @escaping @Sendable (ImageReference) -> Bool
  ) {
    self.name = name
    self.goal = goal
    self.repository = repository
    self.matches = matches
  }

  /// The same images, now that it is known what they get.
  package func family(
    target: @escaping @Sendable (ImageReference) -> BumpPlan.Target
  ) -> BumpPlan.Family {
    BumpPlan.Family(name: name, repository: repository, matches: matches, target: target)
  }

  /// The images that some wishes are about and whose tags have a date.
  ///
  /// - Parameters:
  ///   - wishes: An image belongs to the first that matches.
  ///   - files: Text of any kind.
  /// - Returns: For each wish, each image and tag once, in the order of the files.
  package static func images(
    of wishes: [BumpWish],
    in files: [SourceFile]
  ) -> [[(name: String, tag: ImageTag)]] {
    var found = wishes.map { _ in [(name: String, tag: ImageTag)]() }
    var seen: Set<String> = []
    for file in files {
      for image in ImageReference.all(in: file.bytes) {
        guard let tag = ImageTag(image.tag), !image.hasDigest,
          let index = wishes.firstIndex(where: { $0.matches(image) }),
          seen.insert("\(image.name):\(image.tag)").inserted
        else { continue }
        found[index].append((image.name, tag))
      }
    }
    return found
  }
}

/// What some images should get.
package enum BumpGoal: Sendable, Hashable {
  case version(ImageTag)
  /// The newest tag that the registry of each has.
  case newest
  /// The tag that another installation has in its files.
  case upstream(Upstream)

  /// Where another installation says which tag it has.
  package struct Upstream: Sendable, Hashable {
    package var url: String
    /// What the image has somewhere in its name.
    package var prefix: String

    package init(url: String, prefix: String) {
      (self.url, self.prefix) = (url, prefix)
    }
  }
}
