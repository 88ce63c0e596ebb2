internal import Schema
internal import YAML

extension PlaceProposals {
  /// A whole job, to be filled in, where a new item of a list of jobs starts.
  ///
  /// `padding`: How many columns after the indentation of its line the item starts.
  static func snippets(at found: Found, padding: Int) -> [Proposal] {
    guard found.place.isKey, found.place.parents.last?.writtenCount == 1 else { return [] }
    let (kind, start): (String, String)
    switch found.place.owner?.name {
    case "Presubmit": (kind, start) = ("presubmit", "always_run: true")
    case "Postsubmit": (kind, start) = ("postsubmit", "branches: [${5:^main$}]")
    case "Periodic": (kind, start) = ("periodic", "cron: \"${5:0 4 * * *}\"")
    default: return []
    }
    let lines = [
      "name: ${1:name}", start.replacing("$}", with: "\\$}"), "decorate: true", "spec:",
      "  containers:", "  - image: ${2:image}", "    command: [${3:make}]",
      "    args: [${4:test}]",
    ]
    let text = lines.joined(separator: "\n" + String(repeating: " ", count: padding))
    return [
      Proposal(
        text: "new \(kind)",
        isField: false,
        detail: "snippet",
        documentation: "",
        snippet: text
      )
    ]
  }
}
