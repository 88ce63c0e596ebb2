/// A list that may live elsewhere, such as in a document.
package protocol ListSource: AnyObject, Sendable {
  var count: Int { get }
  subscript(_ index: Int) -> Value { get }
  /// A set of all elements, where the list keeps one; `in` then takes no walk.
  var index: Set<ValueKey>? { get }
  /// An element that is text, without a value around it; `nil` for others.
  func text(at index: Int) -> StringValue?
  /// A field that is text, of an element that is a map; `nil` for others.
  func text(of key: FieldKey, at index: Int) -> StringValue?
}

extension ListSource {
  package func text(at index: Int) -> StringValue? {
    if case .string(let text) = self[index] { return text }
    return nil
  }

  package func text(of key: FieldKey, at index: Int) -> StringValue? {
    guard case .map(let map) = self[index], case .string(let text) = map.value(key) else {
      return nil
    }
    return text
  }

  package var index: Set<ValueKey>? { nil }
}

/// A map or an object that may live elsewhere, such as in a document.
package protocol MapSource: AnyObject, Sendable {
  var count: Int { get }
  /// The value of a field; of one that isn't set, it may be the zero value.
  func value(_ key: FieldKey) -> Value?
  /// The value of a field of a field, and so on; `nil` where a step has none, or is no map.
  func value(along path: ArraySlice<FieldKey>) -> Value?
  /// Whether `has()` holds.
  func isSet(_ key: FieldKey) -> Bool
  /// The value under a key of any type.
  func lookUp(_ key: Value) -> Value?
  /// All keys, in the order in which macros visit them.
  var keys: any ListSource { get }
  /// The name of the type, unless it is `map`.
  var typeName: String? { get }
  /// What the object is, for objects that are equal only to themselves whatever is in them.
  var identity: ObjectIdentifier? { get }
}

extension MapSource {
  package func value(along path: ArraySlice<FieldKey>) -> Value? { value(stepwise: path) }

  /// As `value(along:)`, with a value for each step.
  package func value(stepwise path: ArraySlice<FieldKey>) -> Value? {
    guard let first = path.first, let found = value(first) else { return nil }
    if path.count == 1 { return found }
    guard case .map(let map) = found else { return nil }
    return map.value(along: path.dropFirst())
  }

  package func isSet(_ key: FieldKey) -> Bool { value(key) != nil }

  package func lookUp(_ key: Value) -> Value? {
    guard case .string(let name) = key else { return nil }
    return value(FieldKey(name))
  }

  package var typeName: String? { nil }

  package var identity: ObjectIdentifier? { nil }
}

/// The name of a field that is asked of a map.
package struct FieldKey: Sendable {
  package let name: StringValue
  /// The number that the `ObjectType` gives the field; -1 where the type isn't known.
  package let tag: Int

  package init(_ name: StringValue, tag: Int = -1) {
    self.name = name
    self.tag = tag
  }
}

/// A list of values in memory.
package final class ArrayList: ListSource {
  package let items: [Value]

  package init(_ items: [Value]) {
    self.items = items
  }

  package var count: Int { items.count }

  package subscript(_ index: Int) -> Value { items[index] }
}

/// A list of constants, with their set.
final class ConstantList: ListSource {
  let items: [Value]
  let index: Set<ValueKey>?

  init(_ items: [Value]) {
    self.items = items
    index = Set(items.lazy.map(ValueKey.init))
  }

  var count: Int { items.count }

  subscript(_ index: Int) -> Value { items[index] }
}

/// A list of strings in memory.
package final class StringList: ListSource {
  let items: [StringValue]

  package init(items: [StringValue]) {
    self.items = items
  }

  package var count: Int { items.count }

  package subscript(_ index: Int) -> Value { .string(items[index]) }

  package func text(at index: Int) -> StringValue? { items[index] }
}

/// Whole numbers from 0.
final class RangeList: ListSource {
  let count: Int

  init(count: Int) {
    self.count = count
  }

  subscript(_ index: Int) -> Value { .int(Int64(index)) }
}
