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
  expect(schedule.everyNanoseconds == nil || schedule.isDescriptor, "only @every has a span")
  guard schedule.zone == nil, let inUTC = try? CronSchedule("TZ= " + text(bytes)) else { return }
  expect(inUTC.everyNanoseconds == schedule.everyNanoseconds, "a time zone changes no span")
}

func fuzzDurations(_ bytes: UnsafeBufferPointer<UInt8>) {
  _ = GoTime(bytes)
  guard let duration = GoDuration(bytes) else { return }
  let written = DurationText.text(duration.nanoseconds)
  expect(GoDuration(written) == duration, "\(written) reads as what it was written from")
}

func fuzzQuantities(_ bytes: UnsafeBufferPointer<UInt8>) {
  let (text, other) = halves(bytes)
  guard let quantity = Quantity(text) else { return }
  var copy = text
  let written = copy.withUTF8 { CanonicalQuantity.text($0) }
  expect(Quantity(written) == quantity, "\(written) has the value that it was written from")
  expect(!(quantity < quantity), "no quantity is less than itself")
  for scale in [0, -3] { _ = quantity.scaledValue(scale) }
  guard let second = Quantity(other) else { return }
  let isOne = [quantity < second, quantity == second, second < quantity].filter { $0 }.count == 1
  expect(isOne, "of two quantities one is less, or they are equal")
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
