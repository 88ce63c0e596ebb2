import Glibc
import TestSupport
import Testing

/// Runs the built program on repositories, files and pipes that mean harm.
@Suite("Hostile surroundings")
struct HostileTests {
  private let job =
    "periodics:\n- name: a\n  interval: 1h\n  spec: {containers: [{image: x, command: [a]}]}\n"

  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: default\n", to: "prow/config.yaml")
    try folder.write(
      "config_updater: {maps: {prow/config.yaml: {name: config}}}\n",
      to: "prow/plugins.yaml"
    )
    try folder.write(job, to: "prow/jobs/a.yaml")
    return folder
  }

  // MARK: Git

  /// All that a repository can name to be run, each as a program that leaves a mark.
  private func trapped() throws -> TemporaryFolder {
    let folder = try repository()
    let trap = "\(folder.path)/.git/trap"
    try folder.write("* filter=t diff=t merge=t\n", to: ".gitattributes")
    try folder.commit()
    try folder.write(job + "# more\n", to: "prow/jobs/a.yaml")
    try folder.commit()
    try folder.write("#!/bin/sh\necho \"$0 $@\" >>'\(trap).ran'\nexit 1\n", to: ".git/trap")
    try folder.shell("chmod +x '\(trap)'")
    let settings = [
      "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass",
      "core.gitProxy", "core.alternateRefsCommand", "diff.external", "diff.t.command",
      "diff.t.textconv", "filter.t.clean", "filter.t.smudge", "filter.t.process", "merge.t.driver",
      "uploadpack.packObjectsHook", "gpg.program", "credential.helper", "pager.diff",
      "pager.ls-tree", "interactive.diffFilter", "sequence.editor", "alias.rev-parse",
      "remote.origin.uploadpack", "ssh.command", "browser.t.cmd",
    ]
    for name in settings { try folder.shell("git -C '\(folder.path)' config '\(name)' '\(trap)'") }
    try folder.shell(
      "cd '\(folder.path)' && git config alias.ls-tree '!\(trap)' && git config log.showSignature true"
        + " && git config remote.origin.url 'ext::\(trap)' && git config protocol.ext.allow always"
        + " && git config remote.origin.promisor true && git config core.bare false"
        + " && for h in post-checkout fsmonitor-watchman post-index-change pre-commit reference-transaction;"
        + " do cp '\(trap)' .git/hooks/$h; done"
    )
    return folder
  }

  @Test(arguments: [
    ["diff", "HEAD~1", "HEAD"], ["diff", "HEAD~1"], ["diff"], ["generate", "--rev", "HEAD"],
    ["generate"], ["plan-partitions", "config", "--count", "2", "--rev", "HEAD"], ["lint"],
    [
      "trigger", "--repo", "o/r", "--branch", "main", "--from", "HEAD~1", "--jobs", "prow/jobs",
    ],
  ])
  func nothingIsRunThatARepositoryNames(_ arguments: [String]) throws {
    let folder = try trapped()
    _ = try Program.run(arguments, in: folder)
    #expect((try? folder.text(".git/trap.ran")) == nil)
  }

  @Test
  func aMissingObjectIsNotFetched() throws {
    let folder = try trapped()
    try folder.shell(
      "cd '\(folder.path)' && git config extensions.partialClone origin && "
        + "rm -f .git/objects/$(git rev-parse HEAD:prow/plugins.yaml | sed 's|^..|&/|')"
    )
    let run = try Program.run(["generate", "--rev", "HEAD"], in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect((try? folder.text(".git/trap.ran")) == nil)
  }

  @Test
  func aBareRepositoryInsideOfAnotherIsNotUsed() throws {
    let folder = try repository()
    try folder.commit()
    try folder.shell("git clone -q --bare '\(folder.path)' '\(folder.path)/sub'")
    try folder.write(
      "[core]\n\tbare = true\n\tfsmonitor = '\(folder.path)/trap'\n",
      to: "sub/config"
    )
    let run = try Program.run(["generate", "--rev", "HEAD", "--repo-root", "sub"], in: folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("safe.bareRepository"), "\(run.errors)")
  }

  @Test(arguments: [
    "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_LITERAL_PATHSPECS",
    "GIT_EXTERNAL_DIFF", "GIT_TRACE", "GIT_PAGER",
  ])
  func variablesOfGitChangeNothing(_ name: String) throws {
    let folder = try repository()
    try folder.commit()
    try folder.write(job + "# more\n", to: "prow/jobs/a.yaml")
    let plain = try Program.run(["diff", "HEAD"], in: folder)
    let run = try Program.run(["diff", "HEAD"], in: folder, variables: "\(name)=1")
    #expect(run.status == plain.status && run.output == plain.output, "\(run.errors)")
    #expect(run.errors == plain.errors)
  }

  @Test
  func aLargeBlobIsNotUnpacked() throws {
    let folder = try repository()
    try folder.write(
      "config_updater: {maps: {\"prow/**\": {name: config}}}\n",
      to: "prow/plugins.yaml"
    )
    try folder.shell("truncate -s 200M '\(folder.path)/prow/big.yaml'")
    try folder.commit()
    let command = ["generate", "--rev", "HEAD", "--no-color"]
    let run = try Program.run(command, in: folder, limits: "ulimit -v 4000000")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(
      run.errors.hasPrefix(
        "prow/big.yaml:1:1: error: prow/big.yaml is not read: it has 209,715,200 bytes, and no "
          + "ConfigMap can hold it [configmap-irregular-file]\n"
      ),
      "\(run.errors)"
    )
  }

  // MARK: Files

  @Test
  func linksInTheOutputAreNotFollowed() throws {
    let folder = try repository()
    try folder.write("PRECIOUS\n", to: "victim")
    try folder.shell(
      "cd '\(folder.path)' && mkdir -p out/default/default elsewhere && "
        + "ln -s ../../../victim out/default/default/config.yaml"
    )
    let run = try Program.run(["generate", "-o", "out"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("victim") == "PRECIOUS\n")
    #expect(try folder.text("out/default/default/config.yaml").hasPrefix("apiVersion"))
    try folder.shell(
      "cd '\(folder.path)' && chmod 640 out/default/default/config.yaml && "
        + "mkdir more && ln -s ../elsewhere more/default"
    )
    #expect(try Program.run(["generate", "-o", "out"], in: folder).status == 0)
    try folder.shell("[ $(stat -c %a '\(folder.path)/out/default/default/config.yaml') = 640 ]")
    let outside = try Program.run(["generate", "-o", "more"], in: folder)
    #expect(outside.status == 2)
    #expect(
      outside.errors.contains(
        "can't write more/default: it is a link or a file, not a folder; remove it"
      ),
      "\(outside.errors)"
    )
    try folder.shell(
      "[ -z \"$(find '\(folder.path)/elsewhere' '\(folder.path)/out' -name '*.new')\" ]"
    )
    try folder.shell("[ -z \"$(ls '\(folder.path)/elsewhere')\" ]")
  }

  @Test
  func initReplacesNoLink() throws {
    let folder = try repository()
    try folder.shell("ln -s nowhere '\(folder.path)/.plimsoll.yaml'")
    #expect(try Program.run(["init"], in: folder).status == 2)
    try folder.shell("[ ! -e '\(folder.path)/nowhere' ]")
  }

  /// What a line of the settings or a link leads to, which no output may show.
  private let secret = "sekret_field: 1\n"

  @Test(arguments: [
    "prow: {config: ../secret}\n", "prow: {plugins: ../secret}\n", "prow: {jobs: [../secret]}\n",
    "prow: {jobs: [..]}\n", "prow: {config: /proc/self/environ}\n", "prow: {config: .git/config}\n",
    "prow: {config: prow/link.yaml}\n", "prow: {jobs: [prow/jobs, outside]}\n",
  ])
  func settingsShowNoFileOutside(_ settings: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(secret, to: "secret")
    try folder.write(secret, to: "more/b.yaml")
    let inner = try repository()
    try folder.shell("mv '\(inner.path)' '\(folder.path)/repo' && mkdir '\(inner.path)'")
    try folder.shell(
      "cd '\(folder.path)/repo' && git init -q . && git config sekret.field 1 && "
        + "ln -s ../../secret prow/link.yaml && ln -s ../more outside"
    )
    try folder.write(settings, to: "repo/.plimsoll.yaml")
    for command in [
      ["lint"], ["jobs"], ["generate"], ["diff", "HEAD"], ["render", "prowjob", "--job", "a"],
    ] {
      let run = try Program.run(command, in: folder, at: "repo")
      #expect(!(run.output + run.errors).contains("sekret"), "\(command): \(run.errors)")
      if command == ["lint"] { #expect(run.status != 0, "\(run.output)") }
    }
  }

  @Test(arguments: [
    ".plimsoll.yaml", "prow/config.yaml", "prow/plugins.yaml", "prow/jobs", ".prow.yaml",
  ])
  func usualPlacesShowNoFileOutside(_ name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(secret, to: "secret")
    try folder.write(secret, to: "more/b.yaml")
    let inner = try repository()
    try folder.shell("mv '\(inner.path)' '\(folder.path)/repo' && mkdir '\(inner.path)'")
    let target = name == "prow/jobs" ? "more" : "secret"
    try folder.shell(
      "cd '\(folder.path)/repo' && git init -q . && rm -rf \(name) && "
        + "ln -s \(folder.path)/\(target) \(name)"
    )
    for command in [
      ["lint"], ["lint", "."], ["lint", "--prow-yaml-repo", "o/r"], ["jobs"], ["generate"],
    ] {
      let run = try Program.run(command, in: folder, at: "repo")
      #expect(!(run.output + run.errors).contains("sekret"), "\(command): \(run.output)")
      if command == ["lint"], name != ".prow.yaml" { #expect(run.status != 0, "\(run.output)") }
    }
  }

  @Test(arguments: [("prow: [\n", 2), ("prow: {config: [a]}\n", 1), ("prow: x\n", 1)])
  func settingsThatCantBeReadMakeNothing(_ settings: String, _ line: Int) throws {
    let folder = try repository()
    try folder.commit()
    try folder.write(settings, to: ".plimsoll.yaml")
    for command in [["generate"], ["diff", "HEAD"]] {
      let run = try Program.run(command, in: folder)
      #expect(run.status == 2 && run.output.isEmpty, "\(run.output)")
      #expect(run.errors.hasPrefix(".plimsoll.yaml:\(line):"), "\(run.errors)")
    }
  }

  @Test
  func whatTheCommandLineNamesIsTrusted() throws {
    let folder = try TemporaryFolder()
    try folder.write("prowjob_namespace: x\nsekret_field: 1\n", to: "config.yaml")
    try folder.write(job, to: "repo/jobs/a.yaml")
    try folder.write("prow: {config: ../config.yaml}\n", to: "repo/.plimsoll.yaml")
    try folder.shell("git init -q '\(folder.path)/repo'")
    let refused = try Program.run(["lint"], in: folder, at: "repo")
    #expect(refused.status == 2)
    #expect(
      refused.errors == """
        plimsoll: can't read ../config.yaml: .plimsoll.yaml:1 names it, and it is not in the \
        repository; name it on the command line

        """
    )
    let named = try Program.run(
      ["lint", "--config", "../config.yaml", "--format", "concise"],
      in: folder,
      at: "repo"
    )
    #expect(named.output.contains("unknown field \"sekret_field\""), "\(named.errors)")
  }

  @Test
  func linksOutOfTheRepositoryAreFindings() throws {
    let folder = try TemporaryFolder()
    try folder.write(secret, to: "secret.yaml")
    try folder.write(job, to: "repo/jobs/a.yaml")
    try folder.write(job.replacing("name: a", with: "name: b"), to: "repo/shared.yaml")
    try folder.shell(
      "cd '\(folder.path)/repo' && git init -q . && cd jobs && ln -s ../../secret.yaml out.yaml && "
        + "ln -s nowhere none.yaml && ln -s ../shared.yaml in.yaml && ln -s ../.git/config git.yaml && "
        + "ln -s loop.yaml loop.yaml && ln -s .. folder && ln -s .. folder.yaml && mkfifo pipe.yaml"
    )
    let run = try Program.run(
      ["lint", "jobs", "--select", "unreadable-file", "--format", "concise"],
      in: folder,
      at: "repo"
    )
    #expect(run.status == 1)
    #expect(
      run.output.split(separator: "\n").filter { $0.contains("unreadable-file") } == [
        "jobs/folder.yaml:1:1: error: this file is not read: it is a folder [unreadable-file]",
        "jobs/git.yaml:1:1: error: this file is not read: the symbolic link leads out of the repository [unreadable-file]",
        "jobs/loop.yaml:1:1: error: this file is not read: the symbolic link leads in a circle [unreadable-file]",
        "jobs/none.yaml:1:1: error: this file is not read: the symbolic link leads to nothing [unreadable-file]",
        "jobs/out.yaml:1:1: error: this file is not read: the symbolic link leads out of the repository [unreadable-file]",
        "jobs/pipe.yaml:1:1: error: this file is not read: it is a named pipe [unreadable-file]",
      ]
    )
    #expect(!run.output.contains("sekret"))
  }

  @Test
  func namesThatAreNotUTF8AreFindings() throws {
    let folder = try TemporaryFolder()
    try folder.write("periodics:\n- {name: a, interval: x}\n", to: "jobs/ok.yaml")
    try folder.shell(
      "cd '\(folder.path)/jobs' && printf 'periodics: []' > \"$(printf '\\377.yaml')\" && "
        + "mkdir \"$(printf 'f\\200')\""
    )
    let run = try Program.run(["lint", "jobs", "--format", "concise"], in: folder)
    #expect(run.status == 1)
    #expect(run.output.contains("jobs/ok.yaml:2:23: error: interval"), "\(run.output)")
    #expect(
      run.output.contains(
        "jobs/\u{FFFD}.yaml:1:1: error: this file is not read: its name is not UTF-8 [unreadable-file]\n"
      )
    )
    #expect(
      run.output.contains(
        "jobs/f\u{FFFD}:1:1: error: this file is not read: this is a folder whose name"
      )
    )
  }

  @Test
  func pipesAndHugeFilesAreNotWaitedFor() throws {
    let folder = try repository()
    try folder.shell(
      "cd '\(folder.path)' && mkfifo fifo prow/jobs/.prowignore && truncate -s 1T prow/jobs/big.yaml"
    )
    let run = try Program.run(["lint", "--format", "concise"], in: folder, limits: "ulimit -t 20")
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        "prow/jobs/.prowignore:1:1: error: this file is not read: it is a named pipe [unreadable-file]\n"
      ),
      "\(run.output)"
    )
    #expect(
      run.output.contains(
        "prow/jobs/big.yaml:1:1: error: the file has 1099511627776 bytes; at most 67108864 are read"
      )
    )
    for arguments in [["--config", "fifo"], ["--plugins", "fifo"], ["--jobs", "fifo"]] {
      let run = try Program.run(["lint"] + arguments, in: folder, limits: "ulimit -t 20")
      #expect(run.status == 2 && run.errors == "plimsoll: can't read fifo: not a regular file\n")
    }
    for command in [["generate", "--plugins", "fifo"], ["generate", "--config", "fifo"]] {
      #expect(try Program.run(command, in: folder, limits: "ulimit -t 20").status == 2)
    }
  }

  // MARK: Output

  @Test(arguments: ["schema job-config", "rules", "--help", "--version", "lint --help"])
  func aFullDiskIsAnError(_ arguments: String) throws {
    let run = try Program.shell("\"$0\" \(arguments) >/dev/full")
    #expect(run.status == 2)
    #expect(
      run.errors == "plimsoll: can't write to standard output: no space left on device\n"
    )
  }

  @Test
  func aClosedOutputIsAnErrorAndAClosedPipeIsNone() throws {
    let closed = try Program.shell("\"$0\" rules >&-")
    #expect(closed.status == 2)
    #expect(closed.errors == "plimsoll: can't write to standard output: bad file descriptor\n")
    let piped = try Program.shell("{ sleep 0.1; \"$0\" schema job-config; echo $? >&2; } | true")
    #expect(piped.errors == "0\n")
  }

  @Test
  func aSlowReaderGetsEverything() throws {
    let whole = try Program.run(["schema", "job-config"])
    let script = """
      import os, subprocess, sys, time
      r, w = os.pipe()
      os.set_blocking(w, False)
      p = subprocess.Popen([sys.argv[1], "schema", "job-config"], stdout=w)
      os.close(w)
      time.sleep(0.3)
      while part := os.read(r, 65536): sys.stdout.buffer.write(part)
      sys.exit(p.wait())
      """
    let run = try Program.shell(
      "command -v python3 >/dev/null || exit 99; python3 -c '\(script)' \"$0\""
    )
    if run.status == 99 { return print("no python3 here: a slow reader is not tried") }
    #expect(run.status == 0 && run.output == whole.output)
  }
}
