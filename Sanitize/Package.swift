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
    .target(name: "Machine", dependencies: ["CBulkMemory"], swiftSettings: settings),
    .target(name: "Formats", swiftSettings: settings),
    .target(name: "Diagnostics", dependencies: ["Machine"], swiftSettings: settings),
    .target(name: "GoFormats", dependencies: ["CRE2"], swiftSettings: settings),
    .target(
      name: "YAML",
      dependencies: ["CLibYAML", "Diagnostics", "Formats", "Machine"],
      swiftSettings: settings
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
      name: "Scheduling",
      dependencies: ["Diagnostics", "GoFormats", "Kubernetes", "Prow", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Configs",
      dependencies: ["Diagnostics", "Files", "Kubernetes", "Machine", "Prow", "Schema", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Linting",
      dependencies: [
        "Configs", "Diagnostics", "GoFormats", "Kubernetes", "Machine", "Prow", "Schema", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Rendering",
      dependencies: [
        "Diagnostics", "Formats", "GoFormats", "Kubernetes", "Machine", "Prow", "Schema", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "ConfigMaps",
      dependencies: [
        "Diagnostics", "Files", "Formats", "GoFormats", "Kubernetes", "Machine", "Prow", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Policies",
      dependencies: [
        "CEL", "ConfigMaps", "Configs", "Diagnostics", "Files", "Formats", "GoFormats", "Machine",
        "Prow", "Rendering", "Schema", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "JobDiff",
      dependencies: ["Configs", "Diagnostics", "Files", "Formats", "Machine", "Prow", "YAML"],
      swiftSettings: settings
    ),
    .target(
      name: "Analysis",
      dependencies: [
        "ConfigMaps", "Configs", "Diagnostics", "Files", "Kubernetes", "Linting", "Machine",
        "Policies", "Prow", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Reviewing",
      dependencies: [
        "Analysis", "ConfigMaps", "Configs", "Diagnostics", "Files", "JobDiff", "Linting",
        "Machine", "Prow", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Reporting",
      dependencies: [
        "Analysis", "ConfigMaps", "Configs", "Diagnostics", "Files", "Formats", "GoFormats",
        "JobDiff", "Kubernetes", "Linting", "Machine", "Policies", "Prow", "Rendering", "Reviewing",
        "Scheduling", "Schema", "YAML",
      ],
      swiftSettings: settings
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "YAMLTests",
      dependencies: ["Diagnostics", "Formats", "TestSupport", "YAML"],
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
        "Analysis", "Configs", "Diagnostics", "Formats", "Linting", "Prow", "Reporting",
        "TestSupport", "YAML",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Diagnostics", "Formats", "Prow", "Rendering", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ConfigMapsTests",
      dependencies: [
        "ConfigMaps", "Diagnostics", "Files", "Formats", "GoFormats", "Kubernetes", "Linting",
        "Prow", "TestSupport", "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "KubernetesTests",
      dependencies: ["Diagnostics", "Kubernetes", "Schema", "YAML"],
      swiftSettings: settings
    ),
  ],
  cxxLanguageStandard: .cxx17
)
