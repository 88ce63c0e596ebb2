import Analysis
import Diagnostics
import Prow
import Testing

@Suite("Moving images to other tags")
struct BumpPlanTests {
  @Test(arguments: [
    ("v20260821-a61940897", "20260821 a61940897 "),
    ("20260821-a61940897", "20260821 a61940897 "),
    ("v20260810-7619858115-master", "20260810 7619858115 -master"),
    ("v20260810-7619858115-1.36", "20260810 7619858115 -1.36"),
    ("v20200101-v0.0.30-14-gdeadbeef-x", "20200101 deadbeef -x"), ("latest", nil),
    ("v2026081-7619858115", nil), ("v20260810-761985811567", nil), ("v20260810-76198", nil),
    ("v20260810-7619858-", nil), ("xv20260810-7619858", nil), ("v1.2.3", nil), ("", nil),
    ("v20200101-v0.0.30-14-", nil), ("v", nil),
  ])
  func tagsHaveADateACommitAndAVariant(_ text: String, _ parts: String?) {
    let tag = ImageTag(text)
    #expect(tag.map { "\($0.date) \($0.commit) \($0.variant)" } == parts)
    if let tag { #expect(tag.version + tag.variant == text) }
  }

  @Test
  func referencesAreFoundInAnyText() {
    let text = """
      image: "gcr.io/acme/deck:v1" # was gcr.io/acme/deck:v0.
      FROM quay.io/acme/base:latest@sha256:0123
      docker://gcr.io/acme/tide:v2, -gcr.io/a/b:c; key/name: value a/b:c
      - --image=gcr.io/acme/x/y_z:v3-a.b-
      time: 10:30 http://example.com/a:b https://example.com:80/c gcr.io//x:y gcr.io/x:
      """
    let found = ImageReference.all(in: Array(text.utf8))
    #expect(
      found.map { "\($0.name) \($0.tag)\($0.hasDigest ? " @" : "")" } == [
        "gcr.io/acme/deck v1", "gcr.io/acme/deck v0", "quay.io/acme/base latest @",
        "gcr.io/acme/tide v2", "gcr.io/a/b c", "gcr.io/acme/x/y_z v3-a.b", "example.com/a b",
      ]
    )
  }

  private func plan(
    _ text: String,
    to tag: String = "v20260821-a61940897",
    allowsOlder: Bool = false,
    exceptions: Set<String>? = nil
  ) throws -> BumpPlan {
    let target = try #require(ImageTag(tag))
    let family = BumpPlan.Family(
      name: "Acme",
      matches: { $0.name.hasPrefix("gcr.io/acme/") },
      target: { _ in .version(target) }
    )
    return BumpPlan(
      [family],
      [SourceFile(path: "a.yaml", text: text)],
      groups: exceptions.map { names in
        [{ $0.name.hasPrefix("gcr.io/") && !names.contains($0.name) }]
      } ?? [],
      allowsOlder: allowsOlder
    )
  }

  private func after(_ plan: BumpPlan) -> String? {
    plan.changes.first.map { String(decoding: $0.after.bytes, as: UTF8.self) }
  }

