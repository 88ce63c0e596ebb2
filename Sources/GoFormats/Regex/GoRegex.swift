internal import CRE2

/// Why Go refuses a pattern.
package struct GoRegexError: Error, Hashable, Sendable {
  /// In lower case and without a full stop, such as `missing closing )`; Go's words where it has
  /// some, with the offending part of the pattern.
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// A pattern as Go's `regexp` takes it, for searching.
///
/// `GoSyntax` decides what Go accepts and RE2 does the searching: Go's engine comes from RE2, so
/// that the two agree on what an accepted pattern matches. They differ for text that is not
/// UTF-8, where `.` matches a stray byte in Go alone.
///
/// Source: Go 1.24, `Compile` in regexp/regexp.go.
// Unchecked because of the C++ object. It is set once, freed by the last reference only, and
// searched by const functions of RE2, which are documented as safe to call from many threads.
package final class GoRegex: @unchecked Sendable {
  /// Go has no limit but that of its syntax tree, 128 MiB; RE2 counts program and automaton.
  private static let memoryLimit: Int64 = 64 << 20

  let engine: Engine

  enum Engine {
    case names(PlainNames)
    case re2(OpaquePointer)
  }

  private init(_ engine: Engine) {
    self.engine = engine
  }

  deinit {
    if case .re2(let regex) = engine { cre2_free(regex) }
  }

  /// Compiles a pattern or says why Go would not.
  ///
  /// - Parameter bytes: The pattern. Bytes that are not UTF-8 are a failure, as in Go.
  /// - Returns: The compiled pattern; a failure also when RE2 needs more memory than it may use.
  package static func compile(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<GoRegex, GoRegexError> {
    if let names = PlainNames(bytes) { return .success(GoRegex(.names(names))) }
    return compileForRE2(bytes)
  }

  /// Does the same without the short cut for plain names.
  static func compileForRE2(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<GoRegex, GoRegexError> {
    do throws(GoRegexError) {
      var syntax = GoSyntax(bytes)
      try syntax.check()
      guard let rewritten = syntax.rewritten else { return .success(try GoRegex(bytes)) }
      return .success(try rewritten.withUnsafeBufferPointer(GoRegex.init(_:)))
    } catch {
      return .failure(error)
    }
  }

  /// What Go has against a pattern, found without compiling it.
  ///
  /// Ask this where nothing will be searched: it is some twenty-five times cheaper and knows Go's
  /// verdict where RE2's limits are other ones.
  ///
  /// - Parameter bytes: The pattern.
  /// - Returns: `nil` if Go accepts the pattern.
  package static func syntaxError(in bytes: UnsafeBufferPointer<UInt8>) -> GoRegexError? {
    do throws(GoRegexError) {
      var syntax = GoSyntax(bytes)
      try syntax.check()
      return nil
    } catch {
      return error
    }
  }

  /// Whether the pattern matches somewhere in the text, as Go's `MatchString`.
  package func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch engine {
    case .names(let names): names.matches(bytes)
    case .re2(let regex): cre2_matches(regex, bytes.baseAddress, bytes.count)
    }
  }

  private convenience init(_ pattern: UnsafeBufferPointer<UInt8>) throws(GoRegexError) {
    guard let regex = cre2_compile(pattern.baseAddress, pattern.count, GoRegex.memoryLimit) else {
      throw GoRegexError(reason: "out of memory")
    }
    guard cre2_is_valid(regex) else {
      defer { cre2_free(regex) }
      throw GoRegexError(reason: GoRegex.error(of: regex))
    }
    self.init(.re2(regex))
  }

  private static func error(of regex: OpaquePointer) -> String {
    String(unsafeUninitializedCapacity: cre2_error(regex, nil, 0)) { buffer in
      cre2_error(regex, buffer.baseAddress, buffer.count)
    }
  }
}

extension GoRegex {
  /// As `compile(_:)` of the text's UTF-8.
  package static func compile(_ pattern: String) -> Result<GoRegex, GoRegexError> {
    var pattern = pattern
    return pattern.withUTF8(compile(_:))
  }

  /// As `matches(_:)` of the text's UTF-8.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8(matches(_:))
  }
}

extension GoRegex {
  /// As `syntaxError(in:)` of the text's UTF-8.
  package static func syntaxError(in pattern: String) -> GoRegexError? {
    var pattern = pattern
    return pattern.withUTF8(syntaxError(in:))
  }
}
