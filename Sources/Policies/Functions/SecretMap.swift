internal import CEL
internal import Prow
internal import YAML

/// A secret that a job can read: its name, and the preset that brings it.
final class SecretMap: PlacedMap {
  private let secret: JobSecret
  private let preset: String

  init(_ secret: JobSecret, of job: PolicyJob) {
    self.secret = secret
    preset =
      if case .preset(let index) = secret.origin {
        job.resolved.presets[index].labels.first?.name.text.string ?? ""
      } else {
        ""
      }
  }

  var count: Int { 2 }
  var keys: any ListSource { StringsList(["name", "preset"]) }

  func value(_ key: FieldKey) -> Value? {
    switch key.name.string {
    case "name": .string(secret.name)
    case "preset": .string(preset)
    default: nil
    }
  }

  func place(of key: FieldKey) -> WrittenPlace? { ownPlace }
  var ownPlace: WrittenPlace? { WrittenPlace(node: secret.node, key: nil, origin: secret.origin) }
}
