import Kubernetes
import Testing

@Suite("Quantity")
struct QuantityTests {
  // The text, its value and its thousandfold, rounded as Go's Value and MilliValue round.
  @Test(
    arguments: [
      ("0", 0, 0),
      ("-0", 0, 0),
      ("1", 1, 1_000),
      ("+1", 1, 1_000),
      ("-1", -1, -1_000),
      ("00012", 12, 12_000),
      ("1.", 1, 1_000),
      (".5", 1, 500),
      ("0.5", 1, 500),
      ("-0.5", -1, -500),
      ("100m", 1, 100),
      ("1500m", 2, 1_500),
      ("-1500m", -2, -1_500),
      ("1u", 1, 1),
      ("1n", 1, 1),
      ("0.1n", 1, 1),
      ("1.0000000001", 2, 1_001),
      ("1k", 1_000, 1_000_000),
      ("1M", 1_000_000, 1_000_000_000),
      ("1G", 1_000_000_000, 1_000_000_000_000),
      ("2T", 2_000_000_000_000, 2_000_000_000_000_000),
      ("3P", 3_000_000_000_000_000, 3_000_000_000_000_000_000),
      ("1E", 1_000_000_000_000_000_000, .max),
      ("1Ki", 1_024, 1_024_000),
      ("1.5Gi", 1_610_612_736, 1_610_612_736_000),
      ("0.1Ki", 103, 102_400),
      ("1Ei", 1_152_921_504_606_846_976, .max),
      ("8Ei", .max, .max),
      ("-8Ei", -.max, -.max),
      ("10000000000000000000000000000000000000000000Gi", .max, .max),
      ("0.000000000000000000000000000000000000000000000000000001Ei", 1, 1),
      ("0.00000000000000000001Ei", 1, 12),
      ("1e3", 1_000, 1_000_000),
      ("1E3", 1_000, 1_000_000),
      ("1e+3", 1_000, 1_000_000),
      ("12e-1", 2, 1_200),
      ("1e-2147483648", 1, 1),
      ("1e4294967296", 1, 1_000),
      ("5e-20", 1, 1),
      ("9223372036854775807", .max, .max),
      ("9223372036854775808", .max, .max),
      ("1e100", .max, .max),
      // Odd, but read as zero by ParseQuantity.
      ("+", 0, 0),
      (".", 0, 0),
      ("m", 0, 0),
      ("Ki", 0, 0),
      ("e5", 0, 0),
      ("0e2147483647", 0, 0),
    ] as [(String, Int64, Int64)]
  )
  func reads(_ text: String, value: Int64, thousandfold: Int64) throws {
    let quantity = try #require(Quantity(text))
    #expect(quantity.scaledValue(0) == value)
    #expect(quantity.scaledValue(-3) == thousandfold)
    #expect(quantity.sign == value.signum())
    #expect(quantity.isZero == (value == 0))
  }

  @Test(arguments: [
    "", " ", "8GiB", "4 Gi", " 4Gi", "4Gi ", "1K", "1ki", "1gi", "1mi", "1i", "1e", "1e+", "1e-",
    "1e3m",
    "1e1.5", "1e99999999999999999999", "1.2.3", "1..", "--1", "+-1", "1+", "1-2", "1_000", "1,5",
    "0x10",
    "aoeu", "lots", "½", "1mm", "1kk", "1EE", "1Eie", "e-20", ".e-20", "\0", "1\0",
  ])
  func refuses(_ text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test(arguments: [
    ("1Gi", "1024Mi"), ("1000m", "1"), ("1k", "1e3"), ("0.5", "500m"), ("0", "-0"),
    ("1.50", "15e-1"),
    ("0.00000000001", "1n"), ("9Ei", "8Ei"), ("1E", "1e18"),
  ])
  func equals(_ left: String, _ right: String) throws {
    let left = try #require(Quantity(left))
    let right = try #require(Quantity(right))
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(!(left < right) && !(right < left))
  }

  @Test func orders() throws {
    let texts = [
      "-1e100", "-1Gi", "-1G", "-1", "-1m", "0", "1n", "999u", "1m", "0.999", "1", "1001m", "9",
      "10",
      "1000", "1Ki", "1M", "1Mi", "999999999999999999", "1E", "1Ei", "9223372036854775807",
      "9223372036854775808", "1e100", "1e2147483647",
    ]
    let quantities = try texts.map { try #require(Quantity($0)) }
    for left in quantities.indices {
      for right in quantities.indices {
        #expect((quantities[left] < quantities[right]) == (left < right))
      }
    }
  }

  @Test(arguments: [
    ("1", true), ("0", true), ("1.0", true), ("1000m", true), ("1.5Ki", true), ("1e3", true),
    ("1m", false), ("1.5", false), ("0.1Ki", false), ("1500m", false), ("-1.5", false),
  ])
  func knowsWholeNumbers(_ text: String, isInteger: Bool) throws {
    #expect(try #require(Quantity(text)).isInteger == isInteger)
  }

  @Test func longNumbersEndSoon() throws {
    let nines = String(repeating: "9", count: 1_000_000)
    #expect(try #require(Quantity(nines)).scaledValue(0) == .max)
    #expect(try #require(Quantity("0." + nines)).scaledValue(0) == 1)
    #expect(try #require(Quantity("1e-2147483648")) < #require(Quantity("1e2147483647")))
    #expect(Quantity("1e" + nines) == nil)
  }
}
