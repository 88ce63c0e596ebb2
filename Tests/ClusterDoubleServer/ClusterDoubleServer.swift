import ClusterDouble
import Glibc

/// The double of an API server as a program, for benchmarks and for a look without any cluster.
///
/// Takes the path of the kubeconfig that it is to write, and the namespaces that exist; runs until
/// it is ended. `GET /double/counts` says how many requests came, and how many wanted to change
/// something.
@main
struct ClusterDoubleServer {
  static func main() async throws {
    guard CommandLine.arguments.count > 2 else {
      let usage = Array("usage: cluster-double KUBECONFIG NAMESPACE…\n".utf8)
      write(STDERR_FILENO, usage, usage.count)
      exit(2)
    }
    let namespaces = Set(CommandLine.arguments.dropFirst(2))
    let server = try await TestServer.startDouble(namespaces: namespaces)
    let text = Array(KubeconfigText.make([("default", server.url)]).utf8)
    let path = CommandLine.arguments[1]
    // Whoever waits for the file finds it whole.
    guard let file = fopen(path + ".new", "w") else {
      perror(path)
      exit(2)
    }
    fwrite(text, 1, text.count, file)
    fclose(file)
    rename(path + ".new", path)
    while true { try await Task.sleep(for: .seconds(3600)) }
  }
}
