internal import Configs
internal import Formats
internal import Prow
internal import Reporting
internal import YAML

extension FacetPages {
  /// The presets by the keys of their values.
  private var presets: [String: Preset] {
    Dictionary(
      site.configuration.workspace.presets.presets.map { (Site.key($0), $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func addPresets(to sheet: inout Sheet) {
    let places = PlaceWords(LinkedPages(site.topLinks))
    let presets = presets
    let rows = index.values.map { value -> (isUsed: Bool, cells: [SheetLine]) in
      let place = presets[value.key].map { places.text($0.place) } ?? ""
      return (!value.jobs.isEmpty, [name(value), number(value.jobs.count), place])
    }
    sheet.addTable(["NAME", "JOBS", "DEFINED"], rows.filter(\.isUsed).map(\.cells))
    let unused = rows.filter { !$0.isUsed }
    if unused.isEmpty { return }
    sheet.addHeading("Presets that no job gets")
    sheet.addTable(["NAME", "JOBS", "DEFINED"], unused.map(\.cells))
  }

  func presetPage(_ position: Int) -> HTML {
    let value = index.values[position]
    var sheet = Sheet("\(value.name), a preset")
    if let preset = presets[value.key] {
      sheet.add("defined", PlaceWords(LinkedPages(site.links)).text(preset.place))
      for (kind, names) in PresetWords.additions(of: preset) {
        sheet.add(SheetLine(words: kind), .list(names))
      }
      sheet.add("tolerations", SheetLine(words: PresetWords.tolerations(of: preset) ?? ""))
    }
    return sheet.html + "<h2>Users</h2>\n" + users(value)
  }
}
