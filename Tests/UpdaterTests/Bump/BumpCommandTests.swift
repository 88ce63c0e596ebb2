import CryptoExtras
import Glibc
import TestSupport
import Testing
import Updater

/// The real program with git, a registry and GitHub's API over HTTP.
@Suite("plimsoll-updater bump")
struct BumpCommandTests {
  private static let summary = """
    Acme: v20260101-0123abc → v20260821-a61940897, 1 place
      registry.acme.dev/images/deck
      https://github.com/acme/images/compare/0123abc...a61940897
    Acme: v20260102-0123abd → v20260821-a61940897, 1 place
      registry.acme.dev/images/hook
      https://github.com/acme/images/compare/0123abd...a61940897
    2 files in all

    """

  private static let body = """
    | images | from | to | places | what has changed |
    | --- | --- | --- | --- | --- |
    | `registry.acme.dev/images/deck` | `v20260101-0123abc` | `v20260821-a61940897` | 1 | \
    [0123abc...a61940897](https://github.com/acme/images/compare/0123abc...a61940897) |
    | `registry.acme.dev/images/hook` | `v20260102-0123abd` | `v20260821-a61940897` | 1 | \
    [0123abd...a61940897](https://github.com/acme/images/compare/0123abd...a61940897) |

    2 places in 2 files.

    /cc

    """

  // MARK: The pull request

