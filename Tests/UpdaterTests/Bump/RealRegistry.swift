import Glibc
import TestSupport

/// The registry of Debian's package `docker-registry`, which knows the login `me:secret`.
final class RealRegistry {
  private let process: pid_t
  let port: Int

  /// Where it is; `nil` on a machine without it.
  static let program: String? = ["/usr/bin/docker-registry", "/usr/local/bin/docker-registry"]
    .first { access($0, X_OK) == 0 }

  /// - Parameters:
  ///   - program: The registry.
  ///   - images: `IMAGE:TAG`, each an image of its own; what has the same `=MARK` behind it is the same.
  ///   - folder: For its files.
  /// - Throws: If it does not start, or does not take the images.
  init(_ program: String, images: [String], in folder: TemporaryFolder) async throws {
    try folder.write(RealRegistry.launcher, to: "launch.py")
    let words = ["python3", "\(folder.path)/launch.py", program, folder.path] + images
    var arguments = words.map { strdup($0) } + [nil]
    defer { for word in arguments { free(word) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, "python3", nil, nil, &arguments, environ) == 0 else {
      throw Project.Missing(path: "python3")
    }
    self.process = process
    var found: String?
    while found == nil {
      guard waitpid(process, nil, WNOHANG) == 0 else { throw Project.Missing(path: program) }
      found = try? folder.text("port")
      try await Task.sleep(for: .milliseconds(20))
    }
    guard let number = found.flatMap({ Int($0) }) else {
      throw Project.Missing(path: "an image in the registry: \(found ?? "")")
    }
    port = number
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// A child pushes the images and says where the registry is; this process becomes the registry.
  private static let launcher = """
    import base64, hashlib, json, os, socket, sys, time, urllib.request
    program, folder, images = sys.argv[1], sys.argv[2], sys.argv[3:]
    probe = socket.socket()
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
    probe.close()
    root = "http://127.0.0.1:%d" % port
    with open(folder + "/htpasswd", "w") as file:
        file.write("me:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\\n")
    with open(folder + "/registry.yml", "w") as file:
        json.dump({"version": 0.1, "log": {"level": "error"},
                   "storage": {"filesystem": {"rootdirectory": folder + "/images"}},
                   "http": {"addr": "127.0.0.1:%d" % port},
                   "auth": {"htpasswd": {"realm": "test", "path": folder + "/htpasswd"}}}, file)

    def send(method, url, body, kind):
        request = urllib.request.Request(url if "://" in url else root + url, body, method=method)
        request.add_header("Content-Type", kind)
        request.add_header("Authorization", "Basic " + base64.b64encode(b"me:secret").decode())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(request).headers

    def push(image):
        name, _, mark = image.partition("=")
        name, _, tag = name.partition(":")
        config = json.dumps({"os": "linux", "author": mark or tag}).encode()
        digest = "sha256:" + hashlib.sha256(config).hexdigest()
        place = send("POST", "/v2/%s/blobs/uploads/" % name, b"", "text/plain")["Location"]
        send("PUT", place + ("&" if "?" in place else "?") + "digest=" + digest, config,
             "application/octet-stream")
        docker = "application/vnd.docker."
        manifest = {"schemaVersion": 2, "mediaType": docker + "distribution.manifest.v2+json", "layers": [],
                    "config": {"mediaType": docker + "container.image.v1+json", "size": len(config),
                               "digest": digest}}
        send("PUT", "/v2/%s/manifests/%s" % (name, tag), json.dumps(manifest).encode(),
             manifest["mediaType"])

    parent = os.getpid()
    if os.fork() == 0:
        answer = ""
        while os.getppid() == parent and not answer:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.02)
                continue
            try:
                for image in images:
                    push(image)
                answer = str(port)
            except Exception as error:
                answer = repr(error)
        with open(folder + "/port.new", "w") as file:
            file.write(answer)
        os.rename(folder + "/port.new", folder + "/port")
        os._exit(0)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.execv(program, [program, "serve", folder + "/registry.yml"])

    """
}
