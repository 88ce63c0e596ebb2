extension String {
  /// The rest after so many bytes of UTF-8, which end at the end of a character: paths are compared
  /// and cut by bytes, and `dropFirst` counts characters.
  package func droppingFirst(_ bytes: Int) -> String {
    String(Substring(utf8.dropFirst(bytes)))
  }
}
