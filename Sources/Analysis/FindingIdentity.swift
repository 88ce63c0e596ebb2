package import Diagnostics

/// What makes two findings the same one, in two versions of a repository or two runs, wherever
/// their lines are: rule, job, field and message.
package struct FindingIdentity: Sendable, Hashable {
  package let rule: String
  /// The job, or the file of a finding that is about none.
  package let subject: String
  /// Without positions in lists, which move when an item comes in front.
  package let field: String
  /// Without numbers of lines.
  package let message: String

  package init(rule: String, subject: String, field: String, message: String) {
    self.rule = rule
    self.subject = subject
    self.field = field
    self.message = message
  }

  /// `path`: That of its file, from the top of the repository.
  package init(_ diagnostic: Diagnostic, path: String) {
    rule = diagnostic.rule
    subject = diagnostic.job ?? path
    field = FindingIdentity.withoutPositions(diagnostic.path ?? "")
    message = FindingIdentity.withoutLines(diagnostic.message)
  }

  /// `spec.containers[0]` as `spec.containers[]`.
  private static func withoutPositions(_ path: String) -> String {
    var output: [UInt8] = []
    for byte in path.utf8 {
      if byte == UInt8(ascii: "]"), let open = output.lastIndex(of: UInt8(ascii: "[")),
        output[(open + 1)...].allSatisfy({ $0 &- 0x30 < 10 })
      {
        output.removeSubrange((open + 1)...)
      }
      output.append(byte)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// `on line 12` as `on line `.
  private static func withoutLines(_ message: String) -> String {
    guard message.utf8.contains(where: { $0 &- 0x30 < 10 }) else { return message }
    var output: [UInt8] = []
    var isNumber = false
    for byte in message.utf8 {
      let isDigit = byte &- 0x30 < 10
      if isDigit, isNumber || output.ends(with: " line ".utf8) {
        isNumber = true
        continue
      }
      isNumber = false
      output.append(byte)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// 16 hexadecimal digits that are the same on every machine (FNV-1a).
  ///
  /// `occurrence`: Which of several findings with one identity, from 0.
  package func fingerprint(_ occurrence: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in [rule, subject, field, message, String(occurrence)] {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension [UInt8] {
  fileprivate func ends(with end: String.UTF8View) -> Bool {
    count >= end.count && suffix(end.count).elementsEqual(end)
  }
}
