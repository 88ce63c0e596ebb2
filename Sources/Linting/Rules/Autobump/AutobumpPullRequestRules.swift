internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What the autobumper needs for its pull request.
  static let autobumpPullRequests: [Rule] = [
    autobumpAuthor, autobumpRepository, autobumpFork, autobumpGerrit, autobumpWord,
    autobumpNoEffect,
  ]

  private static let bumper = "Prow, `validateOptions` in cmd/generic-autobumper/bumper/bumper.go"

  static let autobumpAuthor = Rule(
    id: "autobump-author",
    group: .autobump,
    summary: "the author of the autobumper's commit has a name or an address, and not both",
    why: autobumpFails,
    help: "set both gitName and gitEmail, or none of them",
    source: bumper,
    bad: .autobump(usual + "gitName: acme-bot\n"),
    good: .autobump(usual + "gitName: acme-bot\ngitEmail: acme-bot@example.com\n"),
    check: .autobump { config, report in
      if config.root[.gerrit] != nil { return }
      config.checkPair(.gitName, .gitEmail, report)
    }
  )

  static let autobumpRepository = Rule(
    id: "autobump-repository",
    group: .autobump,
    summary: "the repository of the autobumper's pull request is half named",
    why: autobumpFails + " Only with the flag --skip-pullrequest does it need no repository.",
    help: "set both gitHubOrg and gitHubRepo",
    source: bumper,
    bad: .autobump(usual + "gitHubOrg: acme\n"),
    good: .autobump(usual + "gitHubOrg: acme\ngitHubRepo: infra\n"),
    check: .autobump { config, report in
      if config.root[.gerrit] != nil { return }
      config.checkPair(.gitHubOrg, .gitHubRepo, report)
    }
  )

  static let autobumpFork = Rule(
    id: "autobump-fork",
    group: .autobump,
    summary: "the autobumper lacks something that it needs to push to a fork",
    why: autobumpFails,
    help: "set gitHubToken to the path of a file, and remoteName to the name of the fork",
    source: bumper,
    bad: .autobump(usual + "prSourceMode: fork\ngitHubToken: /etc/github/token\n"),
    good: .autobump(
      usual + "prSourceMode: fork\ngitHubToken: /etc/github/token\nremoteName: infra\n"
    ),
    check: .autobump { config, report in
      guard config.root[.gerrit] == nil, config.root.converted(.prSourceMode) == "fork",
        let mode = config.root[.prSourceMode]
      else { return }
      for field in [Field.gitHubToken, .remoteName] where config.isEmpty(field) {
        report("prSourceMode fork is used without \(field.name)", at: mode)
      }
    }
  )

  static let autobumpGerrit = Rule(
    id: "autobump-gerrit",
    group: .autobump,
    summary: "the autobumper lacks something that it needs for a change in Gerrit",
    why: autobumpFails,
    help: "set author, autobumpPRIdentifier, hostRepo and cookieFile under gerrit",
    source: bumper,
    bad: .autobump(usual + "gerrit: {author: acme-bot, autobumpPRIdentifier: bump}\n"),
    good: .autobump(
      usual
        + "gerrit: {author: acme-bot, autobumpPRIdentifier: bump, hostRepo: r, cookieFile: /c}\n"
    ),
    check: .autobump { config, report in
      guard let gerrit = config.root[.gerrit], gerrit.isMapping,
        let key = config.root.key(.gerrit)
      else { return }
      for field in [Field.author, .autobumpPRIdentifier, .hostRepo, .cookieFile]
      where (gerrit.converted(field) ?? "").isEmpty {
        report("gerrit has no \(field.name)", at: gerrit.key(field) ?? key)
      }
    }
  )

  static let autobumpWord = Rule(
    id: "autobump-unknown-word",
    group: .autobump,
    summary: "a field of an autobumper configuration has a word that it does not know",
    why: autobumpFails,
    help: "use one of the words that the field takes",
    source: autobumpOptions + ", and in bumper/bumper.go",
    bad: .autobump(usual + "imageRegistryAuth: gcloud\n"),
    good: .autobump(usual + "imageRegistryAuth: google\n"),
    check: .autobump { config, report in
      for (field, words) in [
        (Field.imageRegistryAuth, ["google"]), (.prSourceMode, ["branch", "fork"]),
      ] {
        guard let node = config.root[field], node.isScalar, case let word = node.convertedText,
          !word.isEmpty, !words.contains(word)
        else { continue }
        report(
          "\(field.name) \"\(word.shortened)\" is not known",
          at: node,
          help: "write \(words.joined(separator: " or ")), or remove the field"
        )
      }
    }
  )

  static let autobumpNoEffect = Rule(
    id: "autobump-no-effect",
    group: .autobump,
    severity: .warning,
    summary: "a field of an autobumper configuration has no effect",
    why:
      "Only the flags --skip-pullrequest and --signoff count, also where they are not given: the "
      + "autobumper makes a pull request, or does not sign the commit off, whatever the file says.",
    help: "remove the field, and give the flag to the job that runs the autobumper",
    source: "Prow, `parseOptions` in cmd/generic-autobumper/main.go",
    bad: .autobump(usual + "skipPullRequest: true\n"),
    good: .autobump(usual + "skipPullRequest: false\n"),
    fix: .unsafe,
    check: .autobump { config, report in
      for field in [Field.skipPullRequest, .signoff] where config.root.isTrue(field) {
        guard let key = config.root.key(field) else { continue }
        report(
          "\(field.name): true has no effect",
          at: key,
          fix: .removeEntry(key, .unsafe)
        )
      }
    }
  )
}

extension AutobumpConfig {
  func isEmpty(_ field: Field) -> Bool { (root.converted(field) ?? "").isEmpty }

  /// Reports the field that is set if the other one is not.
  fileprivate func checkPair(_ one: Field, _ other: Field, _ report: Report) {
    guard isEmpty(one) != isEmpty(other) else { return }
    let (set, missing) = isEmpty(one) ? (other, one) : (one, other)
    report("\(set.name) is set and \(missing.name) is not", at: root.key(set) ?? firstKey)
  }
}
