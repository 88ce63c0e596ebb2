internal import ConfigMaps
internal import Formats
internal import Kubernetes
internal import Reviewing

/// The ConfigMaps that config_updater makes of the files, with size and growth.
struct ConfigMapsPage {
  private let site: Site

  init(_ site: Site) { self.site = site }

  var files: [Site.File] {
    [("configmaps.html", site.topFrame.page("ConfigMaps", sheet.html))]
  }

  private var sheet: Sheet {
    var sheet = Sheet("ConfigMaps")
    if let reason = site.input.configMaps.unreadable {
      sheet.add("They are not known: " + SheetLine(value: reason))
      return sheet
    }
    let sizes = site.input.configMaps.sizes
    if sizes.isEmpty {
      sheet.add("No file becomes a ConfigMap.")
      return sheet
    }
    sheet.add(
      "The limit of the API server is \(words: SizeLimit.number(SizeLimit.bytes)) bytes of values."
    )
    let since = site.input.configMaps.since
    if let since {
      sheet.add("Growth is since commit \(since).")
    } else {
      sheet.add("Growth is not known: there is no commit to compare with. \("--since") names one.")
    }
    sheet.addTable(
      ["NAME", "KEYS", "BYTES", "OF THE LIMIT", "GROWTH", "CLUSTER/NAMESPACE"],
      sizes.map(row)
    )
    return sheet
  }

  private func row(_ size: ConfigMapSize) -> [SheetLine] {
    let about = size.isExact ? "" : "about "
    let percent = SheetLine(words: SizeLimit.percent(size.size))
    let isFull = size.size > SizeLimit.warning
    let growth = size.growth.map { "\($0 > 0 ? "+" : "")\(SizeLimit.number($0))" } ?? "-"
    return [
      "\(size.name)", SheetLine(words: SizeLimit.number(size.keyCount)),
      SheetLine(words: about + SizeLimit.number(size.size)),
      isFull ? percent.styled(.bad) : percent, SheetLine(words: growth),
      .list(size.targets.map { "\($0.cluster)/\($0.namespace)" }),
    ]
  }
}