  @Test
  func everyOtherByteStays() throws {
    let text = """
      # gcr.io/acme/deck:v20260101-0123abc is old\r
      a: &image gcr.io/acme/deck:v20260101-0123abc-master
      b: *image
      c:   'gcr.io/acme/hook:v20260101-0123abc'   # \u{FEFF}ü\t
      d: gcr.io/other/deck:v20260101-0123abc
      e: |
        docker run gcr.io/acme/tide:v20251231-0123abd


      """
    let plan = try plan(text)
    #expect(
      after(plan)
        == text.replacing("acme/deck:v20260101-0123abc", with: "acme/deck:v20260821-a61940897")
        .replacing("acme/hook:v20260101-0123abc", with: "acme/hook:v20260821-a61940897")
        .replacing("acme/tide:v20251231-0123abd", with: "acme/tide:v20260821-a61940897")
    )
    #expect(
      plan.moves.map { "\($0.from.version) \($0.images) \($0.placeCount)" } == [
        #"v20251231-0123abd ["gcr.io/acme/tide"] 1"#,
        #"v20260101-0123abc ["gcr.io/acme/deck", "gcr.io/acme/hook"] 3"#,
      ]
    )
    #expect(plan.kept.isEmpty)
  }

  private static let mixed = """
    gcr.io/acme/a:v20270101-0123abc
    gcr.io/acme/b:latest
    gcr.io/acme/c:v20260101-0123abc@sha256:00
    gcr.io/acme/d:v20260821-a61940897
    gcr.io/acme/e:v20260821-0123abc

    """

  @Test
  func nothingGoesBackInDate() throws {
    let plan = try plan(Self.mixed)
    #expect(after(plan) == Self.mixed.replacing("v20260821-0123abc", with: "v20260821-a61940897"))
    #expect(
      plan.kept.map { "\($0.image.name) \($0.reason)" } == [
        "gcr.io/acme/a newer", "gcr.io/acme/b undated", "gcr.io/acme/c digest",
      ]
    )
    let older = try self.plan(Self.mixed, allowsOlder: true)
    #expect(older.kept.map(\.image.name) == ["gcr.io/acme/b", "gcr.io/acme/c"])
    #expect(after(older)?.hasPrefix("gcr.io/acme/a:v20260821-a61940897\n") == true)
  }

  @Test
  func imagesOfOneVersionAreKeptTogether() throws {
    // An image without date, such as b, holds nothing up.
    let exceptions: Set = ["gcr.io/acme/c"]
    let plan = try plan(Self.mixed, exceptions: exceptions)
    #expect(plan.inconsistent.map { "\($0.image.name) \($0.reason)" } == ["gcr.io/acme/a newer"])
    let older = try self.plan(Self.mixed, allowsOlder: true, exceptions: exceptions)
    #expect(older.inconsistent.isEmpty)
    // Also those that nobody asks to move.
    let other = try self.plan(
      Self.mixed + "gcr.io/x/f:v20260101-0123abc\n",
      allowsOlder: true,
      exceptions: exceptions
    )
    #expect(other.inconsistent.map { "\($0.image.name) \($0.reason)" } == ["gcr.io/x/f unasked"])
  }

  @Test
  func eachImageMayGetAnotherVersion() throws {
    let text = """
      gcr.io/acme/a:v20260101-0123abc-go
      gcr.io/acme/b:v20260101-0123abc
      gcr.io/acme/c:v20260101-0123abc

      """
    let newest = ["gcr.io/acme/a": "v20260821-a61940897", "gcr.io/acme/b": "v20260822-b61940897"]
    let wish = BumpWish(name: "Acme", goal: .newest) { $0.name.hasPrefix("gcr.io/acme/") }
    let family = wish.family { image in
      newest[image.name].flatMap { ImageTag($0) }.map { .version($0) } ?? .unknown("is not there")
    }
    let file = SourceFile(path: "a.yaml", text: text)
    let plan = BumpPlan([family], [file], allowsOlder: false)
    #expect(
      after(plan) == """
        gcr.io/acme/a:v20260821-a61940897-go
        gcr.io/acme/b:v20260822-b61940897
        gcr.io/acme/c:v20260101-0123abc

        """
    )
    #expect(
      plan.moves.map { "\($0.to.version) \($0.images)" } == [
        #"v20260821-a61940897 ["gcr.io/acme/a"]"#, #"v20260822-b61940897 ["gcr.io/acme/b"]"#,
      ]
    )
    #expect(plan.kept.map(\.reason) == [.unknown("is not there")])
    let images = BumpWish.images(of: [wish], in: [file, file])
    #expect(
      images[0].map { "\($0.name) \($0.tag.variant)" } == [
        "gcr.io/acme/a -go", "gcr.io/acme/b ", "gcr.io/acme/c ",
      ]
    )
  }
}
