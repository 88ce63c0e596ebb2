internal import Formats

/// The page at `/`: plain HTML without any script, first what is behind, then the rest, folded.
///
/// People read it on a phone, in the dark, or with a screen reader: each state is a word besides its
/// colour, each part a landmark with a heading, each table has a caption and headers, and nothing
/// moves or reloads by itself unless it was asked for.
package struct StatusPage: Sendable {
  let model: StatusModel
  let showsContent: Bool
  private let isReloading: Bool

  /// - Parameters:
  ///   - model: What is shown.
  ///   - showsContent: Whether diffs of values are shown, too.
  ///   - isReloading: Whether a browser is to load the page again every 30 s.
  package init(_ model: StatusModel, showsContent: Bool = false, isReloading: Bool = false) {
    self.model = model
    self.showsContent = showsContent
    self.isReloading = isReloading
  }

  package func render() -> String {
    // What is behind comes first, else in the order of the settings.
    let branches =
      model.branches.filter(model.isBehind) + model.branches.filter { !model.isBehind($0) }
    let refresh: HTML = isReloading ? "<meta http-equiv=\"refresh\" content=\"30\">\n" : ""
    let link: HTML =
      isReloading
      ? "<a href=\"?\">Stop reloading</a>" : "<a href=\"?reload\">Reload every 30 s</a>"
    let page: HTML = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(refresh)<title>\(verdict): plimsoll-updater</title>
      <style>
      \(StatusPage.style)
      </style>
      </head>
      <body>
      <header>
      <h1>plimsoll-updater</h1>
      <p>\(role) As of \(StatusPage.moment(model.now)). \(link)</p>
      </header>
      <main>
      \(summary(branches))\
      \(branches.enumerated().map { section($0.element, number: $0.offset + 1) })\
      \(runs)\
      </main>
      </body>
      </html>

      """
    return page.text
  }

  private var role: HTML {
    model.isLeading
      ? "This replica leads: it writes."
      : "This replica stands by: the one that leads may know more."
  }

  // MARK: Summary

  private var verdict: String {
    if model.branches.isEmpty { return "No branch is followed" }
    if !model.isLeading { return "This replica stands by" }
    let behind = model.branches.count(where: model.isBehind)
    let all = model.branches.count
    if behind == 0 { return all == 1 ? "All is right" : "All \(all) branches are right" }
    if all > 1 { return "\(behind) of \(all) branches \(behind == 1 ? "is" : "are") behind" }
    return model.isSilent(model.branches[0]) ? "The remote is silent" : "The branch is behind"
  }

  private func summary(_ branches: [StatusModel.Branch]) -> HTML {
    let items = branches.enumerated().map { index, branch -> HTML in
      """
      <li><a href="#branch-\(index + 1)">\(branch.name)</a>: \(label(state(of: branch))), \
      \(counts(of: branch))</li>

      """
    }
    return """
      <section aria-labelledby="summary">
      <h2 id="summary">\(verdict)</h2>
      <ul>
      \(items)<li>\(StatusPage.count(model.hints, "webhook")) waiting to be handled, \
      \(StatusPage.count(model.reports, "report")) waiting to be sent to GitHub</li>
      </ul>
      </section>

      """
  }

  private func counts(of branch: StatusModel.Branch) -> String {
    let targets = model.targets(of: branch)
    let right = targets.count { state(of: $0, head: branch.record.head) == .right }
    if targets.isEmpty { return "no ConfigMap was looked at yet" }
    let written = "\(right) of \(StatusPage.count(targets.count, "ConfigMap")) at the head"
    let components = model.components(of: branch)
    return components.isEmpty ? written : "\(written), \(loaded(components))"
  }

  // MARK: Words

  static func short(_ revision: String?) -> String {
    revision.map { String($0.prefix(12)) } ?? "none"
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A time of day, for people and for programs.
  static func moment(_ time: Double) -> HTML {
    "<time datetime=\"\(Timestamp.text(time))\">\(Timestamp.short(time)) UTC</time>"
  }

  /// How long ago something was, and when for who points at it.
  func ago(_ time: Double?) -> HTML {
    guard let time else { return "never" }
    return """
      <time datetime="\(Timestamp.text(time))" title="\(Timestamp.short(time)) UTC">\
      \(Age.text(time, model.now))</time>
      """
  }
}
