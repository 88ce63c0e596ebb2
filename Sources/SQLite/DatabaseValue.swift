/// What a column of a row holds.
package enum DatabaseValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// A type whose values are kept in columns.
package protocol ColumnValue: Sendable {
  var databaseValue: DatabaseValue { get }

  /// Of a value that is no such thing, which SQLite lets every column hold, it makes the empty one.
  init(_ value: DatabaseValue)
}

extension String: ColumnValue {
  package var databaseValue: DatabaseValue { .text(self) }

  package init(_ value: DatabaseValue) {
    switch value {
    case .null: self = ""
    case .integer(let number): self = "\(number)"
    case .real(let number): self = "\(number)"
    case .text(let text): self = text
    }
  }
}

extension Int64: ColumnValue {
  package var databaseValue: DatabaseValue { .integer(self) }

  package init(_ value: DatabaseValue) {
    switch value {
    case .integer(let number): self = number
    case .real(let number): self = Int64(exactly: number.rounded(.towardZero)) ?? 0
    case .null, .text: self = 0
    }
  }
}

extension Int: ColumnValue {
  package var databaseValue: DatabaseValue { .integer(Int64(self)) }

  package init(_ value: DatabaseValue) { self = Int(clamping: Int64(value)) }
}

extension Bool: ColumnValue {
  package var databaseValue: DatabaseValue { .integer(self ? 1 : 0) }

  package init(_ value: DatabaseValue) { self = Int64(value) != 0 }
}

extension Double: ColumnValue {
  package var databaseValue: DatabaseValue { .real(self) }

  package init(_ value: DatabaseValue) {
    switch value {
    case .integer(let number): self = Double(number)
    case .real(let number): self = number
    case .null, .text: self = 0
    }
  }
}
