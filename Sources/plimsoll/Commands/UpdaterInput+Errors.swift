import ArgumentParser
import Frontend

extension UpdaterInput {
  static let missing = ValidationError(
    "no plugins.yaml found, which says what becomes a ConfigMap; use --plugins"
  )

  static func unknownMap(_ name: String, _ known: Set<String>) -> ValidationError {
    ValidationError(
      "no map makes a ConfigMap \"\(name)\"; there are " + known.sorted().joined(separator: ", ")
    )
  }
}