  @Test
  func aPullRequestIsOpenedAndThenBroughtUpToDate() async throws {
    let bed = try BumpBed()
    let first = try await bed.run()
    #expect(
      first.output == Self.summary
        + "pushed the branch autobump to bot/infra\nopened acme/infra#1\n",
      "\(first.errors)"
    )
    #expect(first.status == 0)
    let pull = try #require(bed.gitHub.ownPulls.first)
    #expect(pull.title == "Move Acme images to v20260821-a61940897")
    #expect(pull.body == Self.body)
    #expect(pull.head == "bot:autobump")
    #expect(pull.base == "main")
    #expect(pull.labels == ["images", "ok-to-test"])
    #expect(!pull.canModify)
    #expect(
      try bed.text("-C bot/infra.git show --format='%an <%ae>%n%cn%n%B' --raw autobump") == """
        Acme Bot <bot@acme.dev>
        Acme Bot
        Move Acme images to v20260821-a61940897

        Acme: v20260101-0123abc to v20260821-a61940897
          registry.acme.dev/images/deck
          https://github.com/acme/images/compare/0123abc...a61940897
        Acme: v20260102-0123abd to v20260821-a61940897
          registry.acme.dev/images/hook
          https://github.com/acme/images/compare/0123abd...a61940897


        :100755 100755 \(try Self.ids(bed, "build.sh")) M\tbuild.sh
        :100644 100644 \(try Self.ids(bed, "config/deck.yaml")) M\tconfig/deck.yaml

        """
    )
    #expect(try bed.text("-C bot/infra.git rev-list --count main..autobump") == "1\n")
    // Nothing changes in the clone.
    #expect(try bed.text("-C clone status --porcelain --branch") == "## main...origin/main\n")
    #expect(
      try bed.text("-C clone for-each-ref refs/heads --format='%(refname)'") == "refs/heads/main\n"
    )

    let second = try await bed.run()
    #expect(
      second.output == Self.summary
        + "the branch autobump of bot/infra has these files already\nacme/infra#1 says so already\n"
    )
    #expect(bed.gitHub.ownPulls.count == 1)
    #expect(!bed.gitHub.log.contains { $0.method == "PATCH" })

    for (name, variant) in [("deck", "-go"), ("hook", "")] {
      bed.registry.set(
        "images/\(name)",
        RegistryDouble.Image(tags: ["v20260901-abcdef12\(variant)"])
      )
    }
    let third = try await bed.run()
    #expect(
      third.output.hasSuffix(
        "pushed the branch autobump to bot/infra\nchanged what acme/infra#1 says\n"
      )
    )
    #expect(bed.gitHub.ownPulls.map(\.title) == ["Move Acme images to v20260901-abcdef12"])
    #expect(try bed.text("-C bot/infra.git rev-list --count main..autobump") == "1\n")
    #expect(
      try bed.text("-C bot/infra.git show autobump:config/deck.yaml")
        == "image: registry.acme.dev/images/deck:v20260901-abcdef12-go\n"
    )

    try bed.git(
      "git -C acme/infra.git fetch -q ../../bot/infra.git autobump && git -C acme/infra.git update-ref "
        + "refs/heads/main FETCH_HEAD && git -C clone pull -q"
    )
    let last = try await bed.run()
    #expect(last.output == "no image moves\n")
    #expect(last.status == 0)
  }

  /// The names of a file before and after, as git shortens them.
  private static func ids(_ bed: BumpBed, _ path: String) throws -> String {
    let names = try ["main", "autobump"].map { branch in
      try bed.text("-C bot/infra.git rev-parse --short '\(branch):\(path)'").dropLast()
    }
    return names.joined(separator: " ")
  }

  @Test
  func theCommandLineWinsOverTheConfiguration() async throws {
    let bed = try BumpBed()
    let run = try await bed.run(
      [
        "bump.yaml", "--fork", "acme/infra", "--branch", "bot/images", "--base", "main", "--label",
        "mine", "--author", "Jo Doe <jo@example.com>", "--signoff",
      ],
      withToken: true
    )
    #expect(
      run.output.hasSuffix("pushed the branch bot/images to acme/infra\nopened acme/infra#1\n"),
      "\(run.errors)"
    )
    let pull = try #require(bed.gitHub.ownPulls.first)
    #expect(pull.head == "acme:bot/images")
    #expect(pull.labels == ["mine"])
    #expect(pull.canModify)
    #expect(
      try bed.text("-C acme/infra.git show -s --format='%an <%ae>%n%(trailers)' bot/images")
        == "Jo Doe <jo@example.com>\nSigned-off-by: Jo Doe <jo@example.com>\n\n"
    )
  }

  @Test
  func globsNeedNoConfiguration() async throws {
    let bed = try BumpBed()
    let run = try await bed.run(
      [
        "--to", "registry.acme.dev/images/h*=latest", "--in", "build.sh", "--in", "config",
        "--repo",
        "acme/infra",
      ],
      withToken: true
    )
    #expect(
      run.output == """
        registry.acme.dev/images/h*: v20260102-0123abd → v20260821-a61940897, 1 place
          registry.acme.dev/images/hook
        1 file in all
        pushed the branch autobump to acme/infra
        opened acme/infra#1

        """,
      "\(run.errors)"
    )
    #expect(
      try bed.text("-C acme/infra.git show -s --format='%an <%ae>' autobump")
        == "updater[bot] <updater[bot]@users.noreply.github.com>\n"
    )
    #expect(bed.registry.requests == ["GET /v2/images/hook/tags/list?n=1000"])
  }

  @Test
  func whatIsNotWrittenIsShown() async throws {
    let bed = try BumpBed()
    let run = try await bed.run(["bump.yaml", "--dry-run"])
    #expect(
      run.output == """
        diff --git a/config/deck.yaml b/config/deck.yaml
        --- a/config/deck.yaml
        +++ b/config/deck.yaml
        @@ -1 +1 @@
        -image: registry.acme.dev/images/deck:v20260101-0123abc-go
        +image: registry.acme.dev/images/deck:v20260821-a61940897-go
        diff --git a/build.sh b/build.sh
        --- a/build.sh
        +++ b/build.sh
        @@ -1 +1 @@
        -docker run registry.acme.dev/images/hook:v20260102-0123abd
        +docker run registry.acme.dev/images/hook:v20260821-a61940897

        """
    )
    #expect(
      run.errors == Self.summary
        + "the branch autobump would get a commit, and a pull request of acme/infra: Move Acme images to "
        + "v20260821-a61940897\n"
    )
    #expect(bed.gitHub.log.isEmpty)
    #expect(try bed.text("-C bot/infra.git branch --list autobump").isEmpty)
    #expect(try bed.text("-C clone status --porcelain").isEmpty)
  }

  @Test
  func aBranchCanBeMadeInTheCloneAlone() async throws {
    let bed = try BumpBed()
    let arguments = ["bump.yaml", "--skip-pull-request"]
    let run = try await bed.run(arguments)
    let commit = try bed.text("-C clone rev-parse --short=12 autobump")
    #expect(
      run.output == Self.summary + "the branch autobump has commit \(commit)",
      "\(run.errors)"
    )
    #expect(
      try bed.text("-C clone diff --name-only main autobump") == "build.sh\nconfig/deck.yaml\n"
    )
    #expect(try bed.text("-C clone status --porcelain --branch") == "## main...origin/main\n")
    #expect(bed.gitHub.log.isEmpty)
    let other = try await bed.run(arguments + ["--branch", "main"])
    #expect(other.status == 2)
    #expect(
      other.errors
        == "plimsoll-updater: the branch \"main\" is checked out; name another one with --branch\n"
    )
  }

  @Test
  func aCloneWithoutHistoryIsEnough() async throws {
    let bed = try BumpBed()
    try bed.git(
      """
      for number in 1 2 3; do
        git -C clone commit -q --allow-empty -m $number && git -C clone push -q
      done
      git -C bot/infra.git fetch -q ../../acme/infra.git main:main
      rm -rf clone && git clone -q --depth 1 "file://$PWD/acme/infra.git" clone
      """
    )
    let run = try await bed.run()
    #expect(run.output.hasSuffix("opened acme/infra#1\n"), "\(run.errors)")
    #expect(try bed.text("-C bot/infra.git rev-list --count autobump") == "5\n")
  }

  @Test
  func anAppPushesToTheRepositoryItself() async throws {
    let bed = try BumpBed()
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    try bed.folder.write(key.pemRepresentation, to: "key.pem")
    let run = try await bed.run([
      "bump.yaml", "--github-app-id", "7", "--github-app-key-file", "\(bed.folder.path)/key.pem",
    ])
    #expect(
      run.output.hasSuffix("pushed the branch autobump to acme/infra\nopened acme/infra#1\n"),
      "\(run.errors)"
    )
    #expect(bed.gitHub.ownPulls.map(\.head) == ["acme:autobump"])
  }

  @Test
  func aBranchThatMovesMeanwhileIsLeftAlone() async throws {
    let bed = try BumpBed()
    #expect(try await bed.run().status == 0)
    bed.registry.set("images/deck", RegistryDouble.Image(tags: ["v20260901-abcdef12-go"]))
    bed.registry.set("images/hook", RegistryDouble.Image(tags: ["v20260901-abcdef12"]))
    let folder = bed.folder.path
    bed.gitHub.inject(
      .meanwhile(isDone: true) {
        _ = system("git -C '\(folder)/bot/infra.git' update-ref refs/heads/autobump main")
      },
      when: { $0.path.contains("/git/commits/") }
    )
    let run = try await bed.run()
    #expect(run.status == 2)
    #expect(
      run.errors == "plimsoll-updater: somebody has pushed to the branch \"autobump\" of "
        + "file://\(folder)/bot/infra.git meanwhile; run it again\n"
    )
    #expect(bed.gitHub.ownPulls.map(\.title) == ["Move Acme images to v20260821-a61940897"])
  }

  // MARK: What is not lost

  @Test
  func changesThatAreNotCommittedAreNotTakenAlong() async throws {
    let bed = try BumpBed()
    try bed.folder.write(BumpBed.deck + "# mine\n", to: "clone/config/deck.yaml")
    let changed = try await bed.run()
    #expect(changed.status == 2)
    #expect(
      changed.errors
        == "plimsoll-updater: config/deck.yaml has changes that are not committed: commit "
        + "them, or take them away with git stash\n"
    )
    try bed.git("git -C clone checkout -q .")
    try bed.folder.write(BumpBed.deck, to: "clone/config/new.yaml")
    let new = try await bed.run()
    #expect(
      new.errors
        == "plimsoll-updater: config/new.yaml is not in git: commit it first, or leave it out\n"
    )
    // A commit that only the clone has must not get into the pull request.
    try bed.git("git -C clone add -A && git -C clone commit -q -m mine")
    let ahead = try await bed.run()
    #expect(ahead.status == 2)
    #expect(
      ahead.errors.contains(" that is checked out is not in \"main\" of acme/infra: check out")
    )
    #expect(bed.gitHub.ownPulls.isEmpty)
    #expect(try bed.text("-C bot/infra.git branch --list autobump").isEmpty)
  }

  @Test
  func commitsOfOthersOnTheBranchStay() async throws {
    let bed = try BumpBed()
    #expect(try await bed.run().status == 0)
    try bed.git(
      "git clone -q -b autobump bot/infra.git other && cd other && echo fix > fix && git add -A "
        + "&& git commit -q -m fix && git push -q"
    )
    let tip = try bed.text("-C bot/infra.git rev-parse autobump")
    let refused = try await bed.run()
    #expect(refused.status == 2)
    #expect(
      refused.errors == "plimsoll-updater: the branch \"autobump\" of bot/infra has a commit by "
        + "jo@acme.dev, which is not lost: merge or delete the branch, or name another one with --branch\n"
    )
    #expect(try bed.text("-C bot/infra.git rev-parse autobump") == tip)
    // What the button for an update of the branch makes may go.
    try bed.git(
      "cd other && git reset -q --hard HEAD^ && git checkout -q --detach origin/main && git commit -q "
        + "--allow-empty -m more && git checkout -q autobump && git merge -q --no-ff -m merge @{-1} "
        + "&& echo x >> build.sh && git commit -q -a --amend -m merge && git push -q -f"
    )
    #expect(try await bed.run().output.contains("pushed the branch autobump to bot/infra\n"))
  }

  @Test
  func theBaseIsNotPushedTo() async throws {
    let bed = try BumpBed()
    let run = try await bed.run(["bump.yaml", "--fork", "acme/infra", "--branch", "main"])
    #expect(
      run.errors
        == "plimsoll-updater: the bump can't be pushed to \"main\", which it is for; see --branch\n"
    )
  }

  // MARK: Registries

  @Test
  func anImageThatNobodyKnowsHoldsNothingUp() async throws {
    let evil = "image: registry.acme.dev/images/--upload-pack=x:v20260101-0123abc\n"
    let bed = try BumpBed(
      [
        "config/gone.yaml": "image: registry.acme.dev/images/gone:v20260101-0123abc\n",
        "config/up.yaml": "image: registry.acme.dev/images/Up.-:v20260101-0123abc\n",
        "config/--x \"$(touch y)\".yaml": BumpBed.deck, "config/evil.yaml": evil,
      ],
      config: BumpBed.config.replacing("consistentImages: true", with: "summarise: true")
    )
    let run = try await bed.run()
    #expect(run.status == 1)
    #expect(
      run.errors == "plimsoll-updater: no tags were found of registry.acme.dev/images/Up.-, "
        + "registry.acme.dev/images/gone; the reasons are above\n"
    )
    #expect(
      run.output.contains(
        "config/up.yaml:1:38: registry.acme.dev/images/Up.-:v20260101-0123abc stays: no registry takes this "
          + "as the name of an image\n"
      ),
      "\(run.output)"
    )
    #expect(
      run.output.contains("registry.acme.dev/images/gone:v20260101-0123abc stays: 127.0.0.1:")
    )
    let pull = try #require(bed.gitHub.ownPulls.first)
    #expect(pull.body.contains("\nThese keep their tags:\n\n- `config/gone.yaml:1:"))
    #expect(
      try bed.text("-C bot/infra.git show 'autobump:config/--x \"$(touch y)\".yaml'")
        == "image: registry.acme.dev/images/deck:v20260821-a61940897-go\n"
    )
  }

  @Test
  func imagesOfOneVersionStayTogether() async throws {
    let bed = try BumpBed()
    bed.registry.set("images/hook", RegistryDouble.Image(tags: ["v20260901-abcdef12"]))
    let run = try await bed.run()
    #expect(run.status == 1)
    #expect(
      run.errors.hasSuffix(
        "plimsoll-updater: nothing was written: these images must have one version\n"
      )
    )
    #expect(bed.gitHub.log.isEmpty)
  }

  @Test
  func anotherInstallationCanSayTheVersion() async throws {
    let bed = try BumpBed(
      config: BumpBed.config.replacing(
        "targetVersion: latest",
        with: "targetVersion: upstream\nupstreamURLBase: http://UPSTREAM"
      ).replacing("consistentImages: true", with: "refConfigFile: prow/deck.yaml")
    )
    let text = try bed.folder.text("clone/bump.yaml")
    bed.registry.serve(
      "    image: registry.acme.dev/images/deck:v20260821-a61940897\n",
      at: "/up/prow/deck.yaml"
    )
    bed.registry.set("images/hook", RegistryDouble.Image(tags: ["v20260901-abcdef12"]))
    // The port is known only now; the configuration need not be committed.
    let run = try await bed.registry.withServer { port in
      try bed.folder.write(
        text.replacing("UPSTREAM", with: "127.0.0.1:\(port)/up"),
        to: "clone/bump.yaml"
      )
      return try await bed.run()
    }
    #expect(
      run.output.contains("Acme: v20260101-0123abc → v20260821-a61940897, 1 place\n"),
      "\(run.errors)"
    )
    #expect(
      run.output.contains(
        "registry.acme.dev/images/hook:v20260102-0123abd stays: its registry has no tag "
          + "v20260821-a61940897\n"
      )
    )
    #expect(run.status == 0)
  }

  @Test
  func whoIsOnCallIsAsked() async throws {
    let bed = try BumpBed(
      config: BumpBed.config.replacing(
        "selfAssign: true",
        with: "onCallAddress: http://ONCALL/oncall.json\nonCallGroup: images"
      )
    )
    let text = try bed.folder.text("clone/bump.yaml")
    func run(_ answer: String, _ more: String = "") async throws -> BumpBed.Ending {
      bed.registry.serve(answer, at: "/oncall.json")
      return try await bed.registry.withServer { port in
        try bed.folder.write(
          text.replacing("ONCALL", with: "127.0.0.1:\(port)") + more,
          to: "clone/bump.yaml"
        )
        return try await bed.run()
      }
    }
    let nobody = try await run(
      #"{"Oncall": {"images": ""}, "Active": {"images": false}}"#,
      "skipIfNoOncall: true\n"
    )
    #expect(nobody.output == "nobody is on call, so nothing is done (skipIfNoOncall)\n")
    #expect(nobody.status == 0)
    #expect(bed.gitHub.log.isEmpty)
    let jo = try await run(#"{"Oncall": {"images": "jo"}, "Active": {"images": true}}"#)
    #expect(jo.status == 0, "\(jo.errors)")
    #expect(bed.gitHub.ownPulls.first?.body.hasSuffix("\n\n/cc @jo\n") == true)
    let unknown = try await run("{}")
    let words = "/oncall.json does not say who of \"images\" is on call"
    #expect(unknown.errors.hasSuffix("\(words), so nobody is asked to look at it\n"))
    #expect(unknown.status == 0)
    let stopped = try await run("{}", "skipIfNoOncall: true\n")
    #expect(stopped.status == 2)
    #expect(stopped.errors.hasSuffix("\(words)\n"))
  }

  // MARK: The command line

  @Test(arguments: [
    (
      ["bump.yaml", "--registry", "a.b=http://a.b"],
      "--registry takes HOST=https://HOST, and http:// only"
    ),
    (["bump.yaml", "--repo", "acme"], "--repo takes org/repo, not \"acme\""),
    (["bump.yaml", "--branch", "-x"], "--branch"),
    (["--to", "a.b/*=latest"], "nothing says where the pull request is made: use --repo org/repo"),
    (
      ["--to", "a.b/*=latest", "--repo", "acme/infra"],
      "give --github-token-file, --github-token-env or"
    ),
    (["gerrit.yaml"], "gerrit is not supported: only pull requests on GitHub are made"),
    (["odd.yaml"], "targetVersion of odd.yaml is \"newest\", which says no tag: use --to"),
    (["bump.yaml", "--docker-config", "none.json"], "can't read none.json"),
    (["bump.yaml", "--author", "Jo"], "'--author"),
  ])
  func saysWhatIsMissing(_ arguments: [String], _ words: String) async throws {
    let bed = try BumpBed()
    try bed.folder.write(
      BumpBed.config + "gerrit: {author: a, autobumpPRIdentifier: b, hostRepo: c, cookieFile: d}\n",
      to: "clone/gerrit.yaml"
    )
    try bed.folder.write(
      BumpBed.config.replacing("targetVersion: latest", with: "targetVersion: newest"),
      to: "clone/odd.yaml"
    )
    let run = try await bed.run(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(bed.gitHub.log.isEmpty)
  }
}
