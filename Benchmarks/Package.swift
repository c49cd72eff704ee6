// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building the product never builds what measures it.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "assay", path: "..")],
  targets: [
    .executableTarget(
      name: "lua-benchmark", dependencies: [.product(name: "LuaRuntime", package: "assay")],
      swiftSettings: [.enableUpcomingFeature("ExistentialAny")])
  ],
  swiftLanguageModes: [.v6]
)
