/// The content of a value whose type the declaration of a function promises.
extension Value {
  var asBool: Bool {
    get throws(CELError) {
      guard case .bool(let value) = self else { throw mismatch }
      return value
    }
  }

  var asInt: Int64 {
    get throws(CELError) {
      guard case .int(let value) = self else { throw mismatch }
      return value
    }
  }

  var asString: StringValue {
    get throws(CELError) {
      guard case .string(let value) = self else { throw mismatch }
      return value
    }
  }

  var asList: any ListSource {
    get throws(CELError) {
      guard case .list(let value) = self else { throw mismatch }
      return value
    }
  }

  var asTimestamp: Timestamp {
    get throws(CELError) {
      guard case .timestamp(let value) = self else { throw mismatch }
      return value
    }
  }

  var asDuration: Int64 {
    get throws(CELError) {
      guard case .duration(let value) = self else { throw mismatch }
      return value
    }
  }

  var asOptional: OptionalValue {
    get throws(CELError) {
      guard case .optional(let value) = self else { throw mismatch }
      return value
    }
  }

  func opaque<Wanted: OpaqueValue>(_ type: Wanted.Type) throws(CELError) -> Wanted {
    guard case .opaque(let value) = self, let wanted = value as? Wanted else { throw mismatch }
    return wanted
  }

  private var mismatch: CELError { .noSuchOverload(typeName) }
}
