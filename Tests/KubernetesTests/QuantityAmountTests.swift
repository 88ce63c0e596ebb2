import Kubernetes
import Testing

@Suite("Quantities to calculate with")
struct QuantityAmountTests {
  @Test(arguments: [
    ("1", Int64(1)), ("0.5k", 500), ("2000m", nil), ("1.0", nil), ("0.5Gi", nil), ("1Gi", 1 << 30),
    ("-3", -3), ("1e3", 1_000), ("99999999999999999999", nil), ("9E", 9_000_000_000_000_000_000),
    ("10E", nil),
  ])
  func tellsWhatWasWrittenAsAnInteger(_ text: String, _ integer: Int64?) throws {
    #expect(try amount(text).integer == integer)
  }

  @Test(arguments: [
    ("1", "500m", "1500m"), ("1Gi", "-1Gi", "0"), ("100m", "-1", "-900m"),
    ("1E", "1n", "1000000000000000000.000000001"),
  ])
  func adds(_ left: String, _ right: String, _ sum: String) throws {
    let found = try #require(try amount(left).adding(try amount(right)))
    #expect(found.quantity == Quantity(sum))
    #expect(try amount(sum).negated.adding(found)?.quantity.isZero == true)
  }

  @Test func doesNotAddWhatNeedsTooManyDigits() throws {
    let sum = try amount("1e60").adding(try amount("1"))
    #expect(sum == nil)
  }

  private func amount(_ text: String) throws -> QuantityAmount {
    var text = text
    return try #require(text.withUTF8 { QuantityAmount($0) })
  }
}
