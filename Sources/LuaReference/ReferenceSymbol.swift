// What the help of the command, the completions of an editor and the page of the reference are all made from.

/// One thing that a rule file can say, described.
public struct ReferenceSymbol: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// `extract`
    case verb
    /// `extract.match`
    case verbField
    /// `contains`
    case word
    /// `token`, a kind of thing that functions see.
    case view
    /// `token.lemma`
    case viewField
    /// `:first`, a method of several views.
    case method
    /// `string`
    case library
    /// `string.find`, `pairs`, `math.pi`
    case function
    /// `lemma=` in a pattern's brackets; its name is `key.lemma`.
    case patternKey
    /// `quoted` in a pattern's brackets; `flag.quoted`.
    case patternFlag
    /// `<np>`; `layer.np`.
    case patternLayer
    /// `VERB`; `pos.VERB`.
    case partOfSpeech
    /// `nsubj`; `dep.nsubj`.
    case relation
  }

  public struct Parameter: Hashable, Sendable {
    public var name: String
    /// Empty where the manual of Lua says it.
    public var type: String
    public var text: String
  }

  /// How the example is run.
  public enum Example: Hashable, Sendable {
    /// A whole rule file.
    case file(String)
    /// One field of a rule's table.
    case field(String)
    /// An expression in a function of a rule, and what it gives for the article of the reference.
    case expression(String, result: String)

    /// As it is shown, on one line but for files.
    public var text: String {
      switch self {
      case .file(let code), .field(let code): code
      case .expression(let code, let result): "\(code) → \(result)"
      }
    }
  }

  public let kind: Kind
  /// Unique within its kind: `extract`, `token.lemma`, `:first`, `string.find`, `dep.nsubj:pass`.
  public let name: String
  /// What it is a part of, and for a method all the views that have it.
  public let owners: [String]
  public let parameters: [Parameter]
  /// The type of a field's value or of a function's result; empty where there is none to tell.
  public let type: String
  /// The words that a field may hold, where there are few.
  public let choices: [String]
  /// What it is, in Markdown without line breaks.
  public let text: String
  /// What goes wrong with it, and what is said then.
  public let errors: [String]
  public let example: Example?

  /// The name without what it is a part of: `lemma`, `first`, `find`.
  public var shortName: String {
    if kind == .method { return String(name.dropFirst()) }
    guard let owner = owners.first, name.hasPrefix(owner + ".") else { return name }
    return String(name.dropFirst(owner.count + 1))
  }

  /// How it is written: `token.lemma: string`, `contains(what) → condition`, `claim:first(layer) → …`.
  public var signature: String {
    let arguments = "(\(parameters.map(\.name).joined(separator: ", ")))"
    let result = type.isEmpty ? "" : " → \(type)"
    return switch kind {
    case .verb: "\(name) \"name\" { … }"
    case .verbField: "\(shortName) = \(type)"
    case .word: name + arguments + result
    case .view, .library: name
    case .viewField: "\(name): \(type)"
    case .method: "\(owners.first ?? "span"):\(shortName)\(arguments)\(result)"
    case .function: isValue ? name : name + arguments + result
    case .patternKey: "[\(shortName)=…]"
    case .patternFlag: "[\(shortName)]"
    case .patternLayer: "<\(shortName)>"
    case .partOfSpeech: shortName
    case .relation: ">\(shortName)"
    }
  }

  /// A name of a library that is no function: `math.pi`.
  let isValue: Bool
}
