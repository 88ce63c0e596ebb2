// swift-tools-version: 6.2
import PackageDescription

// The modules that need no other package, with the tests of most, reached by links.
// `script/sanitize` builds and runs them with the sanitizers of the toolchain. The whole project
// with all its packages would take far longer to build, and the tests of GoFormats read megabytes.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "sanitize",
  targets: [
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]
    ),
    .target(
      name: "CRE2",
      linkerSettings: [.linkedLibrary("re2")]
    ),
    .target(name: "CBulkMemory"),
    .target(name: "CProcess"),
    .target(
      name: "Machine",
      dependencies: ["CBulkMemory", "CProcess"],
      swiftSettings: settings
    ),
    .target(name: "Diagnostics", dependencies: ["Machine"], swiftSettings: settings),
    .target(name: "GoFormats", swiftSettings: settings),
    .target(
      name: "YAML",
      dependencies: ["CLibYAML", "Diagnostics", "Machine"],
      swiftSettings: settings
    ),
    .target(
      name: "Schema",
      dependencies: ["Diagnostics", "Machine", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Kubernetes",
      dependencies: ["Diagnostics", "GoFormats", "Schema", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Prow",
      dependencies: [
        "CRE2", "CZlib", "Diagnostics", "GoFormats", "Kubernetes", "Machine", "Schema", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Linting",
      dependencies: ["Diagnostics", "GoFormats", "Kubernetes", "Prow", "Schema", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Rendering",
      dependencies: ["Diagnostics", "GoFormats", "Kubernetes", "Prow", "Schema", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "ConfigMaps",
      dependencies: ["CZlib", "Diagnostics", "Kubernetes", "Machine", "Prow", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Frontend",
      dependencies: [
        "ConfigMaps", "Diagnostics", "Kubernetes", "Linting", "Prow", "Schema", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "YAMLTests",
      dependencies: ["Diagnostics", "TestSupport", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SchemaTests",
      dependencies: ["Diagnostics", "Schema", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LintingTests",
      dependencies: [
        "ConfigMaps", "Diagnostics", "Frontend", "Kubernetes", "Linting", "Prow", "TestSupport",
        "YAML",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Diagnostics", "Prow", "Rendering", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ConfigMapsTests",
      dependencies: [
        "ConfigMaps", "Diagnostics", "Kubernetes", "Linting", "Prow", "TestSupport", "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "KubernetesTests",
      dependencies: ["Diagnostics", "Kubernetes", "Schema", "TestSupport", "YAML"],
      swiftSettings: settings
    ),
  ],
  cxxLanguageStandard: .cxx17
)
