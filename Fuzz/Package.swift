// swift-tools-version: 6.2
import PackageDescription

// The modules of the project, reached by links, and built so that libFuzzer sees which of their
// branches an input takes. `script/fuzz` builds and runs this.

let instruments = ["-sanitize=fuzzer,address"]
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(instruments),
]

let package = Package(
  name: "fuzz",
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CBulkMemory"),
    .target(name: "CProcess"),
    .target(name: "Machine", dependencies: ["CBulkMemory"], swiftSettings: settings),
    .target(name: "Formats", swiftSettings: settings),
    .target(name: "Diagnostics", dependencies: ["Machine"], swiftSettings: settings),
    .target(name: "GoFormats", dependencies: ["CRE2"], swiftSettings: settings),
    .target(
      name: "YAML",
      dependencies: ["CLibYAML", "Diagnostics", "Formats", "Machine"],
      swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]
    ),
    .target(
      name: "Schema",
      dependencies: ["Diagnostics", "Machine", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Files",
      dependencies: ["CProcess", "CZlib", "Machine"],
      swiftSettings: settings
    ),
    .target(name: "Kubernetes", dependencies: ["YAML"], swiftSettings: settings),
    .target(
      name: "CEL",
      dependencies: ["Formats", "GoFormats", "Kubernetes", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Prow",
      dependencies: [
        "Diagnostics", "Files", "Formats", "GoFormats", "Kubernetes", "Machine", "Schema",
        "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Configs",
      dependencies: ["Diagnostics", "Files", "Kubernetes", "Machine", "Prow", "Schema", "YAML"],
      swiftSettings: settings
    ),
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CEL", "CFuzzer", "Configs", "Diagnostics", "GoFormats", "Kubernetes", "Machine", "Prow",
        "Schema", "YAML",
      ],
      swiftSettings: settings,
      linkerSettings: [.unsafeFlags(instruments + ["-use-ld=lld"])]
    ),
  ],
  cxxLanguageStandard: .cxx17
)
