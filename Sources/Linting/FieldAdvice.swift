/// What to say about a field name that is unknown.
enum FieldAdvice {
  static func help(for name: String, in type: String) -> String? {
    nil
  }
}
