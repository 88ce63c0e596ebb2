internal import Configs
package import Diagnostics
package import Files
internal import Formats
internal import GoFormats
package import Prow
internal import Schema
internal import YAML

/// What is to be said about a place of a file: the field there, and what its value means.
package struct PlaceCard {
  /// What it is about.
  package let range: SourceRange
  /// Without a line break at its end.
  package let markdown: String

  /// `nil` if nothing is known of the place.
  ///
  /// - Parameters:
  ///   - offset: In bytes of the file's text.
  ///   - file: A file of the configuration, or of its settings or policies.
  ///   - answers: All files and jobs, with what many cards need of them.
  ///   - tree: The files that config_updater publishes.
  ///   - clones: Those in which files are looked for that patterns match.
  ///   - now: Seconds since 1970, from which runs are looked for.
  ///   - version: Prow's, as YYYY-MM-DD.
  package init?(
    at offset: UInt32,
    in file: LoadedFile,
    _ answers: SharedAnswers,
    tree: some FileTree,
    clones: OpenClones,
    now: Int64,
    version: String
  ) {
    guard let root = file.document.root else { return nil }
    let place = DocumentPlace(
      at: offset,
      in: root,
      as: .object(file.kind.rootType),
      file.kind.fields
    )
    guard let key = place.keys.last, place.node.isScalar || place.isKey else { return nil }
    let clock = ScheduleClock(now: now, version: version)
    let configuration = answers.configuration
    let value = place.isKey ? place.node.following : place.node
    let parts = [
      PlaceCard.job(place, in: file, answers),
      PlaceCard.preset(key, value, place, configuration),
      PlaceCard.context(value, configuration),
      MapWords.text(place, in: file, configuration, tree),
      place.field.map { FieldText.markdown($0, of: place.owner) },
      PlaceCard.meaning(of: value, as: place.field, clock),
      place.isKey ? nil : RegexWords.branches(value, place, configuration),
      ChangedFileWords.text(value, place, in: file, configuration, clones),
    ]
    let known = parts.compactMap(\.self)
    if known.isEmpty { return nil }
    range = place.node.range
    markdown = known.joined(separator: "\n\n---\n\n")
  }

  /// The card of a job, on its name.
  private static func job(
    _ place: DocumentPlace,
    in file: LoadedFile,
    _ answers: SharedAnswers
  ) -> String? {
    guard !place.isKey, place.field?.name == "name", let parent = place.parents.last else {
      return nil
    }
    let jobs = answers.configuration.jobs(of: file.document)
    guard let job = jobs.first(where: { $0.job.node.isSame(as: parent) }) else { return nil }
    return JobCard(job, answers).sheet.markdown.withoutLineEnd
  }

  /// The jobs whose context a setting names.
  private static func context(_ node: Node, _ configuration: Configuration) -> String? {
    guard
      let named = NamedContext.all(configuration.workspace).first(where: {
        $0.node.isSame(as: node)
      })
    else { return nil }
    let places = PlaceWords()
    let jobs = configuration.jobsByFile.lazy.flatMap(\.jobs).map(\.job).filter(named.isOf)
    let lines = jobs.map { job in
      let line: SheetLine = "\(job.name.string) (" + places.text(job.nameNode) + ")"
      return line.markdown
    }
    return lines.isEmpty
      ? "No presubmit has this context." : "The context of " + lines.joined(separator: ", ") + "."
  }

  /// What presets add to jobs with a label.
  private static func preset(
    _ key: Node,
    _ value: Node,
    _ place: DocumentPlace,
    _ configuration: Configuration
  ) -> String? {
    guard place.keys.dropLast().last?.text.string.lowercased() == "labels" else { return nil }
    let (name, text) = (key.text, value.isScalar ? value.convertedText : "")
    let all = configuration.workspace.presets.presets
    let presets = PresetWords.with(name, text, all)
    if presets.isEmpty { return nil }
    let places = PlaceWords()
    let lines = presets.map { preset in
      let added = PresetWords.additions(of: preset).map { kind, names in
        "\(kind) " + names.map(Markdown.code).joined(separator: ", ")
      }
      let words = (added + [PresetWords.tolerations(of: preset)].compactMap(\.self))
        .joined(separator: "; ")
      let others = preset.labels.count > 1 ? " to jobs with all of its labels" : ""
      return "The preset at \(places.text(preset.place).markdown) adds"
        + (words.isEmpty ? " nothing" : " \(words)") + others + "."
    }
    return lines.joined(separator: "\n\n")
  }

  /// What a cron line or a duration says, in words.
  private static func meaning(
    of value: Node,
    as field: Schema.Field?,
    _ clock: ScheduleClock
  ) -> String? {
    guard value.isScalar, !value.isNull, let field else { return nil }
    let text = value.convertedText
    let isDuration = [.scalar("duration"), .scalar("durationOrNanos")].contains(field.type)
    switch field.attribute("format") {
    case "cron": return clock.words(on: text)
    case "go-duration": return DurationWords.text(text)
    default: return isDuration ? DurationWords.text(text) : nil
    }
  }
}

extension String {
  fileprivate var withoutLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
