import Cluster
import Formats
import Testing

@Suite("Managed fields")
struct ManagedFieldsTests {
  private static let text = #"""
    [
      {"manager": "plimsoll/acme/launchpad", "operation": "Apply", "apiVersion": "v1",
       "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
       "fieldsV1": {"f:data": {"f:a.yaml": {}, "f:b": {}}, "f:binaryData": {"f:c": {}},
                    "f:metadata": {"f:labels": {"f:app.kubernetes.io/name": {}}}}},
      {"manager": "plimsoll/acme/launchpad", "operation": "Update", "apiVersion": "v1",
       "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:d": {}}}},
      {"manager": "hook", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1",
       "fieldsV1": {"f:data": {".": {}, "f:b": {}, "f:e": {}},
                    "f:metadata": {"f:annotations": {"f:note": {}}}}}
    ]
    """#

  private let fields: ManagedFields
  private let manager = "plimsoll/acme/launchpad"

  init() throws {
    fields = ManagedFields(try JSONReader.read(Array(ManagedFieldsTests.text.utf8)))
  }

  @Test
  func whatAManagerAppliedIsItsOwn() {
    #expect(
      fields.applied(by: manager)
        == [
          ConfigMapField(.data, "a.yaml"), ConfigMapField(.data, "b"),
          ConfigMapField(.binaryData, "c"),
        ]
    )
    #expect(fields.labels(appliedBy: manager) == ["app.kubernetes.io/name"])
    #expect(fields.applied(by: "hook").isEmpty && fields.labels(appliedBy: "hook").isEmpty)
  }

  @Test
  func whatItUpdatedIsNot() {
    #expect(
      fields.others(than: manager) == [
        ConfigMapField(.data, "b"): ["hook"], ConfigMapField(.data, "e"): ["hook"],
        ConfigMapField(.data, "d"): [manager],
      ]
    )
  }

  @Test
  func fieldsChangeHands() {
    let taken: Set = [ConfigMapField(.data, "b"), ConfigMapField(.data, "d")]
    let after = fields.transferring(taken, to: manager)
    #expect(after.applied(by: manager) == fields.applied(by: manager).union(taken))
    #expect(after.others(than: manager) == [ConfigMapField(.data, "e"): ["hook"]])
    #expect(after.labels(appliedBy: manager) == fields.labels(appliedBy: manager))
    // What it wrote otherwise than by applying is empty now, and gone.
    #expect(after.entries.map(\.manager) == [manager, "hook"])
    let again = ManagedFields(after.json)
    #expect(again.json == after.json)
  }

  @Test
  func aManagerWithoutEntryGetsOne() {
    let field = ConfigMapField(.binaryData, "x")
    let after = ManagedFields().transferring([field], to: manager)
    #expect(
      String(decoding: after.json.json, as: UTF8.self)
        == #"[{"apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:binaryData":{"f:x":{}}},"#
        + #""manager":"plimsoll/acme/launchpad","operation":"Apply"}]"#
    )
  }
}
