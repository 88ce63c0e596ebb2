extension Overload {
  /// Conversions, and what takes values of any type.
  static let general: [Overload] =
    [
      Overload("bool(bool) -> bool", "true or false, of a text such as 'true'", .one(same)),
      Overload("bool(string) -> bool", "", .one(Conversion.bool)),
      Overload("bytes(bytes) -> bytes", "the UTF-8 bytes of a text", .one(same)),
      Overload("bytes(string) -> bytes", "", .one(Conversion.bytes)),
      Overload("double(double) -> double", "a floating-point number", .one(same)),
      Overload("double(int) -> double", "", .one(Conversion.double)),
      Overload("double(uint) -> double", "", .one(Conversion.double)),
      Overload("double(string) -> double", "", .one(Conversion.double)),
      Overload(
        "int(int) -> int",
        "a whole number; of a timestamp in seconds, of a duration in nanoseconds",
        .one(same)
      ),
      Overload("int(uint) -> int", "", .one(Conversion.int)),
      Overload("int(double) -> int", "", .one(Conversion.int)),
      Overload("int(string) -> int", "", .one(Conversion.int)),
      Overload("int(timestamp) -> int", "", .one(Conversion.int)),
      Overload("int(duration) -> int", "", .one(Conversion.int)),
      Overload("uint(uint) -> uint", "a whole number that is not negative", .one(same)),
      Overload("uint(int) -> uint", "", .one(Conversion.uint)),
      Overload("uint(double) -> uint", "", .one(Conversion.uint)),
      Overload("uint(string) -> uint", "", .one(Conversion.uint)),
      Overload("string(string) -> string", "the value as text", .one(same)),
      Overload("string(bool) -> string", "", .one(Conversion.string)),
      Overload("string(int) -> string", "", .one(Conversion.string)),
      Overload("string(uint) -> string", "", .one(Conversion.string)),
      Overload("string(double) -> string", "", .one(Conversion.string)),
      Overload("string(bytes) -> string", "", .one(Conversion.string)),
      Overload("string(timestamp) -> string", "", .one(Conversion.string)),
      Overload("string(duration) -> string", "", .one(Conversion.string)),
      Overload(
        "dyn(T) -> dyn",
        "the value, of a type that is known at evaluation only",
        .one(same)
      ),
      Overload(
        "type(T) -> type(T)",
        "the type of the value",
        .one { (value, _) throws(CELError) in
          .type(value.typeName)
        }
      ),
    ] + sizes

  private static let sizes: [Overload] = ["string", "bytes", "list(T)", "map(K, V)"].enumerated()
    .flatMap { index, type in
      let doc = index == 0 ? "how many code points, bytes, elements or entries there are" : ""
      return [
        Overload("size(\(type)) -> int", doc, .one(size)),
        Overload("\(type).size() -> int", doc, .one(size)),
      ]
    }

  private static func same(_ value: Value, _ run: Run) throws(CELError) -> Value { value }

  private static func size(_ value: Value, _ run: Run) throws(CELError) -> Value {
    switch value {
    case .string(let text):
      try run.charge(bytes: text.byteCount)
      return .int(Int64(text.size))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(list.count))
    case .map(let map): return .int(Int64(map.count))
    default: throw .noSuchOverload("size(\(value.typeName))")
    }
  }
}
