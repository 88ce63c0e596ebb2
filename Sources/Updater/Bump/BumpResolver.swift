package import Analysis
package import Diagnostics
internal import Prow
package import Registries

/// Finds out what images get whose tag nobody has named.
package struct BumpResolver: Sendable {
  private let registries: RegistryClient
  private let web: WebClient

  /// Images that are asked about at a time.
  private static let width = 4

  package init(registries: RegistryClient, web: WebClient) {
    (self.registries, self.web) = (registries, web)
  }

  package struct Resolved: Sendable {
    /// One for each wish, in the same order.
    package var families: [BumpPlan.Family]
    /// Images of which a registry did not say what was asked, sorted; they keep their tags.
    package var failures: [String]
  }

  /// - Parameters:
  ///   - wishes: What should move.
  ///   - files: Where images are looked for.
  /// - Returns: What each image gets.
  /// - Throws: `UpstreamVersion.Failure` if the version of another installation is not known.
  package func families(
    of wishes: [BumpWish],
    in files: [SourceFile]
  ) async throws(UpstreamVersion.Failure) -> Resolved {
    let images = BumpWish.images(of: wishes, in: files)
    var resolved = Resolved(families: [], failures: [])
    var versions: [BumpGoal.Upstream: ImageTag] = [:]
    for (wish, images) in zip(wishes, images) {
      switch wish.goal {
      case .version(let tag):
        resolved.families.append(wish.family { _ in .version(tag) })
        continue
      case .newest: break
      case .upstream(let upstream):
        if images.isEmpty || versions[upstream] != nil { break }
        versions[upstream] = try await UpstreamVersion.find(upstream.prefix, at: upstream.url, web)
      }
      let version: ImageTag? =
        if case .upstream(let upstream) = wish.goal { versions[upstream] } else { nil }
      let answers = await answers(about: images, wanting: version)
      for image in images where answers[BumpResolver.key(image.name, image.tag)]?.hasFailed ?? false
      {
        if !resolved.failures.contains(image.name) { resolved.failures.append(image.name) }
      }
      resolved.families.append(
        wish.family { image in
          guard let tag = ImageTag(image.tag),
            let answer = answers[BumpResolver.key(image.name, tag)]
          else { return .unknown("was not asked about") }
          return answer.target
        }
      )
    }
    resolved.failures.sort()
    return resolved
  }

  /// What a registry said of an image and a variant.
  private struct Answer: Sendable {
    var target: BumpPlan.Target
    var hasFailed = false
  }

  /// Tags of one image that differ in nothing but their version get the same.
  private static func key(_ name: String, _ tag: ImageTag) -> String { "\(name):*\(tag.variant)" }

  private func answers(
    about images: [(name: String, tag: ImageTag)],
    wanting version: ImageTag?
  ) async -> [String: Answer] {
    // The last one counts: of tags with one date, a registry's list prefers the one that is in use.
    let byName = Dictionary(grouping: images, by: \.name)
    return await withTaskGroup(of: [String: Answer].self) { group in
      var waiting = byName.keys.sorted().makeIterator()
      func start() {
        guard let name = waiting.next() else { return }
        let tags = (byName[name] ?? []).map(\.tag).sorted { $0.version < $1.version }
        group.addTask {
          var answers: [String: Answer] = [:]
          for tag in tags {
            answers[BumpResolver.key(name, tag)] = await answer(about: name, tag, version)
          }
          return answers
        }
      }
      for _ in 0..<BumpResolver.width { start() }
      var all: [String: Answer] = [:]
      for await answers in group {
        all.merge(answers) { first, _ in first }
        start()
      }
      return all
    }
  }

  private func answer(
    about name: String,
    _ current: ImageTag,
    _ version: ImageTag?
  ) async -> Answer {
    do throws(RegistryError) {
      guard let image = RegistryImage(name) else {
        throw RegistryError(.badName, registry: "", image: name)
      }
      guard let version else {
        let newest = try await registries.newest(like: current, of: image)
        let variant = current.variant.isEmpty ? "" : " and \(current.variant)"
        return Answer(
          target: newest.map { .version($0) }
            ?? .unknown("stays: its registry has no tag with a date\(variant)")
        )
      }
      let wanted = version.version + current.variant
      let isThere = try await registries.tags(of: image).contains(wanted)
      return Answer(
        target: isThere
          ? .version(version) : .unknown("stays: its registry has no tag \(wanted)")
      )
    } catch {
      return Answer(target: .unknown("stays: \(error.reason)"), hasFailed: true)
    }
  }
}
