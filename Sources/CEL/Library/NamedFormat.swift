internal import GoFormats

/// A form of names or texts, with Kubernetes' own words for its faults.
///
/// Sources: Kubernetes, cel/library/format.go; apimachinery, pkg/util/validation/validation.go;
/// kube-openapi, pkg/validation/strfmt.
enum NamedFormat: String, CaseIterable {
  case dns1123Label, dns1123Subdomain, dns1035Label, qualifiedName
  case dns1123LabelPrefix, dns1123SubdomainPrefix, dns1035LabelPrefix, labelValue
  case uri, uuid, byte, date, datetime

  var title: String {
    switch self {
    case .dns1123Label: "DNS1123Label"
    case .dns1123Subdomain: "DNS1123Subdomain"
    case .dns1035Label: "DNS1035Label"
    case .qualifiedName: "QualifiedName"
    case .dns1123LabelPrefix: "DNS1123LabelPrefix"
    case .dns1123SubdomainPrefix: "DNS1123SubdomainPrefix"
    case .dns1035LabelPrefix: "DNS1035LabelPrefix"
    case .labelValue: "LabelValue"
    case .uri: "URI"
    case .uuid: "UUID"
    case .byte: "Byte"
    case .date: "Date"
    case .datetime: "DateTime"
    }
  }

  var doc: String {
    switch self {
    case .dns1123Label: "names of containers, volumes and the like"
    case .dns1123Subdomain: "names of most objects"
    case .dns1035Label: "names of services"
    case .qualifiedName: "keys of labels and annotations"
    case .dns1123LabelPrefix, .dns1123SubdomainPrefix, .dns1035LabelPrefix:
      "the start of such a name, which may end with a dash"
    case .labelValue: "values of labels"
    case .uri: "absolute URLs and paths"
    case .uuid: "UUIDs, with dashes or without"
    case .byte: "base64"
    case .date: "dates such as 2024-05-01"
    case .datetime: "times such as 2024-05-01T12:00:00Z"
    }
  }

  /// What is wrong with a text; empty if nothing is.
  func faults(_ text: String) -> [String] {
    switch self {
    case .dns1123Label: NameRules.label(text)
    case .dns1123LabelPrefix: NameRules.label(NameRules.withoutDash(text))
    case .dns1123Subdomain: NameRules.subdomain(text)
    case .dns1123SubdomainPrefix: NameRules.subdomain(NameRules.withoutDash(text))
    case .dns1035Label: NameRules.oldLabel(text)
    case .dns1035LabelPrefix: NameRules.oldLabel(NameRules.withoutDash(text))
    case .qualifiedName: NameRules.qualifiedName(text)
    case .labelValue: NameRules.labelValue(text)
    case .uri: uriFaults(text)
    case .uuid: TextRules.isUUID(text) ? [] : ["does not match the UUID format"]
    case .byte: TextRules.isBase64(text) ? [] : ["invalid base64"]
    case .date: TextRules.isDate(text) ? [] : ["invalid date"]
    case .datetime: TextRules.isDateTime(text) ? [] : ["invalid datetime"]
    }
  }

  private func uriFaults(_ text: String) -> [String] {
    do throws(FormatError) {
      _ = try GoURL.parseRequest(text)
      return []
    } catch {
      return ["parse \(ValueText.quoted(text)): \(error.reason)"]
    }
  }
}

/// Forms that are searched for with a pattern.
private enum TextRules {
  static func isUUID(_ text: String) -> Bool { uuid?.matches(text) ?? false }
  static func isBase64(_ text: String) -> Bool { base64?.matches(text) ?? false }

  static func isDate(_ text: String) -> Bool {
    text.utf8.count == 10 && GoTime(text + "T00:00:00Z") != nil
  }

  static func isDateTime(_ text: String) -> Bool {
    let parts = text.lowercased().split(separator: "t", omittingEmptySubsequences: false)
    guard parts.count > 1, isDate(String(parts[0])), clock?.matches(String(parts[1])) ?? false
    else { return false }
    let numbers = parts[1].split(separator: ":")
    return numbers[0] <= "23" && numbers[1] <= "59" && numbers[2].prefix(2) <= "59"
  }

  private static let uuid = regex(
    "^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$"
  )
  private static let base64 = regex(
    "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$"
  )
  private static let clock = regex(
    "^[0-9]{2}:[0-9]{2}:[0-9]{2}(.[0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})$"
  )

  private static func regex(_ pattern: String) -> GoRegex? { try? GoRegex.compile(pattern).get() }
}
