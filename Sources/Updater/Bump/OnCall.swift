internal import Formats
package import Registries

/// Who is on call, as a file on the web says.
///
/// Source: Prow, `getOncallInfo` in cmd/generic-autobumper/main.go.
package struct OnCall: Sendable, Hashable {
  /// GitHub's name; `nil` for nobody.
  package var user: String?
  package var isActive: Bool

  package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// - Parameters:
  ///   - group: Whose on-call is asked for.
  ///   - url: The file; `http://` only on this machine.
  ///   - web: Sends the request.
  /// - Throws: `Failure` if the file can't be had, or does not have the group.
  package init(of group: String, at url: String, _ web: WebClient) async throws(Failure) {
    guard let address = WebAddress(url) else {
      throw Failure(description: "onCallAddress \"\(url)\" is not an https:// URL")
    }
    let response: WebClient.Response
    do throws(WebClient.Failure) {
      response = try await web.send(WebClient.Request(address.server, address.target))
    } catch {
      throw Failure(description: "can't read \(url): \(error.reason)")
    }
    guard response.status == 200 else {
      throw Failure(description: "can't read \(url): the server answers \(response.status)")
    }
    let json = try? JSONReader.read(response.body)
    guard let user = json?["Oncall"]?[group]?.string, let isActive = json?["Active"]?[group]?.bool
    else { throw Failure(description: "\(url) does not say who of \"\(group)\" is on call") }
    self.isActive = isActive
    self.user = OnCall.isUser(user) ? user : nil
  }

  private static func isUser(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80
          && (character.isLetter || character.isNumber || "-_[]".contains(character))
      }
  }
}
