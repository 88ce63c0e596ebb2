package import Analysis
package import Files
internal import Formats

/// The file with the findings that a repository has already, which only new ones are told from.
package enum BaselineFile {
  /// Equal findings in one file; no run has more of one rule.
  private static let most = 1_000_000

  /// One finding a line, sorted, so that a change of the file shows what is gone.
  package static func text(_ findings: OlderFindings) -> [UInt8] {
    let sorted = findings.counts.sorted { left, right in
      parts(left.key).lexicographicallyPrecedes(parts(right.key))
    }
    var output = Array("{\"version\":1,\"findings\":[".utf8)
    for (index, (key, count)) in sorted.enumerated() {
      let identity = key.identity
      var object = JSONObject()
      object.add("file", key.file)
      object.add("rule", identity.rule)
      object.add("about", identity.subject)
      object.add("field", identity.field)
      object.add("message", identity.message)
      object.add("count", count)
      output += Array((index == 0 ? "\n" : ",\n").utf8) + object.bytes
    }
    return output + Array("\n]}\n".utf8)
  }

  private static func parts(_ key: OlderFindings.Key) -> [String] {
    let identity = key.identity
    return [key.file, identity.rule, identity.subject, identity.field, identity.message]
  }

  /// - Parameter path: Where it is.
  /// - Returns: Its findings.
  /// - Throws: `FileError` if it can't be read, or is not such a file.
  package static func read(_ path: String) throws(FileError) -> OlderFindings {
    let bytes = try FileReader.bytes(of: path, most: 1 << 28)
    func refuse(_ reason: String) -> FileError {
      FileError(path: path, reason: "\(reason); write it anew with --write-baseline")
    }
    let value: JSONValue
    do throws(JSONReader.Failure) {
      value = try JSONReader.read(bytes)
    } catch {
      throw refuse("it is not JSON: \(error)")
    }
    guard value["version"]?.int == 1, case .array(let items) = value["findings"] else {
      throw refuse("it is not a baseline of version 1")
    }
    var counts: [OlderFindings.Key: Int] = [:]
    for item in items {
      guard let file = item["file"]?.string, let rule = item["rule"]?.string,
        let subject = item["about"]?.string,
        let field = item["field"]?.string, let message = item["message"]?.string,
        let count = item["count"]?.int, (1...most).contains(count)
      else { throw refuse("a finding in it lacks file, rule, about, field, message or count") }
      let identity = FindingIdentity(
        rule: rule,
        subject: subject,
        field: field,
        message: message
      )
      counts[OlderFindings.Key(identity: identity, file: file)] = count
    }
    return OlderFindings(counts: counts)
  }
}
