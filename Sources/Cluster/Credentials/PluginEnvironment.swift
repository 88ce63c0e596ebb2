/// The variables of ours that a program gets which gives credentials.
///
/// A plugin needs to know where it is and who asks a cloud; the secrets of this program, such as
/// tokens for GitHub, are none of its business. What else it needs is said by `env` of its entry in
/// the kubeconfig.
package enum PluginEnvironment {
  private static let names: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "LANG", "LANGUAGE", "TZ", "TMPDIR",
    "KUBECONFIG", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy",
    "https_proxy", "no_proxy", "all_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
    "LD_LIBRARY_PATH", "SSH_AUTH_SOCK",
  ]

  /// Of settings, and of the clouds whose plugins find their own credentials.
  private static let prefixes = [
    "LC_", "XDG_", "AWS_", "AZURE_", "AAD_", "ARM_", "CLOUDSDK_", "GOOGLE_", "GCE_", "OCI_",
    "IBMCLOUD_", "DIGITALOCEAN_", "ALIBABA_CLOUD_", "HCLOUD_", "TELEPORT_", "TSH_",
  ]

  package static func kept(_ all: [String: String]) -> [String: String] {
    all.filter { name, _ in
      names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }
  }
}
