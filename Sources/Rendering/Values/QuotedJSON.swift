internal import YAML

/// JSON as written in a JSON text, with the quotes and the escapes of that.
package struct QuotedJSON {
  let quoted: Text

  /// The JSON as written inside the quotes.
  var escaped: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: quoted.bytes[1..<(quoted.count - 1)])
  }

  /// The JSON itself.
  func text(_ arena: Arena) -> Text {
    let room = arena.room(for: quoted.count, of: UInt8.self)
    var count = 0
    var isEscaped = false
    // JSON has no characters that are escaped but quotes and backslashes, by a backslash each.
    for byte in escaped {
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      if isEscaped { continue }
      room[count] = byte
      count += 1
    }
    return Text(UnsafeBufferPointer(start: room, count: count))
  }
}

extension QuotedJSON {
  /// A copy of the JSON itself.
  package var string: String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in escaped {
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      if !isEscaped { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An object as JSON, encoded once for all the places that hold it, outside or inside a string.
package struct EncodedObject {
  private let parts: UnsafePointer<Parts>

  private struct Parts {
    var text: Text
    var inText: QuotedJSON
    var object: ObjectValue
  }

  init(_ object: ObjectValue, as json: QuotedJSON, _ arena: Arena) {
    let room = arena.room(for: 1, of: Parts.self)
    room.initialize(to: Parts(text: json.text(arena), inText: json, object: object))
    parts = UnsafePointer(room)
  }

  /// The JSON itself.
  var text: Text { parts.pointee.text }

  var inText: QuotedJSON { parts.pointee.inText }

  package var object: ObjectValue { parts.pointee.object }
}
