internal import CEL
internal import Prow
internal import YAML

/// A secret that a job can read: its name, and the preset that brings it.
final class SecretMap: PlacedMap {
  private let secret: JobSecret
  private let preset: StringValue

  init(_ secret: JobSecret, of job: PolicyJob) {
    self.secret = secret
    preset =
      if case .preset(let index) = secret.origin {
        job.resolved.presets[index].labels.first.map { StringValue($0.name.text) } ?? .empty
      } else {
        .empty
      }
  }

  private static let name = StringValue("name")
  private static let preset = StringValue("preset")

  var count: Int { 2 }
  var keys: any ListSource { StringsList(["name", "preset"]) }

  func value(_ key: FieldKey) -> Value? {
    if key.name == SecretMap.name { return .string(secret.node.text) }
    return key.name == SecretMap.preset ? .string(preset) : nil
  }

  func place(of key: FieldKey) -> WrittenPlace? { ownPlace }
  var ownPlace: WrittenPlace? { WrittenPlace(node: secret.node, key: nil, origin: secret.origin) }
}
