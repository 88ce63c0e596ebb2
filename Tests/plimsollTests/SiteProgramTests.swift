import Glibc
import TestSupport
import Testing

@Suite("plimsoll site")
struct SiteProgramTests {
  /// The names of the files of a site, by a listing of `find`.
  private func files(in folder: TemporaryFolder, _ site: String = "site") throws -> [String] {
    try folder.shell(
      "cd '\(folder.path)/\(site)' && find . -type f | sed 's,^./,,' | sort > ../list"
    )
    return try folder.text("list").split(separator: "\n").map(String.init)
  }

  private func make(
    _ folder: TemporaryFolder,
    _ arguments: [String] = [],
    of example: String = "examples/acme"
  ) throws -> Program.Outcome {
    try Program.run(
      ["site", "-o", "\(folder.path)/site", "--source", "none", "--date", "2026-03-02"] + arguments,
      at: example
    )
  }

  /// Copies the installation of the recorded pages into a folder.
  private func writeInstallation(_ path: String) throws {
    let files = "\(Project.root)/Tests/plimsollTests/Fixtures/site/files"
    // Under their own names, they would be an installation of this repository.
    let rename = "for name in *.txt */*.txt; do mv $name ${name%.txt}; done"
    try TemporaryFolder().shell("cp -r '\(files)/.' '\(path)/' && cd '\(path)' && \(rename)")
  }

  /// A job file of a repository without anything else.
  private func make(_ folder: TemporaryFolder, jobs: String) throws -> Program.Outcome {
    try folder.write(jobs, to: "jobs/jobs.yaml")
    try folder.write("prowjob_namespace: default\n", to: "config.yaml")
    return try Program.run(
      [
        "site", "-o", "site", "--source", "none", "--title", "Prow jobs", "--config", "config.yaml",
        "--jobs", "jobs",
      ],
      in: folder
    )
  }

  // MARK: Links

  @Test
  func everyLinkLeadsSomewhere() throws {
    let folder = try TemporaryFolder()
    let run = try make(folder)
    #expect(run.status == 0, "\(run.errors)")
    let pages = try files(in: folder).filter { $0.hasSuffix(".html") }
    #expect(pages.count > 40)
    var texts: [String: String] = [:]
    for page in pages { texts[page] = try folder.text("site/\(page)") }
    let all = Set(try files(in: folder))
    for (page, text) in texts.sorted(by: { $0.key < $1.key }) {
      let links = SiteLinks.targets(in: text)
      #expect(links.count > 5, "\(page)")
      for link in links {
        let (path, anchor) = SiteLinks.resolve(link, from: page)
        #expect(all.contains(path), "\(page) leads to \(link)")
        if let anchor {
          #expect(texts[path]?.contains("id=\"\(anchor)\"") == true, "\(page) leads to \(link)")
        }
      }
      let ids = SiteLinks.values(of: "id", in: text)
      #expect(Set(ids).count == ids.count, "\(page) has an id twice")
    }
  }

