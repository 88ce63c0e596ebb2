import Diagnostics
import Glibc
import YAML

let arguments = CommandLine.arguments
let path = arguments[arguments.count - 1]
let handle = open(path, O_RDONLY)
var info = stat()
fstat(handle, &info)
let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Int(info.st_size))
_ = read(handle, buffer.baseAddress, buffer.count)
let decoded = SourceFile.decoding(path: path, adopting: buffer)
if let p = decoded.problem { print(p); exit(1) }
let document = Document.parse(decoded.file)
let strings = arguments.contains("--strings")
let problems = document.problems.filter { !(strings && $0.kind == .number) }
for problem in problems { print(problem) }
if !problems.isEmpty { exit(1) }
if arguments.contains("--strict"), !document.repeatedKeys.isEmpty { exit(1) }
guard let text = JSONProjection.text(of: document.root, target: arguments.contains("--strings") ? .strings : .value) else { exit(1) }
_ = text.withUnsafeBufferPointer { write(1, $0.baseAddress, $0.count) }
