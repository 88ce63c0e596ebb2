import TestSupport
import Testing

/// `Package.swift` says what each module really needs.
@Suite("Dependencies")
struct PackageTests {
  struct Target: CustomTestStringConvertible {
    var name: String
    var folder: String
    var dependencies: [String]

    var testDescription: String { name }
  }

  @Test(arguments: try targets())
  func eachIsImportedAndEachImportIsOne(_ target: Target) throws {
    let imports = try Self.imports(in: target.folder)
    let programs = ["plimsoll", "plimsoll-updater"]
    let unused = target.dependencies.filter { !imports.contains($0) && !programs.contains($0) }
    #expect(unused == [], "remove them from the dependencies of \(target.name)")
    let own = try Self.targets().map(\.name).filter { $0 != target.name }
    let undeclared = own.filter { imports.contains($0) && !target.dependencies.contains($0) }
    #expect(undeclared == [], "add them to the dependencies of \(target.name)")
  }

  /// docs/architecture.md lists the modules so that each imports only those above it.
  @Test
  func everyImportPointsUpInTheTableOfModules() throws {
    let text = try Project.text("docs/architecture.md")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let names = rows.map { row in
      row.split(separator: "|")[0].split(separator: "`").filter { !$0.contains(" ") }.map(
        String.init
      )
    }
    var above: Set<String> = []
    for row in names {
      // The shims over C libraries, such as CZlib, have no Swift in them.
      for name in row where !name.hasPrefix("C") || name.dropFirst().first?.isLowercase == true {
        let imports = try Self.imports(in: "Sources/\(name)")
        let own = Set(names.flatMap(\.self)).intersection(imports)
        #expect(own.subtracting(above) == [], "\(name) is too high in the table")
      }
      above.formUnion(row)
    }
    let sources = try Project.names(in: "Sources").filter { !$0.hasPrefix(".") }
    #expect(above == Set(sources), "each module is in the table")
  }

  /// The packages that build some of the modules for the sanitizers and for fuzzing name them again.
  @Test(arguments: ["Fuzz", "Sanitize"])
  func modulesNeedTheSameInOtherPackages(_ folder: String) throws {
    let own = Dictionary(uniqueKeysWithValues: try Self.targets().map { ($0.name, $0) })
    let shared = try Self.targets(in: "\(folder)/Package.swift", indentation: 4)
      .filter { own[$0.name] != nil }
    #expect(shared.count >= 10)
    for target in shared {
      #expect(
        target.dependencies == own[target.name]?.dependencies,
        "make the dependencies of \(target.name) those of Package.swift"
      )
    }
  }

  /// The targets with Swift files, which `swift format` lays out alike.
  static func targets(
    in manifest: String = "Package.swift",
    indentation: Int = 2
  ) throws -> [Target] {
    let text = try Project.text(manifest)
    let start = "\n" + String(repeating: " ", count: indentation) + "."
    let chunks = text.split(separator: start).dropFirst()
    let targets = chunks.compactMap { chunk -> Target? in
      let kinds = ["target(", "executableTarget(", "testTarget("]
      guard let kind = kinds.first(where: chunk.hasPrefix), chunk.contains("swiftSettings"),
        let name = quoted(after: "name: ", in: chunk)
      else { return nil }
      let folder =
        quoted(after: "path: ", in: chunk) ?? (kind == kinds[2] ? "Tests/" : "Sources/") + name
      return Target(name: name, folder: folder, dependencies: dependencies(chunk))
    }
    if targets.count < 10 { throw Project.Missing(path: "the targets of \(manifest)") }
    return targets
  }

  private static func dependencies(_ chunk: Substring) -> [String] {
    guard let start = chunk.firstRange(of: "dependencies: [") else { return [] }
    let list = chunk[start.upperBound...].prefix { $0 != "]" }
    return list.split(separator: ",").compactMap { item in
      // Of a product its name, and not that of its package.
      item.contains("package: ") ? nil : quoted(after: "", in: item)
    }
  }

  private static func quoted(after word: String, in text: Substring) -> String? {
    guard let start = text.firstRange(of: word + "\"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  private static func imports(in folder: String) throws -> Set<String> {
    let files = try swiftFiles(in: folder)
    if files.isEmpty { throw Project.Missing(path: folder) }
    var imports: Set<String> = []
    for file in files {
      for line in try Project.text(file).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index < 3, words.count > index + 1 else {
          continue
        }
        imports.insert(String(words[index + 1]))
      }
    }
    return imports
  }

  private static func swiftFiles(in folder: String) throws -> [String] {
    try Project.names(in: folder).flatMap { name -> [String] in
      let path = folder + "/" + name
      if name.hasSuffix(".swift") { return [path] }
      return name.contains(".") ? [] : try swiftFiles(in: path)
    }
  }
}
