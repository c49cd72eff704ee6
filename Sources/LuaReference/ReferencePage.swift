// docs/lua-reference.md. It is written by the command and by nobody else, so it cannot say what the program does not.

import Rules

extension LuaReference {
  /// The article that the examples look at.
  public static let exampleText = """
    The mayor said on Monday that about 40 houses had been flooded.

    “The dam may leak,” Ana Porter of Dam Watch said. The mayor denied that.

    """

  /// The rules whose claims the examples look at, and what stands above the rule that runs an example.
  public static let exampleRules = """
    extract "said" {
      doc   = "The mayor says something.",
      match = [[ source:(DET NOUN) cue:said on <date> that content:.. $ ]],
    }

    extract "denied" {
      doc    = "The mayor denies something.",
      match  = [[ source:(DET NOUN) cue:denied content:that $ ]],
      stance = "denies",
    }

    local denial = pattern [[ denied ]]

    """

  /// The page, with a line feed at the end.
  public var markdown: String {
    var page = Self.opening
    page += "\n## Verbs\n\nA rule is a verb, a name in quotation marks and a table of fields in braces.\n"
    for verb in all(.verb) { page += section(verb) + table(of: members(of: verb.name), "field") }
    page += "\n## Words\n\nFunctions that rule files call; most of them make a condition.\n"
    for word in all(.word) { page += section(word) }
    page +=
      "\n## What functions see\n\nAll of it is read-only and ends with the evaluation: an attempt to set a field, or to use a part of an "
      + "article that is over, is an error.\n"
    for view in all(.view) {
      page +=
        "\n### \(view.name)\n\n\(view.text)\n"
        + table(of: members(of: view.name).filter { $0.kind == .viewField }, "field")
    }
    page +=
      "\n## Methods\n\nOf everything that holds words: \(all(.method).first?.owners.map { "`\($0)`" }.joined(separator: ", ") ?? "").\n"
    for method in all(.method) { page += section(method, title: ":\(method.shortName)") }
    page +=
      "\n## Lua\n\nStandard Lua 5.4 without `io`, `os`, `debug`, `package`, `load`, `require` and their like. What is not as its manual says is "
      + "told here.\n"
    page += table(of: all(.function).filter { $0.owners.isEmpty }, "function")
    for library in all(.library) {
      page += "\n### \(library.name)\n\n\(library.text)\n" + table(of: members(of: library.name), "function")
    }
    page += "\n## Names in patterns\n\n[The pattern language](patterns.md) says how they go together.\n"
    for (title, kind) in [
      ("Keys", ReferenceSymbol.Kind.patternKey), ("Tests", .patternFlag), ("Spans", .patternLayer),
      ("Parts of speech", .partOfSpeech), ("Relations", .relation),
    ] {
      page += "\n### \(title)\n" + table(of: all(kind), "name")
    }
    return page
  }

  private static let opening = """
    # The Lua reference

    Everything that a rule file can say. `assay help token.lemma` shows the same on a terminal, and [editors](editors.md) show it
    where you write. This page is written by `assay help --markdown`, and every example on it is run: those with an arrow in a
    function that looks at this article,

    ```text
    \(exampleText.dropLast(1))
    ```

    of 4 March 2026, in which these rules find two claims:

    ```lua
    \(exampleRules.dropLast(1))
    ```

    There, `article` is the article, and `paragraph`, `sentence`, `quotation`, `claim`, `figure` and `date` its first of each; `token` is the
    sentence's second; `source`, `phrase` and `span` are the claim's source, its cue, and the words of its content.

    """

  private func section(_ symbol: ReferenceSymbol, title: String? = nil) -> String {
    var text = "\n### \(title ?? symbol.name)\n\n`\(symbol.signature)`\n\n\(symbol.text)\n"
    let parameters = symbol.parameters.filter { !$0.type.isEmpty }
    if !parameters.isEmpty {
      text += "\n"
      for parameter in parameters {
        let meaning = parameter.text.isEmpty ? "" : ": \(parameter.text)"
        text += "- `\(parameter.name)` (\(parameter.type.replacingBars))\(meaning)\n"
      }
    }
    if !symbol.errors.isEmpty {
      text += "\nErrors:\n\n"
      for error in symbol.errors { text += "- \(error)\n" }
    }
    switch symbol.example {
    case .file(let code)?:
      // Tests are no rule files: the tests of the reference run them.
      text += "\n```\(code.hasPrefix("test ") ? "text" : "lua")\n\(code)\n```\n"
    case let example?: text += "\n`\(example.text)`\n"
    case nil: break
    }
    return text
  }

  private func table(of symbols: [ReferenceSymbol], _ heading: String) -> String {
    guard let first = symbols.first else { return "" }
    let hasType = symbols.contains { !$0.type.isEmpty }, hasExample = symbols.contains { $0.example != nil }
    var head = [heading]
    if hasType { head.append("type") }
    head.append("what it is")
    if hasExample { head.append("example") }
    var text = "\n| \(head.joined(separator: " | ")) |\n|\(String(repeating: "---|", count: head.count))\n"
    for symbol in symbols {
      var cells = ["`\(first.kind == .function ? symbol.signature : symbol.shortName)`"]
      if hasType { cells.append(symbol.type.replacingBars) }
      var meaning = symbol.text
      if !symbol.choices.isEmpty, symbol.choices.count < 12 {
        meaning += " One of `\(symbol.choices.joined(separator: " "))`."
      }
      if !symbol.errors.isEmpty { meaning += " Errors: \(symbol.errors.joined(separator: "; "))." }
      cells.append(meaning)
      if hasExample { cells.append(symbol.example.map { "`\($0.text)`" } ?? "") }
      text += "| \(cells.map(\.inCell).joined(separator: " | ")) |\n"
    }
    return text
  }
}

extension String {
  /// Types joined by a word, since a bar ends a cell.
  fileprivate var replacingBars: String {
    split(separator: "|").map(\.trimmed).joined(separator: " or ")
  }

  fileprivate var inCell: String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
