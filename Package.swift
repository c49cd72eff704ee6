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

// `Assay` re-exports the others. Named one by one, a host is compiled again when one of them changes; through `Assay`
// alone it would keep the old layout of their structs, and crash.
let hostModules = ["Assay", "ArticleLoaders", "Articles", "Diagnostics", "RulePacks", "Rules", "Scoring"]

// The order is the order of the layers: a target imports only from lines above its own.
let package = Package(
  name: "assay",
  products: [
    .executable(name: "assay", targets: ["assay"]),
    .executable(name: "host-program", targets: ["host-program"]),
    .library(name: "Assay", targets: hostModules),
    .library(name: "LuaRuntime", targets: ["LuaRuntime"]),
  ],
  dependencies: [
    // Read by the command alone: 12 s of clean build. Without it: help, completion and spelling of options by hand.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // Read by RulePacks alone: 90 s of clean build, 20 s of them for scrypt (CryptoExtras). Without it: SHA-256 and Ed25519 of our own, which nobody should trust.
    .package(url: "https://github.com/apple/swift-crypto", "4.0.0"..<"5.0.0"),
    // Read by RecordOutputs alone: 31 s of clean build. Without it: calls of libsqlite3 with all its lifetimes by hand.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Read by Workbench alone. Without it: HTTP and WebSockets of our own.
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .target(name: "CLuaShim", dependencies: ["CLua"], cSettings: c),
    .target(name: "LuaRuntime", dependencies: ["CLuaShim"], swiftSettings: swift),

    .target(name: "Diagnostics", swiftSettings: swift),
    .target(name: "LuaSyntax", dependencies: ["Diagnostics"], swiftSettings: swift),

    .target(name: "JSON", swiftSettings: swift),
    .target(name: "Profiling", swiftSettings: swift),
    .target(name: "Articles", swiftSettings: swift),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstandard", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .target(name: "CompressedStreams", dependencies: ["CZlib", "CZstandard"], swiftSettings: swift),
    // Read by WebPages alone, nothing to compile. Measured against Gumbo on 102 pages of news: 115 MB a second to 21; with
    // every twentieth tag broken, both find 99.98 % of the words that html5lib finds, libxml2 99.4 % and Gumbo 99.99 % of
    // them in the same block; 100,000 nested tags take 20 ms, with Gumbo 3 s. Without it: an HTML parser of our own.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "WebPages", dependencies: ["Articles", "JSON", "CLibXML2"], swiftSettings: swift),
    .target(
      name: "ArticleLoaders", dependencies: ["Articles", "JSON", "CompressedStreams", "WebPages"],
      swiftSettings: swift),
    .target(
      name: "TextModels", exclude: ["LICENSE.md", "vectors.model", "tagger.model", "parser.model"],
      cSettings: c),
    .target(
      name: "TextAnalysis", dependencies: ["Articles", "TextModels", "Profiling"], swiftSettings: swift),
    // Development only: trains and measures what TextModels carries.
    .target(name: "TrainingKernels", cSettings: c),
    .executableTarget(
      name: "TrainModels", dependencies: ["TrainingKernels", "TextAnalysis", "Articles", "JSON"],
      swiftSettings: swift),
    .target(
      name: "Patterns", dependencies: ["Diagnostics", "TextAnalysis", "Articles", "Profiling"],
      swiftSettings: swift),

    .target(
      name: "RuleLayout", dependencies: ["Diagnostics", "LuaSyntax", "Patterns"], swiftSettings: swift),

    .target(
      name: "Rules",
      dependencies: [
        "Diagnostics", "LuaSyntax", "LuaRuntime", "Articles", "TextAnalysis", "Patterns", "Profiling",
      ],
      resources: [.embedInCode("Bridge/authoring.lua"), .embedInCode("Console/console.lua")],
      swiftSettings: swift),
    .target(
      name: "LuaReference", dependencies: ["Diagnostics", "Rules"],
      resources: [
        .embedInCode("Words/fields.lua"), .embedInCode("Words/library.lua"),
        .embedInCode("Words/pattern.lua"),
      ], swiftSettings: swift),
    .target(
      name: "StandardPacks", exclude: ["attribution", "checkworthiness", "sourcing"], cSettings: c),
    .target(
      name: "RulePacks",
      dependencies: [
        "Diagnostics", "JSON", "Rules", "StandardPacks", "CZlib",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: swift),
    .target(
      name: "LanguageServer",
      dependencies: ["Diagnostics", "JSON", "LuaReference", "LuaSyntax", "RuleLayout", "RulePacks", "Rules"],
      swiftSettings: swift),
    // libcurl's names alone; `dlopen` finds the library when the first download begins. Nothing to compile but 100 lines; what
    // we would write instead is HTTP and TLS.
    .target(name: "CDownloads", cSettings: c),
    .target(
      name: "PackRegistries", dependencies: ["CDownloads", "Diagnostics", "JSON", "RulePacks", "Rules"],
      swiftSettings: swift),
    .target(
      name: "Scoring", dependencies: ["Articles", "JSON", "Rules", "RulePacks", "Diagnostics", "Profiling"],
      swiftSettings: swift),
    .target(
      name: "RecordOutputs",
      dependencies: [
        "Articles", "JSON", "CompressedStreams", "TextAnalysis",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("Page/page.css"), .embedInCode("Page/page.js")], swiftSettings: swift),
    .target(
      name: "RuleStatistics",
      dependencies: [
        "Articles", "ArticleLoaders", "Diagnostics", "JSON", "Rules", "RulePacks", "Scoring", "RecordOutputs",
      ], swiftSettings: swift),
    .target(
      name: "RunComparisons",
      dependencies: [
        "Articles", "ArticleLoaders", "Diagnostics", "JSON", "Rules", "RulePacks", "Scoring", "RecordOutputs",
      ], swiftSettings: swift),
    .target(
      name: "PackPages",
      dependencies: ["Diagnostics", "JSON", "Rules", "RulePacks", "RuleStatistics", "RecordOutputs"],
      swiftSettings: swift),
    // The page's files, by #embed: as arrays of Swift they take 17 s to compile.
    .target(
      name: "WorkbenchPage", path: "Sources/Workbench/Page",
      exclude: [
        "workbench.html", "workbench.css", "common.js", "article.js", "rules.js", "corpus.js", "labels.js",
        "main.js",
      ], cSettings: c),
    .target(
      name: "Workbench",
      dependencies: [
        "WorkbenchPage",
        "Articles", "ArticleLoaders", "Diagnostics", "JSON", "Rules", "RulePacks", "Scoring", "RecordOutputs",
        "RuleStatistics", "RunComparisons", "TextAnalysis", "LuaReference",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      exclude: ["Page"], swiftSettings: swift),
    // libedit's names alone; `dlopen` finds the library when somebody at a terminal is asked for a line. What we would write
    // instead is an editor of lines with history, for every terminal there is.
    .target(name: "CLineEditing", cSettings: c),
    // What Swift cannot call: functions of the system with a variable list of arguments.
    .target(name: "CProcesses", cSettings: c),
    .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    // Writing a filter for each processor's system calls by hand is what libseccomp spares us; nothing to compile.
    .target(
      name: "CConfinement", dependencies: [.target(name: "CSeccomp", condition: .when(platforms: [.linux]))],
      cSettings: c),
    .target(name: "Confinement", dependencies: ["CConfinement"], swiftSettings: swift),
    .target(
      name: "Batches",
      dependencies: [
        "Articles", "ArticleLoaders", "CProcesses", "JSON", "RecordOutputs", "Rules", "RulePacks", "Scoring",
      ], swiftSettings: swift),
    .target(
      name: "Assay",
      dependencies: ["Articles", "ArticleLoaders", "Diagnostics", "JSON", "Rules", "RulePacks", "Scoring"],
      path: "Sources/AssayLibrary", swiftSettings: swift),
    // The example for those who embed Assay; scripts/test runs it.
    .executableTarget(
      name: "host-program", dependencies: hostModules.map { .init(stringLiteral: $0) },
      path: "Examples/HostProgram", swiftSettings: swift),
    .executableTarget(
      name: "assay",
      dependencies: [
        "Articles", "ArticleLoaders", "Diagnostics", "JSON", "LuaRuntime", "Profiling", "Rules", "RulePacks",
        "PackRegistries", "Scoring", "RecordOutputs", "Batches", "CLineEditing", "CProcesses", "Confinement",
        "RuleStatistics", "RunComparisons", "PackPages", "Workbench", "LuaReference",
        "LuaSyntax", "RuleLayout", "LanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: swift),

    .testTarget(
      name: "LuaRuntimeTests", dependencies: ["LuaRuntime"], exclude: ["adversarial"], swiftSettings: swift),
    .testTarget(name: "LuaSyntaxTests", dependencies: ["LuaSyntax", "Diagnostics"], swiftSettings: swift),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: swift),
    .testTarget(name: "ArticlesTests", dependencies: ["Articles"], swiftSettings: swift),
    .testTarget(
      name: "WebPagesTests", dependencies: ["WebPages", "Articles"], exclude: ["Fixtures"],
      swiftSettings: swift),
    .testTarget(
      name: "ArticleLoadersTests", dependencies: ["ArticleLoaders", "Articles", "JSON", "CompressedStreams"],
      swiftSettings: swift),
    .testTarget(
      name: "TextAnalysisTests", dependencies: ["TextAnalysis", "TextModels", "Articles"],
      swiftSettings: swift),
    .testTarget(
      name: "PatternsTests", dependencies: ["Patterns", "TextAnalysis", "Articles", "Diagnostics"],
      exclude: ["Fixtures"], swiftSettings: swift),
    .testTarget(
      name: "RuleLayoutTests", dependencies: ["RuleLayout", "LuaSyntax", "Patterns", "Diagnostics"],
      exclude: ["Fixtures"], swiftSettings: swift),
    .testTarget(
      name: "RulesTests",
      dependencies: [
        "Rules", "Patterns", "TextAnalysis", "Articles", "LuaRuntime", "LuaSyntax", "Diagnostics",
        "Profiling",
      ],
      exclude: ["Fixtures"], swiftSettings: swift),
    .testTarget(
      name: "LuaReferenceTests",
      dependencies: [
        "LuaReference", "Rules", "RulePacks", "Patterns", "LuaSyntax", "Articles", "TextAnalysis",
        "Diagnostics",
      ], swiftSettings: swift),
    .testTarget(
      name: "LanguageServerTests", dependencies: ["LanguageServer", "JSON", "LuaSyntax"], swiftSettings: swift
    ),
    .testTarget(
      name: "RulePacksTests", dependencies: ["RulePacks", "Rules", "Articles", "JSON", "Diagnostics"],
      exclude: ["Fixtures"], swiftSettings: swift),
    .testTarget(
      name: "PackRegistriesTests",
      dependencies: ["PackRegistries", "RulePacks", "Rules", "Diagnostics", "JSON"],
      swiftSettings: swift),
    .testTarget(
      name: "ScoringTests",
      dependencies: ["Scoring", "Rules", "RulePacks", "Articles", "JSON", "Diagnostics"],
      swiftSettings: swift),
    .testTarget(
      name: "RuleStatisticsTests",
      dependencies: [
        "RuleStatistics", "ArticleLoaders", "Rules", "RulePacks", "Articles", "JSON", "Scoring",
      ], swiftSettings: swift),
    .testTarget(
      name: "RunComparisonsTests",
      dependencies: ["RunComparisons", "RecordOutputs", "Rules", "RulePacks", "Articles", "JSON", "Scoring"],
      swiftSettings: swift),
    .testTarget(name: "PackPagesTests", dependencies: ["PackPages", "Rules"], swiftSettings: swift),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Workbench", "Articles", "JSON", "RulePacks", "Rules",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ], swiftSettings: swift),
    .testTarget(
      name: "RecordOutputsTests",
      dependencies: [
        "RecordOutputs", "Articles", "JSON", "CompressedStreams",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swift),
    .testTarget(
      name: "BatchesTests",
      dependencies: ["Batches", "ArticleLoaders", "Articles", "JSON", "RecordOutputs", "Scoring"],
      swiftSettings: swift),
    .target(
      name: "HostileProcess", dependencies: ["CConfinement"], path: "Tests/HostileProcess", cSettings: c),
    .target(name: "TerminalProcess", path: "Tests/TerminalProcess", cSettings: c),
    .testTarget(
      name: "ConfinementTests", dependencies: ["Confinement", "HostileProcess"], swiftSettings: swift),
    // All that reads bytes of strangers, for libFuzzer (scripts/fuzz) and for the replay of what it found.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "ArticleLoaders", "Articles", "Diagnostics", "JSON", "LanguageServer", "LuaRuntime", "LuaSyntax",
        "PackRegistries",
        "Patterns", "RuleLayout",
        "RulePacks",
        "Rules", "Scoring", "TextAnalysis",
      ], path: "Tests/FuzzTargets", swiftSettings: swift),
    .testTarget(name: "FuzzTargetsTests", dependencies: ["FuzzTargets"], swiftSettings: swift),
    // Runs the built programs as a shell would.
    .testTarget(
      name: "AssayTests",
      dependencies: [
        "assay", "host-program", "Assay", "Confinement", "HostileProcess", "TerminalProcess", "JSON",
        "RecordOutputs",
      ],
      swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)

// For scripts/test, which has not the time to compile everything twice: a debug build, in which tests can look into modules and
// other people's packages are compiled quickly, but for what works on articles, which is optimised.
if Context.environment["ASSAY_TESTED"] != nil {
  let quick: Set = [
    "assay", "host-program", "FuzzTargets", "LanguageServer", "LuaReference", "PackPages", "PackRegistries",
    "RuleLayout",
    "RuleStatistics", "RunComparisons", "TrainModels", "Workbench",
  ]
  for target in package.targets where !quick.contains(target.name) {
    if target.type == .test {
      // Some tests are about what optimised code does.
      target.swiftSettings?.append(.define("OPTIMISED"))
    } else {
      // An object a file is what a debug build expects, hence the threads.
      target.swiftSettings?.append(.unsafeFlags(["-O", "-whole-module-optimization", "-num-threads", "2"]))
      target.cSettings?.append(.unsafeFlags(["-O2"]))
    }
  }
}

// libFuzzer brings the main function, so nobody but scripts/fuzz can link this.
if Context.environment["ASSAY_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz-driver", dependencies: ["FuzzTargets"], path: "Tests/FuzzDriver",
      swiftSettings: swift + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
  package.products.append(.executable(name: "fuzz-driver", targets: ["fuzz-driver"]))
}
