package import Diagnostics
package import Prow
internal import YAML

/// Images that move to other tags, and what becomes of the files that name them.
package struct BumpPlan: Sendable {
  /// Images that move together.
  package struct Family: Sendable {
    /// As people see it: a name, or the pattern of the images.
    package var name: String
    package var matches: @Sendable (ImageReference) -> Bool
    /// What one of them gets; images are asked about that match and have a date in their tags.
    package var target: @Sendable (ImageReference) -> Target
    /// The URL of the repository that they are built from; `nil` if it is not known.
    package var repository: String?

    package init(
      name: String,
      repository: String? = nil,
      matches: @escaping @Sendable (ImageReference) -> Bool,
      target: @escaping @Sendable (ImageReference) -> Target
    ) {
      self.name = name
      self.matches = matches
      self.target = target
      self.repository = repository
    }
  }

  /// What an image gets.
  package enum Target: Sendable {
    /// The version of a tag; the image keeps its variant.
    case version(ImageTag)
    /// Nobody knows, for a reason that follows the name of the image.
    case unknown(String)
  }

  /// From one version to another, however many images do so.
  package struct Move: Sendable, Hashable {
    /// Position of the family.
    package var family: Int
    package var from: ImageTag
    package var to: ImageTag
    /// Images without tags, sorted.
    package var images: [String]
    package var placeCount: Int
  }

  /// An image of a family that keeps its tag.
  package struct Kept: Sendable {
    package var image: ImageReference
    package var place: Place
    package var reason: Reason

    package enum Reason: Sendable, Hashable {
      /// The digest says which image it is.
      case digest
      /// Nobody can say which one of both tags is the older one.
      case undated
      /// It has a later date than the one that is asked for.
      case newer
      /// Nobody asks for the version that the others get.
      case unasked
      /// What it should get is not known, for this reason.
      case unknown(String)
    }
  }

  /// The files that change, in the order given.
  package private(set) var changes: [(before: SourceFile, after: SourceFile)] = []
  /// By family, then from old to new; without variants.
  package private(set) var moves: [Move] = []
  /// Images that keep their tags, though not the one that is asked for.
  package private(set) var kept: [Kept] = []
  /// Positions of families of which no image was found.
  package private(set) var absent: [Int] = []
  /// Images that would have another version than those that they must have one with.
  package private(set) var inconsistent: [Kept] = []

  /// - Parameters:
  ///   - families: An image belongs to the first that matches.
  ///   - files: Text of any kind.
  ///   - groups: Images that must have one version if some of them move.
  ///   - allowsOlder: Whether an image may get an older tag.
  package init(
    _ families: [Family],
    _ files: [SourceFile],
    groups: [@Sendable (ImageReference) -> Bool] = [],
    allowsOlder: Bool
  ) {
    var found: Set<Int> = []
    var members = groups.map { _ in [Member]() }
    var moves: [MoveKey: (images: Set<String>, count: Int)] = [:]
    for file in files {
      var edits: [TextEdit] = []
      for image in ImageReference.all(in: file.bytes) {
        var member = Member(image, in: file)
        defer {
          for (index, holds) in groups.enumerated() where member.version != nil && holds(image) {
            members[index].append(member)
          }
        }
        guard let index = families.firstIndex(where: { $0.matches(image) }) else { continue }
        let family = families[index]
        found.insert(index)
        switch BumpPlan.judge(image, family, allowsOlder) {
        case .moves(let tag, let target):
          let key = MoveKey(family: index, from: tag.version, to: target.version)
          moves[key, default: ([], 0)].images.insert(image.name)
          moves[key, default: ([], 0)].count += 1
          (member.version, member.moves) = (target.version, true)
          let text = target.version + tag.variant
          edits.append(TextEdit(range: image.range, replacement: text))
        case .stays(let reason):
          member.kept.reason = reason
          kept.append(member.kept)
        case .isThere: continue
        }
      }
      if edits.isEmpty { continue }
      guard let bytes = TextEdit.apply(edits, to: file.bytes) else {
        preconditionFailure("two images overlap")
      }
      changes.append((file, SourceFile(path: file.path, bytes: bytes)))
    }
    absent = families.indices.filter { !found.contains($0) }
    inconsistent = members.flatMap(BumpPlan.inconsistent)
    self.moves = moves.sorted {
      ($0.key.family, $0.key.from, $0.key.to) < ($1.key.family, $1.key.from, $1.key.to)
    }.compactMap { key, places in
      guard let from = ImageTag(key.from), let to = ImageTag(key.to) else { return nil }
      return Move(
        family: key.family,
        from: from,
        to: to,
        images: places.images.sorted(),
        placeCount: places.count
      )
    }
  }

  /// An image of a group, and the version that it has afterwards.
  private struct Member {
    var kept: Kept
    /// `nil` for a tag without a date: the autobumper leaves it out when it compares versions.
    var version: String?
    var moves = false

    init(_ image: ImageReference, in file: SourceFile) {
      let place = Place(file: file, range: image.range)
      kept = Kept(image: image, place: place, reason: .unasked)
      version = ImageTag(image.tag)?.version
    }
  }

  /// The images of a group that do not get the version of the first that moves.
  private static func inconsistent(_ members: [Member]) -> [Kept] {
    guard let target = members.first(where: \.moves)?.version else { return [] }
    return members.filter { $0.version != target }.map(\.kept)
  }

  private struct MoveKey: Hashable {
    var family: Int
    var from: String
    var to: String
  }

  private enum Verdict {
    case moves(ImageTag, to: ImageTag)
    case stays(Kept.Reason)
    case isThere
  }

  /// Never back in date, unless that is allowed: tags of one day may be in any order.
  private static func judge(
    _ image: ImageReference,
    _ family: Family,
    _ allowsOlder: Bool
  ) -> Verdict {
    guard let tag = ImageTag(image.tag) else { return .stays(.undated) }
    switch family.target(image) {
    case .unknown(let reason): return .stays(.unknown(reason))
    case .version(let target):
      if tag.version == target.version { return .isThere }
      if image.hasDigest { return .stays(.digest) }
      return tag.date > target.date && !allowsOlder ? .stays(.newer) : .moves(tag, to: target)
    }
  }
}
