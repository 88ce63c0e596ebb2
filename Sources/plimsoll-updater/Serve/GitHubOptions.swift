import ArgumentParser
import Updater

/// Who we are for GitHub, and by what we know it.
struct GitHubOptions: ParsableArguments {
  @Option(
    name: .customLong("github-token-file"),
    help: ArgumentHelp("A token for git and for what is written to GitHub.", valueName: "file")
  )
  var tokenFile: String?

  @Option(
    name: .customLong("github-token-env"),
    help: ArgumentHelp("The same in a variable.", valueName: "name")
  )
  var tokenVariable: String?

  @Option(
    name: .customLong("github-app-id"),
    help: ArgumentHelp("The id of a GitHub App, instead of a token.", valueName: "id")
  )
  var appID: String?

  @Option(
    name: .customLong("github-app-key-file"),
    help: ArgumentHelp("The App's private key in PEM.", valueName: "file")
  )
  var appKeyFile: String?

  @Option(
    name: .customLong("github-api"),
    help: ArgumentHelp(
      "The API; https://HOST/api/v3 of an Enterprise Server.",
      valueName: "url"
    )
  )
  var api = "https://api.github.com"

  func validate() throws {
    guard (appID == nil) == (appKeyFile == nil) else {
      throw ValidationError("--github-app-id and --github-app-key-file go together")
    }
    if [tokenFile, tokenVariable, appID].compactMap(\.self).count > 1 {
      throw ValidationError("give one of --github-token-file, --github-token-env, --github-app-id")
    }
    guard api.hasPrefix("https://") || api.hasPrefix("http://") else {
      throw ValidationError("--github-api takes a URL, not \"\(api)\"")
    }
    if api.hasPrefix("http://"), !Loopback.isHost(of: api) {
      throw ValidationError("--github-api \(api) would get the token in the clear; use https://")
    }
  }

  /// `nil` without any credential.
  var settings: ServeSettings.GitHub? {
    let credential: GitHubCredential
    if let appID, let appKeyFile {
      credential = .app(id: appID, key: .file(appKeyFile))
    } else if let tokenFile {
      credential = .token(.file(tokenFile))
    } else if let tokenVariable {
      credential = .token(.environment(tokenVariable))
    } else {
      return nil
    }
    return ServeSettings.GitHub(base: api, credential: credential)
  }
}
