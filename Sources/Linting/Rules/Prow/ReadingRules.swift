internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// Why a file, or a value in it, is not read.
  static let reading: [Rule] = [
    unreadableFile, yamlSyntax, yamlEncoding, yamlAlias, yamlKey, yamlMerge, yamlTag, yamlLimit,
    yamlRepeatedKey,
    wrongType, badQuantity, badTime, badDuration, unknownFields, unknownFieldsAll,
    inRepoUnknownField, fieldCase,
  ]

  static let yamlSyntax = Rule(
    id: "yaml-syntax",
    summary: "the file is not valid YAML",
    why: "Prow reads all job files together: one that can't be parsed stops the whole config from "
      + "loading, and every change to any job waits until it is fixed.",
    help: "correct the YAML here or just before this place",
    source: "Prow, `yamlToConfig` in pkg/config/config.go; go.yaml.in/yaml/v2",
    bad: .presubmit(
      """
      name: unit
      annotations:
        description: Runs make: the unit tests
      """
    ),
    good: .presubmit(
      """
      name: unit
      annotations:
        description: "Runs make: the unit tests"
      decorate: true
      spec:
        containers:
        - image: golang
          command: [make]
      """
    ),
    check: .reading([.syntax])
  )

  static let yamlEncoding = Rule(
    id: "yaml-encoding",
    summary: "the file has bytes that are not valid text",
    why: "YAML is UTF-8 or UTF-16 without control characters. Other bytes stop the whole config "
      + "from loading.",
    help: "save the file as UTF-8 without control characters",
    source: "go.yaml.in/yaml/v2, `yaml_parser_update_buffer` in readerc.go",
    bad: .jobs("periodics: [] # \u{7}\n"),
    good: .jobs("periodics: [] # Grüße\n"),
    check: .reading([.encoding])
  )

  static let yamlAlias = Rule(
    id: "yaml-alias",
    summary: "an alias has no anchor",
    why: "*name stands for the value marked &name earlier in the same file. A value that starts "
      + "with * is read as an alias unless it is in quotes.",
    help: "put quotes around a value that starts with *, or write the anchor before it",
    source: "go.yaml.in/yaml/v2, `parser.alias` in decode.go",
    bad: .periodic(
      """
      name: nightly
      cron: *nightly
      """
    ),
    good: .periodic(
      """
      name: nightly
      cron: "@daily"
      spec:
        containers:
        - image: golang
      """
    ),
    check: .reading([.alias])
  )

  static let yamlKey = Rule(
    id: "yaml-key",
    summary: "a key is not a string",
    why: "Prow turns YAML into JSON, where keys are strings. A list, a mapping, null or a very "
      + "large number can't be one.",
    help: "use a string as key, in quotes if needed",
    source: "sigs.k8s.io/yaml, `convertToJSONableObject` in yaml.go",
    bad: .jobs("presubmits:\n  null: []\n"),
    good: .jobs("presubmits:\n  \"null\": []\n"),
    check: .reading([.key])
  )

  static let yamlMerge = Rule(
    id: "yaml-merge",
    summary: "the value of a merge key is not a mapping",
    why: "<< copies the entries of another mapping. Prow refuses a file in which its value is "
      + "something else, such as a string.",
    help: "give << a mapping, an alias of one, or a list of these",
    source: "go.yaml.in/yaml/v2, `decoder.merge` in decode.go",
    bad: .jobs("presubmits:\n  <<: acme/rocket\n"),
    good: .jobs("presubmits:\n  <<: {acme/rocket: []}\n"),
    check: .reading([.merge])
  )

  static let yamlTag = Rule(
    id: "yaml-tag",
    summary: "a value does not fit its tag",
    why: "A tag such as !!int says what a value is; a value that is something else stops the whole "
      + "config from loading, as does an infinity or NaN, which JSON does not have.",
    help: "remove the tag, or write a value that fits it",
    source: "go.yaml.in/yaml/v2, `resolve` in resolve.go",
    bad: .jobs("prow_ignored: !!int many\n"),
    good: .jobs("prow_ignored: !!int 7\n"),
    check: .reading([.tag, .number])
  )

  static let yamlLimit = Rule(
    id: "yaml-limit",
    summary: "the file is too large, too deep or mostly aliases",
    why: "Prow's parser refuses documents that are nested too deep or that aliases make too large, "
      + "so that one file can't take all memory.",
    help: "split the file, or use fewer levels and aliases",
    source: "go.yaml.in/yaml/v2, `allowedAliasRatio` in decode.go, and parserc.go",
    bad: .jobs(
      "prow_ignored: " + String(repeating: "[", count: 10_001)
        + String(repeating: "]", count: 10_001) + "\n"
    ),
    good: .jobs("prow_ignored: [[[]]]\n"),
    check: .reading([.limit])
  )

  static let yamlRepeatedKey = Rule(
    id: "yaml-repeated-key",
    group: .hygiene,
    severity: .warning,
    summary: "a mapping has the same key twice",
    why: "Prow takes the last one, drops the first and says nothing. This is rarely meant.",
    help: "remove one of them, or put their values together",
    source: "go.yaml.in/yaml/v2, `decoder.mapping` in decode.go",
    bad: .presubmit("name: unit\nmax_concurrency: 2\n" + Rule.tail + "\nmax_concurrency: 2\n"),
    good: .presubmit("name: unit\nmax_concurrency: 2\n" + Rule.decoratedTail),
    fix: .safe,
    check: .reading([.repeatedKey])
  )
}
