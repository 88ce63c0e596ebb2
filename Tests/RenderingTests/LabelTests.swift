import Rendering
import Testing
import YAML

@Suite("Labels and annotations")
struct LabelTests {
  @Test
  func aLongNameIsCutAndLosesSeparatorsAtItsEnd() throws {
    let name = String(repeating: "n", count: 60) + "-._tail"
    let rendered = try Rendered(.presubmit("context: \(name)"))
    let label = try rendered.prowJob("metadata.labels.prow~k8s~io/context")
    #expect(label == "\"" + String(repeating: "n", count: 60) + "\"")
    #expect(try rendered.prowJob("metadata.annotations.prow~k8s~io/context") == "\"\(name)\"")
  }

  @Test(
    arguments: [
      ("feature/a/b", #""b""#),
      ("feature/a/b/", #""b""#),
      ("with blank", nil),
      ("ends-", nil),
      ("//", nil),
      ("", #""""#),
    ]
  )
  func anInvalidValueKeepsItsLastPartOrGoes(_ branch: String, _ label: String?) throws {
    let rendered = try Rendered(.presubmit()) { request, arena in
      request.refs.baseRef = RequestedText(arena.text(branch))
    }
    #expect(try rendered.prowJob("metadata.labels.prow~k8s~io/refs~base_ref") == label)
  }

  @Test
  func labelsOfTheJobReplaceGeneratedOnes() throws {
    let fields = "labels: {prow.k8s.io/refs.repo: renamed, team: blue}"
    let rendered = try Rendered(.presubmit(fields))
    #expect(try rendered.prowJob("metadata.labels.prow~k8s~io/refs~repo") == #""renamed""#)
    #expect(try rendered.pod("metadata.labels.team") == #""blue""#)
  }

  @Test
  func thePodHasItsIdAndBuildButNotWhoMadeIt() throws {
    let rendered = try Rendered(.presubmit())
    #expect(try rendered.prowJob("metadata.labels.created-by-prow") == #""true""#)
    #expect(try rendered.pod("metadata.labels.created-by-prow") == nil)
    #expect(try rendered.pod("metadata.labels.prow~k8s~io/id") == #""run-1""#)
    #expect(try rendered.pod("metadata.labels.prow~k8s~io/build-id") == #""99""#)
  }

  @Test
  func aLabelThatWasDroppedComesBackInThePodAsGenerated() throws {
    let rendered = try Rendered(.presubmit("labels: {prow.k8s.io/refs.org: not valid}"))
    #expect(try rendered.prowJob("metadata.labels.prow~k8s~io/refs~org") == nil)
    #expect(try rendered.pod("metadata.labels.prow~k8s~io/refs~org") == #""acme""#)
  }
}
