internal import Cluster
package import Prow

/// The tag that images have in a file of another installation.
///
/// Source: Prow, `parseUpstreamImageVersion` in cmd/generic-autobumper/main.go.
package enum UpstreamVersion {
  package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// - Parameters:
  ///   - prefix: What the image has in its name.
  ///   - url: The file; `http://` only on this machine.
  ///   - web: Sends the request.
  /// - Returns: The tag of the first line that has such an image.
  /// - Throws: `Failure` if the file can't be had, or has no such tag.
  package static func find(
    _ prefix: String,
    at url: String,
    _ web: WebClient
  ) async throws(Failure) -> ImageTag {
    guard let address = WebAddress(url) else {
      throw Failure(
        description: "\"\(url)\" is not an https:// URL; check upstreamURLBase and refConfigFile"
      )
    }
    let response: WebClient.Response
    do throws(WebClient.Failure) {
      response = try await web.send(WebClient.Request(address.server, address.target))
    } catch {
      throw Failure(description: "can't read \(url): \(error.reason)")
    }
    guard response.status == 200 else {
      throw Failure(
        description:
          "can't read \(url): the server answers \(response.status); check upstreamURLBase and "
          + "refConfigFile"
      )
    }
    let text = String(decoding: response.body, as: UTF8.self)
    guard let tag = tag(of: prefix, in: text) else {
      throw Failure(
        description:
          "\(url) has no line with image: and a tag such as v20260821-a61940897 of \"\(prefix)\""
      )
    }
    return tag
  }

  /// The tag after the last `:v` of the first line with `image:` and the prefix behind it.
  static func tag(of prefix: String, in text: String) -> ImageTag? {
    for line in text.split(separator: "\n") {
      guard let key = line.ranges(of: "image:").last(where: { $0.lowerBound > line.startIndex }),
        let mark = line[key.upperBound...].ranges(of: ":v").last,
        line[key.upperBound..<mark.lowerBound].contains(prefix)
      else { continue }
      let tag = line[line.index(after: mark.lowerBound)...].prefix { character in
        character.isASCII
          && (character.isLetter || character.isNumber || "_.-".contains(character))
      }
      return ImageTag(String(tag))
    }
    return nil
  }
}
