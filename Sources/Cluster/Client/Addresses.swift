/// Takes addresses out of what servers say: those of webhooks, of nodes, of services.
enum Addresses {
  /// - Returns: The text with `…` in the place of each word that has a URL, or the number of a host.
  static func hidden(in text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      isAddress(word) ? "…" : String(word)
    }.joined(separator: " ")
  }

  private static func isAddress(_ word: Substring) -> Bool {
    if word.contains("://") { return true }
    let core = word.drop { !$0.isLetter && !$0.isNumber && $0 != "[" }
    let host = core.prefix { $0.isHexDigit || ".:[]".contains($0) }
    let numbers = host.split(separator: ":").first?.split(separator: ".") ?? []
    let isFour = numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil }
    let isSix = host.count { $0 == ":" } > 2 && host.count > 3
    let isService = word.contains(".svc:") || word.contains(".svc.") || word.hasSuffix(".svc")
    return isFour || isSix || isService
  }
}
