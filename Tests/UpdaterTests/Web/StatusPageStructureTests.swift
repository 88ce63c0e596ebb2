import ConfigMaps
import Testing

@testable import Updater

/// What the page is made of, as another program reads it.
@Suite("Structure of the status page")
struct StatusPageStructureTests {
  private let head = String(repeating: "ab", count: 20)
  private let old = String(repeating: "cd", count: 20)

  private func target(
    _ number: Int,
    of source: String = "acme/rocket@main",
    at revision: String,
    error: String? = nil
  ) -> TargetRecord {
    TargetRecord(
      source: source,
      target: ConfigMapTarget(cluster: "build", namespace: "prow", name: "map-\(number)"),
      revision: revision,
      bytes: 1000 * number,
      checkedAt: 990,
      changedAt: 400,
      error: error
    )
  }

  private func branch(_ name: String, applied: String) -> StatusModel.Branch {
    var record = BranchRecord()
    (record.head, record.applied, record.seenAt, record.appliedAt) = (head, applied, 990, 400)
    return StatusModel.Branch(name: name, record: record)
  }

  private func model(
    _ branches: [StatusModel.Branch],
    _ targets: [TargetRecord],
    runs: [RunRecord] = [],
    isLeading: Bool = true
  ) -> StatusModel {
    StatusModel(
      branches: branches,
      targets: targets,
      runs: runs,
      isLeading: isLeading,
      hints: 0,
      reports: 1,
      now: 1000
    )
  }

