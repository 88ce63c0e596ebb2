internal import Schema

/// Resource files of Boskos.
///
/// Source: Boskos, `BoskosConfig` in common/common.go.
package enum BoskosTable {
  package static let text = #"""
    type BoskosConfig -- What Boskos lends to jobs.
      resources list:BoskosEntry required minItems=1 -- Resources by type.

    type BoskosEntry -- Resources of one type: with names they are there already, without names Boskos makes them.
      type string required -- What jobs ask for, such as gce-project; without names it also names a cluster object.
      state string default=free known=busy|cleaning|dirty|free|leased|tombstone|toBeDeleted -- The state that each resource starts in; dirty lets a janitor clean it first.
      names list:string itemFormat=dns1123-subdomain uniqueItems="over all entries" -- The resources, each name once in the file.
      min-count int default=0 forbiddenWhen="names are set" -- So many resources Boskos keeps at least; not above max-count.
      max-count int requiredWhen="names are not set" forbiddenWhen="names are set" -- So many resources Boskos makes at most.
      lifespan durationOrNanos -- After this time Boskos replaces a resource that it has made.
      config BoskosConverter -- How mason turns leased resources into one of this type.
      needs map:int -- How many resources of other types one of this type takes.

    type BoskosConverter -- How a resource is made.
      type string -- The name of a converter that mason knows.
      content string -- What the converter gets, usually YAML or JSON as text.
    """#

  static let compiled = CompiledCatalog(
    Catalog(tables: [text]),
    roots: ["BoskosConfig"],
    names: Field.allCases.map(\.name)
  )
}
