internal import GoFormats

/// When an image was made, as far as its tag says it.
enum ImageDate {
  /// A day in the tag, such as `v20260810-7619858115-master` or `2026-08-10`, in days since 1970;
  /// `nil` for a tag without one.
  static func day(of image: String) -> Int? {
    guard let colon = image.lastIndex(of: ":") else { return nil }
    let tag = image[image.index(after: colon)...].prefix { $0 != "@" }
    // A colon before a slash is that of a port.
    if tag.contains("/") { return nil }
    let runs = tag.split { !$0.isASCII || !$0.isNumber }
    for (index, run) in runs.enumerated() {
      if run.count == 8, let day = day(run.prefix(4), run.dropFirst(4).prefix(2), run.suffix(2)) {
        return day
      }
      if run.count == 4, index + 2 < runs.count, runs[index + 1].count == 2,
        runs[index + 2].count == 2, let day = day(run, runs[index + 1], runs[index + 2])
      {
        return day
      }
    }
    return nil
  }

  private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> Int? {
    guard year.hasPrefix("20"), let time = GoTime("\(year)-\(month)-\(day)T00:00:00Z") else {
      return nil
    }
    return Int(time.unixSeconds / 86_400)
  }

  /// As 2026-08-10.
  static func text(_ day: Int) -> String {
    String(CivilTime(unixSeconds: Int64(day) * 86_400).rfc3339.prefix(10))
  }
}