  @Test
  func theSameFilesGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    #expect(try make(folder).status == 0)
    try folder.shell("mv '\(folder.path)/site' '\(folder.path)/first'")
    #expect(try make(folder).status == 0)
    try folder.shell("diff -r '\(folder.path)/site' '\(folder.path)/first'")
  }

  @Test
  func pagesOfPresetsHaveTheSameNamesInEachRun() throws {
    let jobs = """
      presets:
      - env: [{name: A, value: a}]
      - env: [{name: B, value: b}]
      periodics:
      - {name: a, interval: 1h, spec: {containers: [{image: go}]}}

      """
    let folder = try TemporaryFolder()
    #expect(try make(folder, jobs: jobs).status == 0)
    let names = try files(in: folder).filter { $0.hasPrefix("presets/for-every-pod-") }
    #expect(names.count == 2)
    #expect(try make(folder, jobs: jobs).status == 0)
    #expect(try files(in: folder).filter { $0.hasPrefix("presets/for-every-pod-") } == names)
  }

  // MARK: Many jobs

  @Test
  func aValueOfNearlyAllJobsListsTheOthers() throws {
    let jobs = (0..<1_010).map { number in
      "- {name: job-\(number), interval: 1h, cluster: \(number < 5 ? "other" : "build"), "
        + "labels: {of: everyone}, annotations: {owner: me}, spec: {containers: [{image: go}]}}\n"
    }
    let folder = try TemporaryFolder()
    #expect(try make(folder, jobs: "periodics:\n" + jobs.joined()).status == 0)
    let nearly = try folder.text("site/clusters/build.html")
    #expect(nearly.contains("<p>These are <a href=\"../kinds.html\">all jobs</a> but:</p>\n"))
    #expect(nearly.components(of: "<li><a href=\"../jobs/").count == 5)
    #expect(nearly.contains("<li><a href=\"../jobs/job-4.html\">job-4</a>"))
    let all = try folder.text("site/annotations/owner.html")
    #expect(all.contains("<p>These are <a href=\"../kinds.html\">all jobs</a>.</p>\n"))
    // Somewhere they all are.
    let kind = try folder.text("site/kinds/periodic.html")
    #expect(kind.components(of: "<li><a href=\"../jobs/").count == 1_010)
  }

  // MARK: The folder

  @Test
  func aFolderOfAnEarlierRunIsReplaced() throws {
    let folder = try TemporaryFolder()
    try folder.shell("mkdir '\(folder.path)/site'")
    let jobs = "periodics:\n- {name: a, interval: 1h, spec: {containers: [{image: go}]}}\n"
    #expect(try make(folder, jobs: jobs).status == 0)
    #expect(try files(in: folder).contains("jobs/a.html"))
    #expect(try make(folder, jobs: jobs.replacing("name: a", with: "name: b")).status == 0)
    let files = try files(in: folder)
    #expect(files.contains("jobs/b.html"))
    #expect(!files.contains("jobs/a.html"))
    // Nothing is left next to it.
    try folder.shell("[ \"$(ls -A '\(folder.path)' | grep -c site)\" -eq 1 ]")
  }

  @Test
  func whatOthersWroteIsLeftAlone() throws {
    let jobs = "periodics:\n- {name: a, interval: 1h, spec: {containers: [{image: go}]}}\n"
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "site/notes.txt")
    let foreign = try make(folder, jobs: jobs)
    #expect(foreign.status == 2)
    #expect(
      foreign.errors == """
        plimsoll: can't write site: the folder is not empty, and an earlier run did not write it; name \
        a new or empty folder

        """
    )
    #expect(try files(in: folder) == ["notes.txt"])

    try folder.shell("rm '\(folder.path)/site/notes.txt'")
    #expect(try make(folder, jobs: jobs).status == 0)
    let before = try files(in: folder)
    try folder.write("mine", to: "site/jobs/notes.txt")
    let mixed = try make(folder, jobs: jobs)
    #expect(mixed.status == 2)
    #expect(
      mixed.errors == """
        plimsoll: can't write site: jobs/notes.txt in it is not from an earlier run, which wrote the \
        rest; move it elsewhere

        """
    )
    #expect(Set(try files(in: folder)) == Set(before + ["jobs/notes.txt"]))

    let here = try Program.run(["site", "-o", "."], at: "examples/acme")
    #expect(here.status == 2)
    #expect(
      here.errors == """
        plimsoll: can't write .: the working directory can't be replaced; name a folder in it

        """
    )
  }

  // MARK: Hostile names

  @Test
  func namesOfJobsAreOnlyText() throws {
    let long = String(repeating: "x", count: 4_000)
    let names = [
      "../../etc/passwd", "<script>alert(1)</script>", "Unit", "unit", "a b\"c'd&e", long,
      long + "y",
      "..", ".hidden", "con", "\\u202Eabc", "%2e%2e",
    ]
    let jobs = names.map { name in
      let text = name.hasPrefix("\\") ? name : name.replacing("\"", with: "\\\"")
      return "- {name: \"\(text)\", interval: 1h, spec: {containers: [{image: \"<b>\"}]}}\n"
    }
    let folder = try TemporaryFolder()
    let run = try make(folder, jobs: "periodics:\n" + jobs.joined())
    #expect(run.status == 0, "\(run.errors)")
    let files = try files(in: folder).filter { $0.hasPrefix("jobs/") }
    #expect(files.count == names.count)
    #expect(Set(files.map { $0.lowercased() }).count == names.count)
    for file in files {
      #expect(file.utf8.count < 120)
      #expect(
        file.dropFirst("jobs/".count).utf8.allSatisfy {
          ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10
            || "-_.".utf8.contains($0)
        },
        "\(file)"
      )
    }
    for page in try self.files(in: folder).filter({ $0.hasSuffix(".html") }) {
      let text = try folder.text("site/\(page)")
      #expect(!text.contains("<script>"), "\(page)")
      #expect(!text.contains("<b>"), "\(page)")
      #expect(!text.contains("\u{202E}"), "\(page)")
    }
    #expect(!(try folder.text("site/jobs.js").contains("\u{202E}")))
  }

  // MARK: Pages

  // RECORD_FIXTURES=1 writes the pages into Fixtures/site/pages, and fails.
  @Test(arguments: [
    "index.html", "jobs.js", "jobs/rocket-unit.html", "jobs/rocket-nightly.html",
    "repositories/acme-rocket.html", "presets.html", "presets/preset-cache--true.html",
    "presets/preset-unused--true.html", "images.html",
    "images/registry.example.com-go-v20260110-abcdef0.html", "secrets.html",
    "secrets/uploader.html", "annotations/owner.html", "schedule.html", "configmaps.html",
    "findings.html", "values.html",
  ])
  func aPageIsAsRecorded(_ page: String) throws {
    let folder = try TemporaryFolder()
    let fixtures = "\(Project.root)/Tests/plimsollTests/Fixtures/site"
    try folder.shell("mkdir '\(folder.path)/files'")
    try writeInstallation("\(folder.path)/files")
    let run = try Program.run(
      [
        "site", "-o", "../site", "--source", "https://git.example.com/{path}#L{line}", "--title",
        "Prow jobs", "--date", "2026-03-02", "--config", "config.yaml", "--plugins", "plugins.yaml",
        "--jobs", "jobs",
      ],
      in: folder,
      at: "files"
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "plimsoll: wrote 30 files to ../site, for 2 jobs\n")
    let text = try folder.text("site/\(page)")
    let recorded = page.replacing("/", with: "+")
    let known = try? Project.text("Tests/plimsollTests/Fixtures/site/pages/\(recorded)")
    if text != known, getenv("RECORD_FIXTURES") != nil {
      try folder.shell(
        "mkdir -p '\(fixtures)/pages' && cp '\(folder.path)/site/\(page)' '\(fixtures)/pages/\(recorded)'"
      )
    }
    #expect(text == known)
  }

  @Test
  func growthCountsFromTheCommitThatIsNamed() throws {
    let folder = try TemporaryFolder()
    try writeInstallation(folder.path)
    try folder.commit("first")
    try folder.shell("printf '# more\\n' >>'\(folder.path)/jobs/rocket.yaml'")
    try folder.commit("second")
    let run = try Program.run(["site", "-o", "site", "--since", "HEAD~1"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let page = try folder.text("site/configmaps.html")
    #expect(page.contains("<td>+7</td>"), "\(page)")
    #expect(page.contains("<p>Growth is since commit <code>"), "\(page)")
    let missing = try Program.run(["site", "-o", "other", "--since", "nowhere"], in: folder)
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("plimsoll: git knows no commit \"nowhere\" in "))
  }

  @Test
  func linesHaveAddresses() throws {
    let folder = try TemporaryFolder()
    let template = "https://git.example.com/{path}?line={line}"
    let run = try Program.run(
      ["site", "-o", "\(folder.path)/site", "--source", template],
      at: "examples/acme"
    )
    #expect(run.status == 0, "\(run.errors)")
    let page = try folder.text("site/jobs/engine-build.html")
    #expect(
      page.contains(
        """
        <dt>defined</dt><dd><a href="https://git.example.com/examples/acme/config/jobs/acme/engine/\
        acme-engine.yaml?line=4"><code>config/jobs/acme/engine/acme-engine.yaml:4</code></a></dd>
        """
      )
    )
  }

  @Test(arguments: [
    (
      "ftp://x/{path}",
      "--source takes an address that starts with https://, not \"ftp://x/{path}\""
    ),
    ("https://x/", "--source needs {path} in the address, and {line} can come after it"),
  ])
  func anAddressThatIsNoneIsRefused(_ template: String, _ message: String) throws {
    let run = try Program.run(["site", "-o", "site", "--source", template])
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }
}

extension String {
  /// What comes after each place of a part.
  fileprivate func components(of part: String) -> [Substring] {
    split(separator: part, omittingEmptySubsequences: false).dropFirst().map(\.self)
  }
}

/// The links of pages.
enum SiteLinks {
  /// Where a page leads to within its site.
  static func targets(in page: String) -> [String] {
    (values(of: "href", in: page) + values(of: "src", in: page) + values(of: "action", in: page))
      .filter { !$0.hasPrefix("https://") }
  }

  static func values(of attribute: String, in page: String) -> [String] {
    page.split(separator: " \(attribute)=\"").dropFirst().map { rest in
      String(rest.prefix { $0 != "\"" })
    }
  }

  static func resolve(_ link: String, from page: String) -> (path: String, anchor: String?) {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 ? String(parts[1]) : nil
    if parts[0].isEmpty { return (page, anchor) }
    var segments = page.split(separator: "/").dropLast().map(String.init)
    for segment in parts[0].split(separator: "/") {
      if segment == ".." { _ = segments.popLast() } else { segments.append(String(segment)) }
    }
    return (segments.joined(separator: "/"), anchor)
  }
}
