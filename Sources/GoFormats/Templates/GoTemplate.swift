/// A template that Go can parse.
///
/// Source: Go 1.24, `Parse` in text/template and text/template/parse.
package struct GoTemplate: Sendable, Hashable {
  /// A chain of names that begins at the value the template is executed on.
  package struct FieldPath: Sendable, Hashable {
    /// At least one; without dots.
    package let components: [String]
    /// The UTF-8 byte of the template at which the chain begins.
    package let offset: Int
    /// Whether the rest of the template decides if the chain is looked at: it is in the body of
    /// an `if`, `with` or `range`, or is an argument that `and` or `or` may not need.
    package let isConditional: Bool
  }

  /// In the order of the text.
  ///
  /// These are `.A.B` where nothing has changed the dot, and `$.A.B`. Both count in the main
  /// template only: what a `define` or `block` is executed on is not known here.
  package let fieldPaths: [FieldPath]

  /// How deep parentheses and blocks may nest here; Go 1.24 has no limit.
  ///
  /// A level takes up to 4 KiB of stack, and threads other than the main one may have only 512.
  package static let nestingLimit = 100

  /// Checks syntax, names of functions and variables, and definitions.
  ///
  /// - Parameters:
  ///   - text: All of the template.
  ///   - name: What Prow calls the template; a `define` of that name would be a second definition.
  ///   - functions: Names known beside Go's own, such as `and`, `printf` or `eq`.
  /// - Throws: The first fault, with its offset.
  package init(
    _ text: String,
    name: String = "",
    functions: Set<String> = []
  ) throws(FormatError) {
    var parser = TemplateParser(text, functions: functions)
    try parser.parse(name: name)
    fieldPaths = parser.fieldPaths
  }
}
