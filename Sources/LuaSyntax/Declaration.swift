// A rule is a verb, a name and a table. `check` judges its fields without running the file, so this is the file as
// the checks see it: what is declared, with the place of everything that can be wrong.

/// `VERB "name" { … }`, `VERB "name"` or `VERB { … }` at the top level of a file, the verb being a global.
public struct Declaration: Hashable, Sendable {
  public let verb: String
  public let verbRange: Range<Int>
  /// Nil when the verb is given a table and no name.
  public let name: StringLiteral?
  /// The table with its braces; nil when there is none.
  public let tableRange: Range<Int>?
  /// In the order of the source; a key may come twice.
  public let fields: [Field]
  /// The lines of the comment directly above, without dashes and one blank; nil when there is none.
  public let docComment: String?
  /// The whole statement.
  public let range: Range<Int>
  /// The call statement in the tree.
  public let node: NodeID

  /// The last field of this name, which is the one that counts. O(fields).
  public subscript(key: String) -> Field? { fields.last { $0.key == .name(key) } }
}

/// One field of a table constructor.
public struct Field: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    /// `key = …` or `["key"] = …`.
    case name(String)
    /// Counted from 1, as Lua counts the fields without a key.
    case position(Int)
    /// `[…] = …`
    case computed(NodeID)
  }
  public let key: Key
  /// The key as written; for a position, the value.
  public let keyRange: Range<Int>
  public let value: FieldValue
  public var valueRange: Range<Int> { value.range }
}

/// What a field is given, as far as it can be told from the text.
public struct FieldValue: Hashable, Sendable {
  public indirect enum Shape: Hashable, Sendable {
    /// A string without mistakes; one that has a diagnostic is `other`.
    case string(StringLiteral)
    /// A numeral, with its minus sign where it has one.
    case number(NumberLiteral)
    case boolean(Bool)
    case `nil`
    case table([Field])
    /// The names of its parameters; `...` is not among them.
    case function(parameters: [String])
    case call(Call)
    /// A variable, or fields of one: `stances.denies`.
    case name(String)
    /// Any other expression; look at the node.
    case other
  }
  public let shape: Shape
  public let range: Range<Int>
  /// The expression in the tree, parentheses taken off.
  public let node: NodeID

  /// The fields, when it is a table.
  public var fields: [Field]? {
    if case .table(let fields) = shape { fields } else { nil }
  }
  /// The literal, when it is a string.
  public var string: StringLiteral? {
    if case .string(let literal) = shape { literal } else { nil }
  }
  /// The call, when it is one.
  public var call: Call? {
    if case .call(let call) = shape { call } else { nil }
  }
}

/// `lexicon "hedges"`, `contains(…)`, `all { … }`, `verb "x" { … }`.
public struct Call: Hashable, Sendable {
  /// The callee as written, with dots: `lexicon`, `string.format`.
  public let callee: String
  public let calleeRange: Range<Int>
  /// One list a call, the first call first: `f "x" { … }` has two.
  public let argumentLists: [[FieldValue]]
  /// The arguments of the first call.
  public var arguments: [FieldValue] { argumentLists.first ?? [] }
}
