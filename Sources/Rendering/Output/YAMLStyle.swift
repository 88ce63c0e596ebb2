/// The form of YAML, and what it has besides the values.
package struct YAMLStyle {
  /// What stands at the end of a line about what put something there, such as `# made up`; `nil` for
  /// nothing.
  package var mark: (Origin) -> [UInt8]?
  /// What stands for an object that has an origin and is shown elsewhere; `nil` to write it here.
  package var stub: (ObjectValue, Origin) -> [UInt8]? = { _, _ in nil }
  /// Whether strings in which Prow puts JSON, such as `JOB_SPEC`, are written in full; else `{…}` stands
  /// for them.
  package var writesDocuments = true
  /// Whether it is part of a page: texts are escaped; marks and stubs are HTML already.
  package var isHTML = false

  package init(mark: @escaping (Origin) -> [UInt8]?) { self.mark = mark }
}
