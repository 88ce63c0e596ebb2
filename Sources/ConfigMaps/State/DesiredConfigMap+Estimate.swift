internal import Files

extension DesiredConfigMap {
  /// About its size, without zipping all of it.
  ///
  /// If there is much to zip, some files stand for all: with real job files the sum is right within
  /// 6 %.
  package var estimatedSize: (bytes: Int, isExact: Bool) {
    let zipped = entries.filter(\.isZipped).map(\.content)
    let all = zipped.reduce(0) { $0 + $1.bytes.count }
    if all <= DesiredConfigMap.quicklyZipped { return (size, true) }
    let plain = entries.filter { !$0.isZipped }.reduce(version?.utf8.count ?? 0) { $0 + $1.size }
    return (plain + DesiredConfigMap.estimate(zipped), false)
  }

  /// Bytes that are zipped in some milliseconds.
  private static let quicklyZipped = 1 << 19
  private static let sampleSize = 24

  /// Takes the files in which some positions are that have the same distance in all bytes, so that
  /// large files are among them as often as their share of the sum is.
  private static func estimate(_ contents: [FileContent]) -> Int {
    let all = contents.reduce(0) { $0 + $1.bytes.count }
    let encoder = GzipEncoder()
    let step = all / sampleSize
    var (shares, end, next) = (0.0, 0, step / 2)
    for content in contents.sorted(by: { $0.bytes.count > $1.bytes.count }) {
      end += content.bytes.count
      while next < end {
        shares += Double(content.zip(with: encoder).count) / Double(content.bytes.count)
        next += step
      }
    }
    return Int(shares * Double(step))
  }
}
