internal import Formats

/// YAML as HTML, with the comments that say where values come from as links.
enum YAMLListing {
  /// `yaml`: With a line break at its end.
  static func html(_ yaml: [UInt8], _ origins: PodOrigins) -> HTML {
    var output: [UInt8] = []
    output.reserveCapacity(yaml.count + yaml.count / 4)
    var start = 0
    for end in yaml.indices where yaml[end] == UInt8(ascii: "\n") {
      append(yaml[start..<end], origins, to: &output)
      output.append(UInt8(ascii: "\n"))
      start = end + 1
    }
    return HTML(made: String(decoding: output, as: UTF8.self))
  }

  private static func append(
    _ line: ArraySlice<UInt8>,
    _ origins: PodOrigins,
    to output: inout [UInt8]
  ) {
    guard let mark = line.dropLast().suffix(longestMark).lastIndex(of: UInt8(ascii: "#")),
      line[mark + 1] == UInt8(ascii: " "),
      let html = origins.html(ofComment: line[(mark + 2)...])
    else { return escape(line, to: &output) }
    escape(line[..<mark], to: &output)
    output += html.text.utf8
  }

  /// Bytes of a line among which its comment starts.
  private static let longestMark = 64

  private static func escape(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let isPlain = text.allSatisfy {
      $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 < 0x80
    }
    if isPlain {
      output += text
    } else {
      output += HTML.escaped(String(decoding: text, as: UTF8.self)).utf8
    }
  }
}
