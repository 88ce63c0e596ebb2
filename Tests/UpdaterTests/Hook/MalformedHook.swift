import TestSupport
import Updater

/// Webhooks that are wrong, each in its own way.
enum MalformedHook {
  static func make(_ index: Int, _ random: inout SeededRandom) -> HookHandler.Request {
    let good = index % 2 == 0 ? HookTesting.push() : HookTesting.merge()
    let event = index % 2 == 0 ? "push" : "pull_request"
    switch index % 10 {
    case 0:
      var request = HookTesting.request(good, event: event)
      request.signature = signature(&random)
      return request
    case 1:
      // Signed, and then changed in one place.
      var request = HookTesting.request(good, event: event)
      let position = Int.random(in: 0..<request.body.count, using: &random)
      request.body[position] ^= UInt8.random(in: 1...255, using: &random)
      return request
    case 2:
      let count = Int.random(in: 0..<good.utf8.count, using: &random)
      return HookTesting.request(
        String(decoding: good.utf8.prefix(count), as: UTF8.self),
        event: event
      )
    case 3:
      let depth = Int.random(in: 50...100_000, using: &random)
      let opener = Bool.random(using: &random) ? "[" : #"{"a":"#
      return HookTesting.request(String(repeating: opener, count: depth), event: event)
    case 4: return HookTesting.request(wrongType(good, &random), event: event)
    case 5:
      var request = HookTesting.request(good, event: event)
      request.method =
        ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"].randomElement(using: &random) ?? ""
      return request
    case 6:
      let bytes = (0..<Int.random(in: 0...4000, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      return HookHandler.Request(
        event: event,
        delivery: "d",
        signature: HookTesting.signature(bytes),
        body: bytes
      )
    case 7:
      var request = HookTesting.request(good, event: event)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: request.event = nil
      case 1: request.delivery = String(repeating: "x", count: 5000)
      default: request.delivery = "a\nb"
      }
      return request
    case 8:
      let bytes = [UInt8](
        repeating: 0x20,
        count: HookHandler.mostBytes + Int.random(in: 1...1000, using: &random)
      )
      return HookHandler.Request(event: event, delivery: "d", signature: "sha256=00", body: bytes)
    default: return HookTesting.request(missing(good, &random), event: event)
    }
  }

  private static func signature(_ random: inout SeededRandom) -> String? {
    let digits = Array("0123456789abcdefXYZ \u{e4}")
    let count = [0, 1, 63, 64, 64, 65].randomElement(using: &random) ?? 64
    let code = String((0..<count).map { _ in digits.randomElement(using: &random) ?? "0" })
    return [nil, "sha256=\(code)", "sha1=\(code)", code].randomElement(using: &random) ?? nil
  }

  private static func wrongType(_ good: String, _ random: inout SeededRandom) -> String {
    let values = ["null", "1", "[]", "{}", "1e999", "-0"]
    let value = values.randomElement(using: &random) ?? "null"
    return good.replacing(#""full_name":"acme/rocket""#, with: #""full_name":\#(value)"#)
      .replacing(#""full_name":"Acme/Rocket""#, with: #""full_name":\#(value)"#)
  }

  private static func missing(_ good: String, _ random: inout SeededRandom) -> String {
    let names = ["ref", "after", "full_name", "merged", "base", "action"]
    let name = names.randomElement(using: &random) ?? "ref"
    let changed = good.replacing("\"\(name)\"", with: "\"x\"")
    return changed == good ? "[\(good)]" : changed
  }
}
