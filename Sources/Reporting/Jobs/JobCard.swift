internal import Configs
internal import Diagnostics
package import Formats
package import Prow
internal import YAML

/// One job, with its effective values and where each of them comes from.
package struct JobCard {
  private let job: ResolvedJob
  private let tree: ResolvedValue
  private let places: PlaceWords
  /// Branches by whether merges into them wait for the job; empty for all but presubmits.
  private let merges: [BranchMerges.Group]
  private let neighbours: [String]
  /// Of config.yaml.
  private let root: Node?

  private var links: PageLinks { places.pages.links }

  /// - Parameters:
  ///   - job: The job.
  ///   - answers: About the configuration that the job is of.
  ///   - pages: Where places and what the job has lead to; nowhere by default.
  package init(
    _ job: ResolvedJob,
    _ answers: SharedAnswers,
    _ pages: LinkedPages = LinkedPages()
  ) {
    self.job = job
    tree = job.outline
    places = PlaceWords(home: job.job.node.file, pages)
    root = answers.configuration.workspace.configRoot
    merges = answers.merges(of: job.job)
    neighbours = answers.names.of(job.job.name, most: 5)
  }

  // MARK: Text

  package var sheet: Sheet {
    var sheet = Sheet(JobWords.title(job.job, links))
    sheet.add("defined", PlaceWords(places.pages).text(job.job.nameNode))
    addStart(to: &sheet)
    sheet.addHeading("Runs")
    addPlace(to: &sheet)
    sheet.addHeading("Gets")
    sheet.add("presets", job.presets.map(line))
    sheet.add(
      "secrets",
      job.secrets.map {
        SheetLine(value: $0.name, link: links.secret($0.name)) + origin($0.origin, $0.node)
      }
    )
    sheet.add("account", account.map { "\($0.text)" + place($0) } ?? "the namespace's default")
    if !neighbours.isEmpty {
      sheet.addHeading("Near by name")
      let names = neighbours.map { SheetLine(value: $0, link: links.jobNamed($0)) }
      sheet.add(.joined(names, separator: ", "))
    }
    return sheet
  }

  private func addStart(to sheet: inout Sheet) {
    if job.job.kind == .periodic {
      // The card shows no times, and so needs no clock.
      let schedule = JobSchedule(job.job, after: 0, count: 1, version: "")
      sheet.add("starts", schedule.map(ScheduleWords(places).line) ?? "never")
      return
    }
    sheet.add("starts", StartWords(places).line(job.job))
    let filter = BranchFilter(job.job)
    let (branches, skipped) = (filter.branches.map(\.string), filter.skipBranches.map(\.string))
    if filter.isUnlimited { sheet.add("branches", "all") }
    if !branches.isEmpty {
      sheet.add("branches", .list(branches) + places.bracketed(job.job.key(.branches)))
    }
    if !skipped.isEmpty {
      sheet.add("branches", "not " + .list(skipped) + places.bracketed(job.job.key(.skipBranches)))
    }
    if job.job.kind == .presubmit { sheet.add("comment", "\(job.job.rerunCommand)") }
    sheet.add("context", "\(job.job.context.string)" + places.bracketed(job.job[.context]))
    sheet.add("merges", merges.map(\.line))
  }

  private func addPlace(to sheet: inout Sheet) {
    sheet.add("cluster", value(.cluster, links.cluster))
    sheet.add("namespace", value(.namespace))
    if job.agent != .kubernetes { sheet.add("agent", value(.agent)) }
    sheet.add("decorated", decorationLine)
    for name in ["timeout", "grace_period"] {
      if let entry = tree[.decorationConfig]?.entries.first(where: { $0.name == name }) {
        sheet.add(
          SheetLine(stringLiteral: name),
          "\(entry.value.text)" + origin(entry.value.origin, entry.key)
        )
      }
    }
    sheet.add("at a time", value(.maxConcurrency))
    sheet.add("queue", value(.jobQueueName))
    let written = job.job[.spec].map { $0.list(.containers) } ?? []
    for (container, node) in zip(tree[.spec]?[.containers]?.items ?? [], written) {
      add(container, node, to: &sheet)
    }
  }

  /// The service account of the pod; `nil` for that which the namespace has for all.
  private var account: ResolvedValue? { ServiceAccount.of(tree) }

  private func add(_ container: ResolvedValue, _ node: Node, to sheet: inout Sheet) {
    guard let image = container[.image] else { return }
    sheet.add("image", SheetLine(value: image.text, link: links.image(image.text)) + place(image))
    let words = [Field.command, .args].flatMap { container[$0]?.items.map(\.text) ?? [] }
    if !words.isEmpty {
      sheet.add("command", "\(words.joined(separator: " ").inOneLine(upTo: 120))")
    }
    let memory = MemoryDefaults(job)
    for (field, given) in [
      (Field.requests, memory.request(of: node)), (.limits, memory.limit(of: node)),
    ] {
      let entries = container[.resources]?[field]?.entries ?? []
      let own = entries.filter { given == nil || $0.name != "memory" }
      let words =
        own.map { "\($0.name) \($0.value.text)" } + (given.map { ["memory \($0.text)"] } ?? [])
      var line = SheetLine.list(words)
      if let given {
        let place: SheetLine = " (memory: " + places.text(given.setting) + ")"
        line += place.styled(.faint)
      }
      sheet.add(SheetLine(stringLiteral: field.name), line)
    }
  }

  private var decorationLine: SheetLine {
    let word: SheetLine = job.isDecorated ? "yes" : "no"
    if let own = job.job[.decorate] { return word + places.bracketed(own) }
    let setting = root?.key(.decorateAllJobs)
    return word + (setting.map { places.bracketed($0) } ?? JobCard.byProw)
  }

  /// `link`: The address of a page about the value.
  private func value(_ field: Field, _ link: (String) -> String? = { _ in nil }) -> SheetLine {
    guard let value = tree[field], !value.isEmpty else { return "" }
    if field == .namespace, case .prow = value.origin,
      let key = root?.key(.podNamespace)
    {
      return "\(value.text)" + places.bracketed(key)
    }
    return SheetLine(value: value.text, link: link(value.text)) + place(value)
  }

  private static let byProw = SheetLine(" (Prow's default)").styled(.faint)

  private func place(_ value: ResolvedValue) -> SheetLine {
    if case .node(let node) = value.content { return origin(value.origin, node) }
    return JobCard.byProw
  }

  private func origin(_ origin: ResolvedValue.Origin, _ node: Node?) -> SheetLine {
    guard let node else { return JobCard.byProw }
    let line: SheetLine =
      switch origin {
      case .job: " (\(places.text(node)))"
      case .preset: " (preset, \(places.text(node)))"
      case .decorationDefault: " (default, \(places.text(node)))"
      case .prow: JobCard.byProw
      }
    return line.styled(.faint)
  }

  private func line(_ preset: Preset) -> SheetLine {
    let labels = preset.labels.map { "\($0.name.text.string): \($0.value.text.string)" }
    let name: SheetLine = labels.isEmpty ? "for every pod" : .list(labels)
    // The page of a preset says where it is.
    if let page = links.preset(preset) { return name.linked(to: page) }
    return name + places.bracketed(preset.place)
  }

  // MARK: JSON

  /// What the card has besides what `plimsoll jobs --format json` says of the job.
  package func add(to object: inout JSONObject) {
    object.addRaw("secrets", JSONObject.texts(job.secrets.map(\.name)))
    object.add("serviceAccount", account?.text)
    if job.job.kind == .presubmit {
      var branches = JSONObject()
      for merge in merges {
        branches.addRaw(merge.requirement.rawValue, JSONObject.texts(merge.branches))
      }
      object.addRaw("merges", branches.bytes)
    }
    object.addRaw("nearNames", JSONObject.texts(neighbours))
  }
}
