import ConfigMaps
import GoFormats
import Kubernetes
import Prow

/// Text from bytes; U+FFFD where they are not UTF-8, as for values of JSON.
private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self)
}

/// The text before and after the first line feed.
private func halves(_ bytes: UnsafeBufferPointer<UInt8>) -> (String, String) {
  let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  func half(_ index: Int) -> String {
    index < parts.count ? String(decoding: parts[index], as: UTF8.self) : ""
  }
  return (half(0), half(1))
}

func fuzzGlobs(_ bytes: UnsafeBufferPointer<UInt8>) {
  let (pattern, path) = halves(bytes)
  let glob = Glob(pattern)
  let matches = glob.matches(path)
  if !glob.isPattern {
    expect(matches == (path == pattern), "a glob without a star matches itself alone")
  }
  expect(glob == Glob(pattern), "a pattern means the same each time")
}

func fuzzRegex(_ bytes: UnsafeBufferPointer<UInt8>) {
  let (pattern, path) = halves(bytes)
  var copy = pattern
  let (fault, regex) = copy.withUTF8 { (GoRegex.syntaxError(in: $0), GoRegex.compile($0)) }
  guard case .success(let compiled) = regex else { return }
  expect(fault == nil, "what Go refuses is not compiled")
  var subject = path
  _ = subject.withUTF8 { compiled.matches($0) }
}

func fuzzCron(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let schedule = try? CronSchedule(text(bytes)) else { return }
  expect((schedule.everyNanoseconds ?? 1) > 0, "an interval is longer than nothing")
}

func fuzzDurations(_ bytes: UnsafeBufferPointer<UInt8>) {
  _ = GoTime(bytes)
  guard let duration = GoDuration(bytes) else { return }
  let written = DurationText.text(duration.nanoseconds)
  expect(GoDuration(written) == duration, "\(written) reads as what it was written from")
}

func fuzzQuantities(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let quantity = Quantity(bytes) else { return }
  let written = CanonicalQuantity.text(bytes)
  expect(Quantity(written) != nil, "\(written) is a quantity, as what it was written from")
  expect(quantity == Quantity(bytes), "a quantity means the same each time")
}

func fuzzTemplates(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = text(bytes)
  do {
    let template = try GoTemplate(text)
    for path in template.fieldPaths {
      expect(!path.components.isEmpty, "a path has a name")
      expect(path.offset < text.utf8.count, "a path is in the text")
    }
  } catch {
    expect(!error.reason.isEmpty, "a fault has a reason")
  }
}
