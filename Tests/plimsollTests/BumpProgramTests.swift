import TestSupport
import Testing

@Suite("plimsoll bump")
struct BumpProgramTests {
  private static let config = """
    includedConfigPaths: [config, other]
    excludedConfigPaths: [other/old]
    extraFiles: [build.sh]
    targetVersion: latest
    prefixes:
    - name: Acme
      prefix: gcr.io/acme-images/
      repo: https://github.com/acme/images
      consistentImages: true
      consistentImageExceptions: [gcr.io/acme-images/stale]

    """
  private static let image = "image: gcr.io/acme-images/deck:v20260101-0123abc-go\n"

  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.config, to: "bump.yaml")
    try folder.write("a: &a {\(Self.image.dropLast())}\nb: *a\n", to: "config/a.yaml")
    try folder.write(Self.image, to: "config/a.yml")
    try folder.write(Self.image, to: "other/old.yaml")
    try folder.write("image: gcr.io/acme-images/stale:latest\n", to: "other/b.yaml")
    try folder.write("docker run gcr.io/acme-images/hook:v20260102-0123abd\n", to: "build.sh")
    try folder.commit()
    return folder
  }

  private static let summary = """
    Acme: v20260101-0123abc → v20260821-a61940897, 1 place
      gcr.io/acme-images/deck
      https://github.com/acme/images/compare/0123abc...a61940897
    Acme: v20260102-0123abd → v20260821-a61940897, 1 place
      gcr.io/acme-images/hook
      https://github.com/acme/images/compare/0123abd...a61940897
    2 files in all
    kept:
      other/b.yaml:1:33: gcr.io/acme-images/stale:latest has a tag that is not a date and a commit

    """

  private static let arguments = ["bump", "bump.yaml", "--to", "v20260821-a61940897"]

  @Test
  func writesTheFilesOfTheConfiguration() throws {
    let folder = try repository()
    let run = try Program.run(Self.arguments, in: folder)
    #expect(run.output == Self.summary, "\(run.errors)")
    #expect(run.status == 0)
    #expect(
      try folder.text("config/a.yaml")
        == "a: &a {image: gcr.io/acme-images/deck:v20260821-a61940897-go}\nb: *a\n"
    )
    #expect(
      try folder.text("build.sh") == "docker run gcr.io/acme-images/hook:v20260821-a61940897\n"
    )
    #expect(try folder.text("config/a.yml") == Self.image)
    #expect(try folder.text("other/old.yaml") == Self.image)
    let again = try Program.run(Self.arguments, in: folder)
    #expect(again.output.hasPrefix("no image moves\n"))
  }

  @Test
  func aPatchIsTheSame() throws {
    let folder = try repository()
    let dry = try Program.run(Self.arguments + ["--dry-run"], in: folder)
    #expect(dry.output == Self.summary)
    let run = try Program.run(Self.arguments + ["--diff"], in: folder)
    #expect(run.errors == Self.summary)
    #expect(
      run.output == """
        diff --git a/config/a.yaml b/config/a.yaml
        --- a/config/a.yaml
        +++ b/config/a.yaml
        @@ -1,2 +1,2 @@
        -a: &a {image: gcr.io/acme-images/deck:v20260101-0123abc-go}
        +a: &a {image: gcr.io/acme-images/deck:v20260821-a61940897-go}
         b: *a
        diff --git a/build.sh b/build.sh
        --- a/build.sh
        +++ b/build.sh
        @@ -1 +1 @@
        -docker run gcr.io/acme-images/hook:v20260102-0123abd
        +docker run gcr.io/acme-images/hook:v20260821-a61940897

        """
    )
    #expect(try folder.text("build.sh").hasSuffix("v20260102-0123abd\n"))
  }

  @Test
  func imagesStayTogether() throws {
    let folder = try repository()
    try folder.write("image: gcr.io/acme-images/new:v20270101-0123abc\n", to: "config/new.yaml")
    let run = try Program.run(Self.arguments, in: folder)
    #expect(run.status == 1)
    #expect(
      run.errors == """
          config/new.yaml:1:31: gcr.io/acme-images/new:v20270101-0123abc is newer; --allow-older \
        moves it, too
        plimsoll: nothing was written: these images must have one version

        """
    )
    #expect(try folder.text("build.sh").hasSuffix("v20260102-0123abd\n"))
    let older = try Program.run(Self.arguments + ["--allow-older"], in: folder)
    #expect(older.status == 0)
    #expect(
      try folder.text("config/new.yaml") == "image: gcr.io/acme-images/new:v20260821-a61940897\n"
    )
  }

  @Test
  func globsChooseImages() throws {
    let folder = try TemporaryFolder()
    try folder.write("plank: {}\nprowjob_namespace: a\npod_namespace: b\n", to: "prow/config.yaml")
    let job = "periodics:\n- {name: a, interval: 1h, spec: {containers: [{IMAGE}]}}\n"
    try folder.write(
      job.replacing("IMAGE", with: Self.image.dropLast())
        + "# gcr.io/acme-images/x/y:v20260101-0123abc\n",
      to: "prow/jobs/a.yaml"
    )
    let run = try Program.run(
      ["bump", "--to", "gcr.io/acme-images/*=v20260821-a61940897"],
      in: folder
    )
    #expect(
      run.output == """
        gcr.io/acme-images/*: v20260101-0123abc → v20260821-a61940897, 1 place
          gcr.io/acme-images/deck
        1 file in all

        """,
      "\(run.errors)"
    )
    #expect(
      try folder.text("prow/jobs/a.yaml").contains("gcr.io/acme-images/x/y:v20260101-0123abc\n")
    )
    let wrong = try Program.run(
      ["bump", "--to", "gcr.io/acme-image/*=v20260821-a61940897"],
      in: folder
    )
    #expect(wrong.output == "gcr.io/acme-image/*: there is no such image\nno image moves\n")
    let named = try Program.run(
      ["bump", "--to", "**=v20260821-a61940897", "--in", "prow/jobs/a.yaml"],
      in: folder
    )
    #expect(named.output.contains("gcr.io/acme-images/x/y\n"))
  }

  @Test(arguments: [
    (["bump"], "Error: name a configuration of the autobumper, or what moves with --to"),
    (
      ["bump", "--to", "v20260821-a61940897"], "Error: without a configuration, --to takes GLOB=TAG"
    ),
    (
      ["bump", "--to", "gcr.io/acme/*=v1.2"],
      "Error: The value 'gcr.io/acme/*=v1.2' is invalid for '--to <[glob=]tag>': \"v1.2\" is not a date"
    ),
    (
      ["bump", "--to", "=v20260821-a61940897"], "there is no glob in front of =v20260821-a61940897"
    ),
    (
      ["bump", "bump.yaml"],
      "plimsoll: targetVersion of bump.yaml is \"latest\", and plimsoll asks no"
    ),
    (["bump", "none.yaml", "--to", "v20260821-a61940897"], "plimsoll: can't read none.yaml"),
    (["bump", "build.sh", "--to", "v20260821-a61940897"], "build.sh:1:1: error: "),
    (
      ["bump", "away.yaml", "--to", "v20260821-a61940897"],
      "plimsoll: can't read /etc: it is not in the repository"
    ),
    (
      ["bump", "gone.yaml", "--to", "v20260821-a61940897"],
      "plimsoll: can't read gone: no such file or folder"
    ),
  ])
  func saysWhatIsMissing(_ arguments: [String], _ words: String) throws {
    let folder = try repository()
    try folder.write(
      Self.config.replacing("[config, other]", with: "[/etc]"),
      to: "away.yaml"
    )
    try folder.write(Self.config.replacing("[config, other]", with: "[gone]"), to: "gone.yaml")
    let run = try Program.run(arguments, in: folder)
    #expect(run.status != 0)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
