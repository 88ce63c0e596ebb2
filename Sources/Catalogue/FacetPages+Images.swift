internal import Formats
internal import Prow
internal import YAML

extension FacetPages {
  /// The oldest first; those whose tags have no date come last.
  func addImages(to sheet: inout Sheet) {
    if let today = site.input.day {
      sheet.add("Ages are as of \(words: ImageDate.text(today)), by the day that a tag has.")
    }
    let dated = index.values.enumerated().sorted { left, right in
      let (one, other) = (
        ImageDate.day(of: left.element.name), ImageDate.day(of: right.element.name)
      )
      return (one ?? .max, left.offset) < (other ?? .max, right.offset)
    }
    sheet.addTable(
      ["NAME", "JOBS", "MADE", "AGE"],
      dated.map { [name($0.element), number($0.element.jobs.count)] + age($0.element.name) }
    )
    let utilities = utilityImages
    if utilities.isEmpty { return }
    sheet.addHeading("Images of the pod utilities")
    sheet.addTable(
      ["NAME", "JOBS", "MADE", "AGE"],
      utilities.sorted { $0.key < $1.key }.map { image, jobs in
        [SheetLine(value: image), number(jobs)] + age(image)
      }
    )
  }

  /// That decoration adds, with the number of jobs that get each.
  private var utilityImages: [String: Int] {
    var images: [String: Int] = [:]
    for job in site.jobs where job.isDecorated {
      for field in [Field.clonerefs, .initupload, .entrypoint, .sidecar] {
        guard let image = job.decoration?.value(.utilityImages, field)?.string?.string else {
          continue
        }
        images[image, default: 0] += 1
      }
    }
    return images
  }

  private func age(_ image: String) -> [SheetLine] {
    guard let day = ImageDate.day(of: image) else { return ["-", "-"] }
    let age = site.input.day.map { Site.count($0 - day, "day") }
    return [SheetLine(words: ImageDate.text(day)), SheetLine(words: age ?? "-")]
  }

  /// `, made on 2026-08-10`; empty if nobody knows.
  func imageLine(_ image: String) -> String {
    guard let day = ImageDate.day(of: image) else { return "" }
    let age = site.input.day.map { ", \(Site.count($0 - day, "day")) old" }
    return ", made on \(ImageDate.text(day))\(age ?? "")"
  }
}
