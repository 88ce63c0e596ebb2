/// The types of the tables that pods are made of.
enum PodTypes {
  /// Names of `Pod` and all types below it.
  static let names = Set(FieldTree.pods.homes.map(\.type))
}
