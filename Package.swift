// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Views of the tree are read in every module; without this each access is a call.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

let package = Package(
  name: "plimsoll",
  products: [
    .executable(name: "plimsoll", targets: ["plimsoll"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
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
    .target(name: "Machine", dependencies: ["CBulkMemory"], swiftSettings: settings),
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
    .executableTarget(
      name: "plimsoll",
      dependencies: [
        "ConfigMaps", "Diagnostics", "Kubernetes", "Linting", "Prow", "Rendering", "Schema",
        "YAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "GoFormatsTests", dependencies: ["GoFormats"], swiftSettings: settings),
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
      name: "KubernetesTests",
      dependencies: ["Diagnostics", "Kubernetes", "Schema", "TestSupport", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ProwTests",
      dependencies: ["CRE2", "Diagnostics", "Prow", "Schema", "TestSupport", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LintingTests",
      dependencies: [
        "ConfigMaps", "Diagnostics", "Kubernetes", "Linting", "Prow", "TestSupport", "YAML",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ConfigMapsTests",
      dependencies: ["ConfigMaps", "Diagnostics", "Prow", "TestSupport", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Diagnostics", "Prow", "Rendering", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "plimsollTests",
      dependencies: ["TestSupport", "plimsoll"],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
  ],
  cxxLanguageStandard: .cxx17
)
