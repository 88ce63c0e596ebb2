import Kubernetes
import Testing

@Suite("CanonicalQuantity")
struct CanonicalQuantityTests {
  @Test(
    arguments: [
      ("0", "0"), ("0.0", "0"), ("-0", "0"), ("00", "0"), ("1", "1"), ("1000", "1k"),
      ("1000000", "1M"), ("4294967296", "4294967296"), ("2000m", "2"), ("1500m", "1500m"),
      ("0.5", "500m"), ("0.1", "100m"), ("2.50", "2500m"), ("1.500", "1.500"), ("1500M", "1500M"),
      ("1024Mi", "1Gi"), ("500Mi", "500Mi"), ("8Gi", "8Gi"), ("0.5Gi", "512Mi"),
      ("1.5Gi", "1536Mi"),
      ("0.5Ki", "512"), ("0.1Ki", "102400m"), ("1000Ki", "1000Ki"), ("1024", "1024"),
      ("512Ki", "512Ki"),
      ("12e5", "1200e3"), ("1e3", "1e3"), ("1E3", "1E3"), ("1000e3", "1e6"), ("+5", "+5"),
      ("00012", "00012"), ("-1000m", "-1"), ("0.0000000001", "1n"), ("1E", "1E"), ("2048Ti", "2Pi"),
    ]
  )
  func theLargestSuffixThatLeavesAWholeNumberIsUsed(_ text: String, _ expected: String) {
    var text = text
    #expect(text.withUTF8(CanonicalQuantity.text) == expected)
  }

  @Test(
    arguments: [
      // The mantissa is as large as can be held, and the exponent asks for two more zeros.
      (String(repeating: "7", count: 40), String(repeating: "7", count: 37) + "800"),
      (String(repeating: "2", count: 39) + "k", String(repeating: "2", count: 37) + "30k"),
      (String(repeating: "9", count: 38) + "e1", String(repeating: "9", count: 38) + "0"),
    ]
  )
  func zerosAfterManyDigitsHaveRoom(_ text: String, _ expected: String) {
    var text = text
    #expect(text.withUTF8(CanonicalQuantity.text) == expected)
  }
}
