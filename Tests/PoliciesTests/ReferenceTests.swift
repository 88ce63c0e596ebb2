import Configs
import Diagnostics
import Policies
import Prow
import Reporting
import TestSupport
import Testing
import YAML

@Suite("What expressions see and call")
struct ReferenceTests {
  /// `plimsoll policy reference > docs/policy-reference.md` fixes it.
  @Test
  func thePageIsFresh() throws {
    #expect(
      try Project.text("docs/policy-reference.md") == PolicyReferencePage.text(PolicyReference.all)
    )
  }

  /// `plimsoll schema --write schemas` fixes it.
  @Test
  func theSchemaIsFresh() throws {
    #expect(try Project.text("schemas/policy.json") == SchemaFiles.policy.contents)
  }

  @Test
  func theSchemaTakesAllExamples() throws {
    let schema = Document.parse(SourceFile(path: "policy.json", text: SchemaFiles.policy.contents))
    let validator = SchemaValidator(root: try #require(schema.root))
    var count = 0
    var room = 1 << 28
    for name in ["eksd", "k8s", "kubevirt", "oss"] {
      let path = "examples/policies/\(name).yaml"
      let file = SourceFile(path: path, text: try Project.text(path))
      for document in PolicyDocuments.read(file, schema: ProwSchema.standard, room: &room).documents
      {
        #expect(validator.faults(of: try #require(document.root)) == [], "\(path)")
        count += 1
      }
    }
    #expect(count > 90)
  }

  @Test(arguments: [
    ("kind: Policies", ".kind: Policies is no choice"), ("spec: {sumary: x}", ".spec: has sumary"),
    ("spec: {subject: jobs}", ".spec.subject: jobs is no choice"),
    ("spec: {match: {jobs: a}}", ".spec.match.jobs: not [\"array\", \"null\"]"),
    ("spec: {validations: [{at: 1}]}", ".spec.validations[0]: no expression"),
    ("metadata: {}", ".metadata: no name"),
  ])
  func theSchemaRefusesMistakes(_ text: String, _ fault: String) throws {
    let schema = Document.parse(SourceFile(path: "policy.json", text: SchemaFiles.policy.contents))
    let document = Document.parse(SourceFile(path: "own.yaml", text: text))
    let validator = SchemaValidator(root: try #require(schema.root))
    let faults = validator.faults(of: try #require(document.root))
    #expect(faults.contains(fault), "\(faults)")
  }

  @Test
  func allThatIsOursIsDescribed() {
    let reference = PolicyReference.all
    for function in reference.functions + reference.macros + reference.library.flatMap(\.functions)
    {
      #expect(!function.doc.isEmpty, "\(function.name)")
    }
    let variables = reference.variables + reference.group + reference.subjects.flatMap(\.variables)
    for entry in variables + reference.types.flatMap(\.fields).filter({ !$0.isOfTables }) {
      #expect(!entry.doc.isEmpty, "\(entry.name)")
    }
  }

  @Test(arguments: [
    ("job", "job: Job"), ("job.spec", "spec: PodSpec"),
    ("job.spec.containers.image", "image: string"), ("Preset", "type Preset"),
    ("captures", "string.captures(string) -> list(string)"),
    ("jobs.presets.line", "line: int"),
    (
      "groupedBy",
      "list(Job).groupedBy(string) -> map(string, list(Job)); list(T).groupedBy(x, K) -> map(K, list(T))"
    ),
    ("isValid", ""), ("job.nmae", ""),
  ])
  func aNameIsLookedUp(_ name: String, _ wanted: String) {
    let found = PolicyReference.all.answers(to: name).map { answer in
      switch answer {
      case .entry(let entry, _): "\(entry.name): \(entry.type)"
      case .type(let type): "type \(type.name)"
      case .function(let function): function.forms.joined(separator: "; ")
      }
    }
    #expect(found.joined(separator: "; ") == wanted)
  }
}
