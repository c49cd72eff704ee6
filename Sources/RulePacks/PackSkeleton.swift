// A pack to start from: it passes `check` and `test` as it is, so that the first thing an author sees
// is something that works.

import FoundationEssentials
import JSON
import Rules

public enum PackSkeleton {
  public struct Made: Sendable {
    public var folder: String
    public var files: [String]
  }

  /// Makes the folder `NAME` of the pack `owner/NAME` below `parent`.
  ///
  /// - Parameter script: a loose script whose rules become the pack's; its test file goes with it.
  /// - Throws: for a bad name, a folder that is there already, or a script that cannot be read.
  public static func makePack(named name: String, in parent: String, from script: String?) throws(PackError)
    -> Made
  {
    guard isPackName(name) else {
      throw PackError(
        "'\(name)' is no name for a pack",
        help: "write owner/name in lower-case letters, digits and '-', like desk/grain-deals")
    }
    guard !name.hasPrefix("std/"), !name.hasPrefix("local/") else {
      throw PackError(
        "the owner '\(name.split(separator: "/")[0])' is taken", help: "use your desk's or your own name")
    }
    let short = String(name.split(separator: "/")[1])
    let folder =
      parent == "." || parent == FileManager.default.currentDirectoryPath ? short : parent + "/" + short
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw PackError("\(folder): is there already", help: "choose another name, or remove it first")
    }
    var files: [(path: String, text: String)] = []
    var rules: [PackSource.RuleEntry] = []
    var capabilities: [Capability] = []
    if let script {
      var reader = PackReader()
      let source = try reader.read(script: script)
      let standard = try reader.read("std")
      let compiled: RuleSet
      do throws(RuleSet.Mistakes) { compiled = try RuleSet([source], lending: standard) } catch {
        throw PackError("\(script): has mistakes", help: "assay check --rules \(script) shows them")
      }
      rules = compiled.entries
      capabilities = source.capabilitiesUsed.sorted()
      for file in source.files { files.append((file.path, String(decoding: file.bytes, as: UTF8.self))) }
    } else {
      rules = [
        PackSource.RuleEntry(
          id: "watched-word", kind: "score", title: "A word we watch for", status: "experimental")
      ]
      files += starter
    }
    files.append(("pack.json", manifest(name: name, rules: rules, capabilities: capabilities)))
    files.append(("README.md", readme(name: name, short: short)))
    for file in files { try write(file.text, to: folder + "/" + file.path) }
    return Made(folder: folder, files: files.map { folder + "/" + $0.path }.sorted())
  }

  /// Adds `rules/NAME.lua` and its test to the pack in `folder`, and the rule to its manifest.
  public static func addRule(named name: String, to folder: String) throws(PackError) -> [String] {
    guard isRuleName(name), name != "base" else {
      throw PackError(
        "'\(name)' is no name for a rule", help: "write lower-case words joined by '-', like round-figures")
    }
    let manifestPath = folder + "/pack.json"
    guard let data = FileManager.default.contents(atPath: manifestPath) else {
      throw PackError("\(folder): no pack.json in this folder", help: "name the pack's folder with --pack")
    }
    guard case .object(var manifest)? = try? JSONValue(parsing: [UInt8](data)),
      let row = manifest.members.firstIndex(where: { $0.name == "rules" }),
      case .array(var entries) = manifest.members[row].value
    else {
      throw PackError(
        "\(manifestPath): has no list 'rules'", help: "assay check \(folder) says what is wrong")
    }
    let path = InstalledPacks.path("rules/\(name).lua", in: folder)
    let testPath = InstalledPacks.path("rules/\(name)_test.lua", in: folder)
    if FileManager.default.fileExists(atPath: path)
      || entries.contains(where: { $0.object?["id"]?.string == name })
    {
      throw PackError("rule '\(name)' is there already")
    }
    entries.append(
      .object(
        JSONObject([
          .init("id", .string(name)), .init("kind", .string("score")),
          .init("title", .string("TITLE OF \(name)")),
          .init("status", .string("experimental")),
        ])))
    manifest.members[row].value = .array(entries)
    try write(ruleText(name), to: path)
    try write(ruleTestText(name), to: testPath)
    try write(PrettyJSON.text(.object(manifest)), to: manifestPath)
    return [path, testPath]
  }

  // MARK: texts

  private static let starter: [(path: String, text: String)] = [
    (
      "rules/watched-word.lua",
      """
      -- A rule is a verb, a name, and a table that says the rest.

      score "watched-word" {
        doc     = "A sentence that mentions one of our words is worth a look.",
        on      = "sentence",
        scale   = "watch",
        match   = contains(lexicon "watched-words"),
        points  = 1,
        because = "mentions “{match}”",
      }

      """
    ),
    (
      "rules/watched-word_test.lua",
      """
      -- Each test is a sentence. Marks such as {source|…} {cue|…} {content|…} say which claim must be found.

      test "a sentence with one of the words scores" {
        "The grain deal was signed on the quay.",
        scores = { ["watched-word"] = 1 },
      }
      test "another sentence does not" { "The harbour was quiet." }

      """
    ),
    ("lexicons/watched-words.txt", "# One word or phrase a line.\ngrain deal\ngrain corridor\n"),
  ]

  private static func ruleText(_ name: String) -> String {
    """
    score "\(name)" {
      doc     = "Say here in a sentence what the rule finds.",
      on      = "sentence",
      scale   = "watch",
      match   = [[ exactly <figure> ]],
      points  = 1,
      because = "gives a figure as exact: “{match}”",
    }

    """
  }

  private static func ruleTestText(_ name: String) -> String {
    """
    test "\(name): a hit" {
      "The ship carried exactly 300 tonnes.",
      scores = { ["\(name)"] = 1 },
    }
    test "\(name): no hit" { "The ship carried 300 tonnes." }

    """
  }

  private static func manifest(
    name: String, rules: [PackSource.RuleEntry], capabilities: [Capability]
  ) -> String {
    let entries = rules.map { rule in
      JSONValue.object(
        JSONObject([
          .init("id", .string(rule.id)), .init("kind", .string(rule.kind)),
          .init("title", .string(rule.title)),
          .init("status", .string(rule.status)),
        ]))
    }
    return PrettyJSON.text(
      .object(
        JSONObject([
          .init("name", .string(name)), .init("version", .string("0.1.0")),
          .init("title", .string("Say here what the pack is for")), .init("license", .string("")),
          .init("authors", .array([])), .init("languages", .array([.string("en")])),
          .init("capabilities", .array(capabilities.map { .string($0.rawValue) })),
          .init("rules", .array(entries)),
        ])))
  }

  private static func readme(name: String, short: String) -> String {
    """
    # \(name)

    Say here what the pack finds, for whom, and where it is known to be wrong.

        assay check \(short)
        assay test \(short)
        assay score article.txt --pack \(short)

    """
  }

  private static func write(_ text: String, to path: String) throws(PackError) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    do {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw PackError("\(path): cannot write this file")
    }
  }
}
