package struct Quantity {
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    if i < bytes.count, bytes[i] == 43 || bytes[i] == 45 { i += 1 }
    let d = i
    while i < bytes.count, (48...57).contains(bytes[i]) || bytes[i] == 46 { i += 1 }
    guard i > d else { return nil }
    let suffix = String(decoding: bytes[i...], as: UTF8.self)
    let known = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "n", "u", "m", "k", "M", "G", "T", "P", "E"]
    if known.contains(suffix) { return }
    guard let f = suffix.first, f == "e" || f == "E", Int(suffix.dropFirst()) != nil else { return nil }
  }
}
package enum KubernetesName {
  package static func refusal(ofQualifiedName b: UnsafeBufferPointer<UInt8>) -> String? { nil }
  package static func refusal(ofLabelValue b: UnsafeBufferPointer<UInt8>) -> String? { nil }
}
