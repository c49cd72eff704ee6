import LuaReference
import Scoring

/// What a symbol of the rule language means, for a terminal.
struct SymbolPage {
  let style: TerminalStyle

  /// One paragraph for each symbol, with an empty line between them, and a line feed at the end.
  func text(of symbols: [ReferenceSymbol]) -> String {
    symbols.map { lines(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(of symbol: ReferenceSymbol) -> [String] {
    let flow = TextFlow(style: style)
    var lines = flow.lines([TextRun(symbol.signature, .bold)])
    if let place = place(of: symbol) { lines += flow.lines([TextRun(place, .dim)], indent: 2) }
    lines += flow.lines([TextRun(symbol.text)], indent: 2)
    for parameter in symbol.parameters where !parameter.type.isEmpty {
      let text = parameter.text.isEmpty ? "" : ": \(parameter.text)"
      lines += flow.lines([TextRun("\(parameter.name)  \(parameter.type)\(text)")], indent: 4)
    }
    if !symbol.choices.isEmpty {
      lines += flow.lines([TextRun("one of " + symbol.choices.joined(separator: " "))], indent: 4)
    }
    let members = LuaReference.standard.members(of: symbol.name)
    if !members.isEmpty, [.verb, .view, .library].contains(symbol.kind) {
      let names = members.map { $0.kind == .method ? ":\($0.shortName)" : $0.shortName }
      lines += flow.lines([TextRun(names.joined(separator: " "))], indent: 4)
    }
    for error in symbol.errors { lines += flow.lines([TextRun("error  " + error)], indent: 4) }
    if let example = symbol.example {
      lines.append("")
      lines += example.text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }
    return lines
  }

  /// What it is, where the signature does not say it.
  private func place(of symbol: ReferenceSymbol) -> String? {
    switch symbol.kind {
    case .verb, .word, .viewField, .function: nil
    case .verbField: "a field of \(symbol.owners[0])"
    case .view: "what functions see"
    case .method: "a method of \(symbol.owners.joined(separator: ", "))"
    case .library: "a library of Lua"
    case .patternKey, .patternFlag: "a test in the brackets of a pattern"
    case .patternLayer: "a span in a pattern"
    case .partOfSpeech: "a part of speech in a pattern"
    case .relation: "a relation of the tree in a pattern"
    }
  }
}
