import Diagnostics
import Testing
import YAML

@Suite("Lifetimes of documents")
struct DocumentLifetimeTests {
  #if DEBUG
  @Test
  func aViewThatOutlivesItsDocumentStopsADebugBuild() async {
    await #expect(processExitsWith: .failure) {
      var root: Node?
      do {
        let document = Document.parse(SourceFile(path: "a.yaml", text: "a: 1\n"))
        root = document.root
      }
      _ = root?.isMapping
    }
  }
  #endif

  @Test
  func aViewIsUsableAsLongAsItsDocument() {
    let document = Document.parse(SourceFile(path: "a.yaml", text: "a: 1\n"))
    let root = document.root
    withExtendedLifetime(document) { #expect(root?.isMapping == true) }
  }
}