  @Test
  func oneOfNothing() throws {
    #expect(
      try PageReader.facts(of: StatusPage(model([], [])).render()) == [
        "title No branch is followed: plimsoll-updater", "h1 plimsoll-updater",
        "h2 No branch is followed", "h2 Runs that changed or failed something",
      ]
    )
    let empty = StatusModel.Branch(name: "acme/rocket@main", record: BranchRecord())
    let page = StatusPage(model([empty], [])).render()
    #expect(
      try PageReader.facts(of: page) == [
        "title The branch is behind: plimsoll-updater", "h1 plimsoll-updater",
        "h2 The branch is behind", "h2 acme/rocket@main",
        "h2 Runs that changed or failed something",
      ]
    )
    #expect(page.contains("</a>: <strong class=\"wait\">behind</strong>, no ConfigMap was looked"))
    #expect(page.contains("<p>No ConfigMap was looked at yet.</p>"))
    #expect(page.contains("head seen never, not all ConfigMaps were right yet"))
  }

  @Test
  func aReplicaThatStandsByDoesNotJudge() throws {
    for applied in [head, old] {
      let known = branch("acme/rocket@main", applied: applied)
      let page = StatusPage(model([known], [target(1, at: applied)], isLeading: false)).render()
      let facts = try PageReader.facts(of: page)
      #expect(facts.first == "title This replica stands by: plimsoll-updater")
      #expect(facts.contains("h2 This replica stands by"))
    }
  }

  @Test
  func whatNobodyHasSeenForTenMinutesIsNotRight() throws {
    var silent = branch("acme/rocket@main", applied: head)
    silent.record.seenAt = 400
    #expect(!model([silent], []).isBehind, "ten minutes are no silence yet")
    silent.record.seenAt = 399
    let page = StatusPage(model([silent], [target(1, at: head)])).render()
    let facts = try PageReader.facts(of: page)
    #expect(facts.first == "title The remote is silent: plimsoll-updater")
    #expect(facts.contains("h2 The remote is silent"))
    #expect(
      page.contains("</a>: <strong class=\"bad\">remote silent</strong>, 1 of 1 ConfigMap at")
    )
    silent.record.refusal = "it is wrong"
    let two = [branch("acme/pad@main", applied: head), silent]
    let both = StatusPage(model(two, [])).render()
    #expect(both.contains("<title>1 of 2 branches is behind: plimsoll-updater</title>"))
    #expect(both.contains("#branch-1\">acme/rocket@main</a>: <strong class=\"bad\">remote silent<"))
  }

  @Test
  func whatIsBehindComesFirstAndTheRestIsFolded() throws {
    let targets = (0..<200).map { number in
      number == 150
        ? target(number, at: old, error: "it is forbidden")
        : target(number, at: number % 100 == 3 ? old : head)
    }
    let quiet = (0..<3).map { target($0, of: "acme/pad@main", at: head) }
    let model = model(
      [branch("acme/pad@main", applied: head), branch("acme/rocket@main", applied: old)],
      quiet + targets
    )
    let page = StatusPage(model).render()
    let columns = "ConfigMap, State, Size, Times"
    #expect(
      try PageReader.facts(of: page) == [
        "title 1 of 2 branches is behind: plimsoll-updater", "h1 plimsoll-updater",
        "h2 1 of 2 branches is behind", "h2 acme/rocket@main",
        "open table 1 ConfigMap that could not be updated: \(columns)",
        "open table 2 ConfigMaps behind: \(columns)", "folded 197 ConfigMaps at the head",
        "folded table 197 ConfigMaps at the head: \(columns)", "h2 acme/pad@main",
        "open table 3 ConfigMaps at the head: \(columns)",
        "h2 Runs that changed or failed something",
      ]
    )
    #expect(
      page.contains(
        "#branch-1\">acme/rocket@main</a>: <strong class=\"bad\">failed</strong>, 197 of 200"
      )
    )
    #expect(
      page.contains(
        "#branch-2\">acme/pad@main</a>: <strong class=\"good\">at the head</strong>, 3 of 3"
      )
    )
  }

  @Test
  func aRefusedHeadDoesNotUnfoldAllThatWaitsForTheNext() throws {
    var refused = branch("acme/rocket@main", applied: old)
    refused.record.refusal = "config/jobs/a.yaml:1: it is wrong"
    let page = StatusPage(model([refused], (0..<11).map { target($0, at: old) })).render()
    let facts = try PageReader.facts(of: page)
    #expect(facts.contains("folded 11 ConfigMaps behind"))
    #expect(!facts.contains { $0.hasPrefix("open table") })
    #expect(
      page.contains("<strong>Not applied:</strong> <code>config/jobs/a.yaml:1: it is wrong</code>")
    )
    #expect(page.contains("<strong class=\"bad\">refused</strong>: head"))
  }

  private func component(_ name: String, _ state: ComponentRecord.State) -> ComponentRecord {
    let place = ConfigMapTarget(cluster: "build", namespace: "prow", name: "config")
    var record = ComponentRecord(
      source: "acme/rocket@main",
      name: name,
      target: place,
      since: 400
    )
    (record.expected, record.shownAt, record.state) = (head, 990, state)
    if state == .loaded { record.loadedAt = 448 } else { record.missingSince = 400 }
    return record
  }

  @Test
  func whatComponentsHaveLoadedIsATableBeforeTheConfigMaps() throws {
    var model = model([branch("acme/rocket@main", applied: head)], [target(1, at: head)])
    model.components = [component("deck", .loaded), component("deck-2", .waiting)]
    let page = StatusPage(model).render()
    #expect(
      try PageReader.facts(of: page) == [
        "title The branch is behind: plimsoll-updater", "h1 plimsoll-updater",
        "h2 The branch is behind", "h2 acme/rocket@main",
        "open table 1 of 2 components has loaded it: Component, State, Times",
        "open table 1 ConfigMap at the head: ConfigMap, State, Size, Times",
        "h2 Runs that changed or failed something",
      ]
    )
    let summary = "1 of 1 ConfigMap at the head, 1 of 2 components has loaded it</li>"
    #expect(page.contains(": <strong class=\"wait\">not seen loaded</strong>, \(summary)"))
    #expect(
      page.contains(
        "<strong class=\"good\">loaded abababababab 48 s after it was written</strong></td>"
      )
    )
    #expect(page.contains("deck-2<small>shows <code>VERSION</code> of build/prow/config</small>"))
    model.components = [component("deck", .late)]
    let late = StatusPage(model).render()
    #expect(late.contains("<strong class=\"bad\">late</strong>, 1 of 1 ConfigMap at the head, 0"))
    #expect(late.contains("<strong class=\"bad\">late, has not shown abababababab for 10 min</s"))
    model.components = [component("deck", .loaded)]
    let loaded = StatusPage(model).render()
    #expect(loaded.contains("<strong class=\"good\">at the head</strong>, 1 of 1 ConfigMap at"))
  }

  @Test
  func stagesAreAListAndSayWhatIsWaitedFor() throws {
    var stages = ["canary", "half"].enumerated().map { position, name in
      StageRecord(
        source: "acme/rocket@main",
        position: position,
        name: name,
        revision: head,
        appliedAt: 400,
        lineSince: 400
      )
    }
    (stages[0].wellAt, stages[0].until) = (900, 900)
    var model = model([branch("acme/rocket@main", applied: old)], [target(1, at: head)])
    model.stages = stages
    let page = StatusPage(model).render()
    #expect(
      page.contains(
        """
        <p>Stages that have a commit which is not everywhere yet:</p>
        <ol>
        <li><strong class="good">canary</strong> has abababababab and was well for its time</li>
        <li><strong class="wait">half</strong> has abababababab; waits until its components have \
        loaded it</li>
        </ol>
        """
      )
    )
    #expect(page.contains("</a>: <strong class=\"wait\">staged</strong>, 1 of 1 ConfigMap"))
    #expect(try !PageReader.facts(of: page).contains { $0.hasPrefix("fault") })
    model.stages[1].held = "deck is late"
    let stopped = StatusPage(model).render()
    #expect(stopped.contains("</a>: <strong class=\"bad\">stopped</strong>, 1 of 1 ConfigMap"))
    #expect(
      stopped.contains(
        "<strong class=\"bad\">half</strong> has abababababab; stopped: deck is late</li>"
      )
    )
  }

  @Test(arguments: [false, true])
  func valuesAreShownOnlyIfAsked(_ showsContent: Bool) throws {
    let place = ConfigMapTarget(cluster: "build", namespace: "prow", name: "jobs")
    var keys = (0..<30).map { RunRecord.Key(key: "key-\($0)", change: .added, path: "k") }
    keys[0].writer = #"written by "kubectl-edit" at 2026-03-01T09:05:07Z"#
    let run = RunRecord(
      id: 1,
      source: "acme/rocket@main",
      cause: .hint,
      revision: head,
      startedAt: 900,
      endedAt: 901,
      outcome: .applied,
      message: "1 of 1 ConfigMaps written",
      changes: [
        RunRecord.Change(target: place, kind: .updated, keys: keys, diff: "+password: swordfish\n")
      ]
    )
    let model = model(
      [branch("acme/rocket@main", applied: head)],
      [target(1, at: head)],
      runs: [run]
    )
    let page = StatusPage(model, showsContent: showsContent).render()
    let facts = try PageReader.facts(of: page)
    #expect(
      facts.contains(
        "folded 1970-01-01 00:15:00 UTC applied acme/rocket@main abababababab, after a webhook"
      )
    )
    #expect(facts.contains("h3 updated build/prow/jobs"))
    #expect(!facts.contains { $0.hasPrefix("fault") }, "\(facts)")
    #expect(page.contains("<li>added <code>key-19</code></li>\n<li>and 10 more</li>\n</ul>"))
    let writer = "written by &quot;kubectl-edit&quot; at 2026-03-01T09:05:07Z"
    #expect(page.contains("<li>added <code>key-0</code>, \(writer)</li>"))
    #expect(page.contains("swordfish") == showsContent)
    #expect(page.contains("<code>--show-content</code>") != showsContent)
  }

  @Test
  func itReloadsOnlyIfAsked() throws {
    let model = model([], [])
    let (still, moving) = (
      StatusPage(model).render(), StatusPage(model, isReloading: true).render()
    )
    #expect(!still.contains("http-equiv") && still.contains("<a href=\"?reload\">"))
    #expect(moving.contains("<meta http-equiv=\"refresh\" content=\"30\">"))
    #expect(moving.contains("<a href=\"?\">Stop reloading</a>"))
    #expect(try PageReader.facts(of: moving) == PageReader.facts(of: still))
  }
}
