import Glibc
import TestSupport

/// Git's own program for serving repositories over HTTP, behind a password.
final class GitServer {
  private let process: pid_t
  let port: Int

  private static let program = """
    import base64, http.server, os, subprocess, sys
    root, password, ready = sys.argv[1:4]
    wanted = "Basic " + base64.b64encode(("x-access-token:" + password).encode()).decode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def serve(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != wanted:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="git"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            env = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
                       QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_USER="test",
                       CONTENT_TYPE=self.headers.get("Content-Type", ""), CONTENT_LENGTH=str(len(body)),
                       GIT_PROTOCOL=self.headers.get("Git-Protocol", ""))
            out = subprocess.run(["git", "http-backend"], input=body, env=env, capture_output=True).stdout
            head, _, rest = out.partition(b"\\r\\n\\r\\n")
            fields = [line.decode().split(": ", 1) for line in head.split(b"\\r\\n")]
            status = next((int(value.split()[0]) for name, value in fields if name == "Status"), 200)
            self.send_response(status)
            for name, value in fields:
                if name != "Status":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(rest)))
            self.end_headers()
            self.wfile.write(rest)

        do_GET = do_POST = serve

        def log_message(self, *words):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(ready + ".new", "w") as file:
        file.write(str(server.server_port))
    os.rename(ready + ".new", ready)
    server.serve_forever()

    """

  /// - Parameters:
  ///   - root: The folder whose repositories are served.
  ///   - password: What a client must show.
  ///   - folder: For files of the server's own.
  /// - Throws: If the server does not start.
  init(root: String, password: String, folder: TemporaryFolder) async throws {
    try folder.write(GitServer.program, to: "server.py")
    let arguments = [
      "python3", "\(folder.path)/server.py", root, password, "\(folder.path)/port",
    ]
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, "python3", nil, nil, &words, environ) == 0 else {
      throw Project.Missing(path: "python3")
    }
    self.process = process
    var found: Int?
    while found == nil {
      guard kill(process, 0) == 0 else { throw Project.Missing(path: "a server of git") }
      found = (try? folder.text("port")).flatMap { Int($0) }
      try await Task.sleep(for: .milliseconds(10))
    }
    port = found ?? 0
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
}
