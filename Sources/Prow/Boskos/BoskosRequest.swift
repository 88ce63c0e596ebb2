package import YAML

/// A type of resource that a job asks Boskos for.
package struct BoskosRequest {
  package let type: String
  /// Where it is written: an argument, or the value of a variable.
  package let node: Node
}

extension ResolvedJob {
  /// The types that the job names in flags and variables, in order; what a shell or a program works
  /// out is not among them.
  ///
  /// Flags are those of kubetest, of kubetest2 and its deployers, and of boskosctl.
  package var boskosRequests: [BoskosRequest] {
    var requests: [BoskosRequest] = []
    let initial = spec?[.initContainers].map { Array($0.items) } ?? []
    for container in initial + containers {
      for variable in environment(of: container) {
        guard let name = variable.name, BoskosWords.isVariable(name.string),
          let value = variable.node[.value], value.isScalar,
          let type = BoskosWords.type(value.convertedText[...])
        else { continue }
        requests.append(BoskosRequest(type: type, node: value))
      }
      let items = [Field.command, .args].flatMap { container.list($0) }.filter(\.isScalar)
      requests += BoskosWords.requests(of: items)
    }
    return requests
  }
}

/// Words of command lines that name a type of resource.
private enum BoskosWords {
  /// Whether a variable has the type that a job asks for, such as `GCE_PD_BOSKOS_RESOURCE_TYPE`.
  static func isVariable(_ name: some StringProtocol) -> Bool {
    name.hasSuffix("BOSKOS_RESOURCE_TYPE")
  }

  /// `boskos-resource-type`, `boskos-aws-resource-type`, `gcp-project-type`.
  private static func isFlag(_ name: Substring) -> Bool {
    name == "gcp-project-type" || name.contains("boskos") && name.hasSuffix("resource-type")
  }

  /// A type that is written out, without the quotes of a shell; `nil` for what a shell puts in.
  static func type(_ word: Substring) -> String? {
    var word = word
    for quote in ["\"", "'"] where word.count > 1 && word.hasPrefix(quote) && word.hasSuffix(quote)
    {
      word = word.dropFirst().dropLast()
    }
    let isPlain = word.utf8.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || "-._".utf8.contains(byte)
    }
    return isPlain && word.utf8.first != UInt8(ascii: "-") && !word.isEmpty ? String(word) : nil
  }

  private struct Word {
    var text: Substring
    var node: Node
  }

  /// `items`: Command and arguments; those with several words are shell scripts.
  static func requests(of items: [Node]) -> [BoskosRequest] {
    var found: [BoskosRequest] = []
    var line: [Word] = []
    for item in items {
      let text = item.convertedText
      guard text.contains(where: \.isWhitespace) else {
        line.append(Word(text: text[...], node: item))
        continue
      }
      for command in commands(in: text) {
        found += requests(in: command.map { Word(text: $0, node: item) })
      }
    }
    return requests(in: line) + found
  }

  /// The words of each line of a script that is no comment; a backslash at the end joins two lines.
  private static func commands(in script: String) -> [[Substring]] {
    script.replacing("\\\n", with: " ").split(separator: "\n").compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return words.first?.hasPrefix("#") ?? true ? nil : words
    }
  }

  private static func requests(in line: [Word]) -> [BoskosRequest] {
    let isAcquiring =
      line.contains { $0.text == "boskosctl" || $0.text.hasSuffix("/boskosctl") }
      && line.contains { $0.text == "acquire" }
    var found: [BoskosRequest] = []
    for (index, word) in line.enumerated() {
      let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let isFlag = word.text.hasPrefix("-")
      let name = parts[0].drop { $0 == "-" }
      guard
        isFlag
          ? BoskosWords.isFlag(name) || isAcquiring && name == "type"
          : parts.count == 2 && isVariable(name)
      else { continue }
      let next = index + 1 < line.count ? line[index + 1] : nil
      let value = parts.count == 2 ? Word(text: parts[1], node: word.node) : next
      if let value, let type = type(value.text) {
        found.append(BoskosRequest(type: type, node: value.node))
      }
    }
    return found
  }
}
