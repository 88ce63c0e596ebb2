import Schema
import Testing

@Suite("Catalog, read from tables")
struct CatalogTests {
  private let catalog = Catalog(
    tables: [
      #"""
      # A comment, then two types.
      type Job : Base, Reporter lenient oneOf=spec|pipeline -- A job, of course.
        trigger string format=regex -- The comment -- that starts it.
        context string default="" known=|a|b

        labels map:list:Label required
        cluster string promoted default="the usual one"
      """#,
      """
      type Base : Inner
        cluster string
        context int
        spec any
      type Inner
        method Method
        sizes map:quantity
      type Reporter
        when list:time
      type Label
      union Method lenient wanted="a \\"word\\"" -- One word or many.
        word string enum=a|b
        words map:list:Label
      """,
    ]
  )

  @Test
  func readsLinesAndFlattensEmbeddedTypes() throws {
    let job = try #require(catalog.objects["Job"])
    #expect(
      job.fields.map { "\($0.name) \($0.type) \($0.promotedFrom ?? "-")" } == [
        "trigger string -",
        "context string -",
        "labels map(Schema.FieldType.list(Schema.FieldType.object(\"Label\"))) -",
        "cluster string Base",
        "spec any Base",
        "method union(\"Method\") Base",
        "sizes map(Schema.FieldType.scalar(\"quantity\")) Base",
        "when list(Schema.FieldType.scalar(\"time\")) Reporter",
      ]
    )
    #expect(job.embeds == ["Base", "Reporter"])
    #expect(job.isLenient)
    #expect(job.documentation == "A job, of course.")
    #expect(job.attributes.map { "\($0.name)=\($0.value)" } == ["oneOf=spec|pipeline"])
    let union = try #require(catalog.unions["Method"])
    #expect(union.documentation == "One word or many.")
    #expect(union.isLenient)
    #expect(union.attributes.map { "\($0.name)=\($0.value)" } == ["wanted=a \"word\""])
    #expect(
      union.choices.map { "\($0.name) \($0.type)" } == [
        "word string", "words map(Schema.FieldType.list(Schema.FieldType.object(\"Label\")))",
      ]
    )
  }

  @Test
  func readsAttributesAndDocumentation() throws {
    let fields = try #require(catalog.objects["Job"]?.fields)
    #expect(fields[0].documentation == "The comment -- that starts it.")
    #expect(fields[0].attribute("format") == "regex")
    #expect(fields[0].attribute("default") == nil)
    #expect(fields[1].attribute("default") == "")
    #expect(fields[1].values(of: "known") == ["", "a", "b"])
    #expect(fields[2].attribute("required") == "")
    #expect(fields[3].attribute("default") == "the usual one")
  }
}
