// The reference as Lua's own language server reads it, for editors that have that one and not ours.

extension LuaReference {
  /// A definition file of LuaLS: classes for what functions see and for the fields of verbs, and every function of rule files
  /// that standard Lua has not.
  public var definitions: String {
    var text = """
      ---@meta assay

      -- What rule files can say, for the language server of Lua (LuaLS). Written by `assay stubs`.

      --- A list of words.
      ---@class lexicon

      --- A compiled pattern.
      ---@class pattern

      --- What `match` and `where` take.
      ---@class condition

      --- What all that holds words can be asked.
      ---@class words
      local words = {}

      """
    let methods = all(.method)
    for method in methods { text += function(method, named: "words:\(method.shortName)") }
    for view in all(.view) {
      let hasMethods = methods.contains { $0.owners.contains(view.name) }
      text += "\n--- \(view.text)\n---@class \(view.name)\(hasMethods ? ": words" : "")\n"
      for field in members(of: view.name) where field.kind == .viewField {
        text += "---@field \(field.shortName) \(Self.type(field.choices, field.type)) \(field.text.plain)\n"
      }
    }
    for verb in all(.verb) {
      text += "\n---@class \(verb.name).fields\n"
      for field in members(of: verb.name) {
        text +=
          "---@field \(field.shortName)? \(Self.type([], field.type, isField: true)) \(field.text.plain)\n"
      }
      if verb.name == "test" { text += "---@field [integer] string A marked sentence.\n" }
      text +=
        "\n" + comment(verb)
        + "---@param name string\n---@return fun(fields: \(verb.name).fields)\nfunction \(verb.name)(name) end\n"
    }
    for word in all(.word) { text += function(word, named: word.name) }
    return text
  }

  private func comment(_ symbol: ReferenceSymbol) -> String {
    var text = "--- \(symbol.text)\n"
    if let example = symbol.example {
      text += "---\n--- ```lua\n"
      for line in example.text.split(separator: "\n", omittingEmptySubsequences: false) {
        text += "--- \(line)\n"
      }
      text += "--- ```\n"
    }
    return text
  }

  private func function(_ symbol: ReferenceSymbol, named name: String) -> String {
    var text = "\n" + comment(symbol)
    for parameter in symbol.parameters {
      text +=
        "---@param \(parameter.name) \(Self.type([], parameter.type)) \(parameter.text.plain)".trimmed + "\n"
    }
    if !symbol.type.isEmpty { text += "---@return \(Self.type([], symbol.type))\n" }
    return text + "function \(name)(\(symbol.parameters.map(\.name).joined(separator: ", "))) end\n"
  }

  /// A type as LuaLS writes it.
  private static func type(_ choices: [String], _ type: String, isField: Bool = false) -> String {
    if !choices.isEmpty, choices.count < 12 { return choices.map { "\"\($0)\"" }.joined(separator: "|") }
    let isList = type.hasPrefix("list of ")
    let parts = (isList ? type.dropFirst("list of ".count) : type[...]).split(separator: "|").map {
      part -> String in
      let name = part.trimmed
      if name.hasPrefix("list of ") { return "\(name.dropFirst("list of ".count))[]" }
      if name.hasPrefix("function(") { return "fun(\(name.dropFirst("function(".count))" }
      // The text of a pattern is a string to Lua.
      return isField && name == "pattern" ? "string" : name
    }
    if isList { return parts.count == 1 ? "\(parts[0])[]" : "(\(parts.joined(separator: "|")))[]" }
    return parts.joined(separator: "|")
  }
}

extension String {
  /// On one line of a comment, without what LuaLS would take for a part of the type.
  fileprivate var plain: String { isEmpty ? "" : "# " + self }
}
