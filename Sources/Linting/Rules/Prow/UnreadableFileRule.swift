internal import YAML

extension Rule {
  static let unreadableFile = Rule(
    id: "unreadable-file",
    summary: "a file of the configuration can't be read as a file of the repository",
    why:
      "Prow reads every .yaml file below its folder of jobs. One that is not a file stops the whole "
      + "config from loading, and files outside of the repository don't exist where Prow runs. "
      + "Plimsoll shows lines of files, so it reads no file there that a link or a setting names.",
    help: "put a file in its place, or remove it",
    source: "Prow, `ReadJobConfig` in pkg/config/config.go",
    bad: .unreadable(link: "jobs/rocket.yaml", to: "../../etc/passwd"),
    good: .jobs("periodics: []\n"),
    check: .reading([.file])
  )
}

extension Example {
  /// A link in a folder of jobs.
  fileprivate static func unreadable(link: String, to target: String) -> Example {
    var example = Example(files: [])
    example.others = [Other(name: link, kind: .link(to: target))]
    return example
  }
}
