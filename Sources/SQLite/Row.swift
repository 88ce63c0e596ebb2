/// A row that a statement found.
package struct Row: Sendable {
  let columns: [String]
  let values: [DatabaseValue]

  private func value(_ column: String) -> DatabaseValue {
    guard let index = columns.firstIndex(of: column) else {
      preconditionFailure("the statement gives no column \(column)")
    }
    return values[index]
  }

  package subscript<Value: ColumnValue>(column: String) -> Value { Value(value(column)) }

  /// `nil` for NULL.
  package subscript<Value: ColumnValue>(column: String) -> Value? {
    let value = value(column)
    return value == .null ? nil : Value(value)
  }

  package static func fetchAll(
    _ database: Database,
    sql: String,
    arguments: [(any ColumnValue)?] = []
  ) throws(DatabaseError) -> [Row] {
    try database.rows(sql, arguments)
  }

  /// The first row, if there is one.
  package static func fetchOne(
    _ database: Database,
    sql: String,
    arguments: [(any ColumnValue)?] = []
  ) throws(DatabaseError) -> Row? {
    try database.rows(sql, arguments, most: 1).first
  }
}

extension ColumnValue {
  /// What the first column holds, without NULL.
  package static func fetchAll(
    _ database: Database,
    sql: String,
    arguments: [(any ColumnValue)?] = []
  ) throws(DatabaseError) -> [Self] {
    try database.rows(sql, arguments).compactMap(\.values.first).filter { $0 != .null }
      .map { Self($0) }
  }

  /// What the first column of the first row holds; `nil` for no row and for NULL.
  package static func fetchOne(
    _ database: Database,
    sql: String,
    arguments: [(any ColumnValue)?] = []
  ) throws(DatabaseError) -> Self? {
    guard let value = try database.rows(sql, arguments, most: 1).first?.values.first,
      value != .null
    else { return nil }
    return Self(value)
  }
}
