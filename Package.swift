// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]
let c: [CSetting] = [
  .enableWarning("all"), .enableWarning("extra"), .enableWarning("shadow"),
  .enableWarning("conversion"), .treatAllWarnings(as: .error),
]

// The order is the order of the layers: a target imports only from lines above its own.
let package = Package(
  name: "assay",
  products: [
    .library(name: "LuaRuntime", targets: ["LuaRuntime"])
  ],
  targets: [
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .target(name: "CLuaShim", dependencies: ["CLua"], cSettings: c),
    .target(name: "LuaRuntime", dependencies: ["CLuaShim"], swiftSettings: swift),

    .target(name: "Diagnostics", swiftSettings: swift),
    .target(name: "LuaSyntax", dependencies: ["Diagnostics"], swiftSettings: swift),

    .target(name: "JSON", swiftSettings: swift),
    .target(name: "Articles", swiftSettings: swift),
    .target(name: "ArticleLoaders", dependencies: ["Articles", "JSON"], swiftSettings: swift),
    .target(name: "TextAnalysis", dependencies: ["Articles"], swiftSettings: swift),
    .target(name: "Patterns", dependencies: ["Diagnostics", "TextAnalysis", "Articles"], swiftSettings: swift),

    .testTarget(
      name: "LuaRuntimeTests", dependencies: ["LuaRuntime"], exclude: ["adversarial"], swiftSettings: swift),
    .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax", "Diagnostics"], swiftSettings: swift),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: swift),
    .testTarget(name: "ArticlesTests", dependencies: ["Articles"], swiftSettings: swift),
    .testTarget(
      name: "ArticleLoadersTests", dependencies: ["ArticleLoaders", "Articles", "JSON"], swiftSettings: swift),
    .testTarget(name: "TextAnalysisTests", dependencies: ["TextAnalysis", "Articles"], swiftSettings: swift),
    .testTarget(
      name: "PatternsTests", dependencies: ["Patterns", "TextAnalysis", "Articles", "Diagnostics"],
      exclude: ["Fixtures"], swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
