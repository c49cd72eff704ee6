// The doc comments of our own Lua files: what stands behind three dashes above the line that it describes.
//
//     --- A list of words.
//     ---@param name string what the file is called
//     ---@return lexicon
//     ---@error no lexicon of this name
//     ---@example match = contains(lexicon "deny")
//
// An example of several lines begins below its tag, indented by two.

struct DocComment {
  var text: [String] = []
  var parameters: [ReferenceSymbol.Parameter] = []
  var type = ""
  var isOptional = false
  var errors: [String] = []
  var example: [String] = []
  /// The line of code below.
  var code = ""

  /// The comments of `file`, in order.
  static func all(in file: String) -> [DocComment] {
    var found: [DocComment] = []
    var current: DocComment?
    var isInExample = false
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      let code = line.drop { $0 == " " }
      guard code.hasPrefix("---") else {
        if var finished = current {
          finished.code = String(code)
          found.append(finished)
        }
        current = nil
        isInExample = false
        continue
      }
      var comment = current ?? DocComment()
      let content = code.dropFirst(3)
      if content.hasPrefix("@") {
        isInExample = comment.read(tag: content.dropFirst())
      } else if isInExample {
        comment.example.append(String(content.dropFirst(content.hasPrefix("  ") ? 2 : 0)))
      } else {
        comment.text.append(content.trimmed)
      }
      current = comment
    }
    return found
  }

  /// Reads `param name string …`; whether the lines below belong to it.
  private mutating func read(tag line: Substring) -> Bool {
    let tag = line.prefix { $0 != " " }
    let rest = line.dropFirst(tag.count).trimmed
    switch tag {
    case "param":
      let name = rest.prefix { $0 != " " }
      let (type, text) = Self.typeAndText(rest.dropFirst(name.count).trimmed)
      parameters.append(.init(name: String(name), type: type, text: text))
    case "return", "type": type = tag == "type" ? rest : Self.typeAndText(rest).type
    case "optional": isOptional = true
    case "error": errors.append(rest)
    case "example":
      if rest.isEmpty { return true }
      example.append(rest)
    default: preconditionFailure("no tag '\(tag)' in doc comments")
    }
    return false
  }

  /// `string | nil what it is`: a type is names joined by `|` or `of`.
  private static func typeAndText(_ text: String) -> (type: String, text: String) {
    let words = text.split(separator: " ")
    var count = 1
    while count + 1 < words.count, words[count] == "|" || words[count] == "of" { count += 2 }
    return (words.prefix(count).joined(separator: " "), words.dropFirst(count).joined(separator: " "))
  }

  /// The example as it is run.
  var parsedExample: ReferenceSymbol.Example? {
    guard let first = example.first else { return nil }
    if example.count > 1 { return .file(example.joined(separator: "\n")) }
    let parts = first.split(separator: " → ", maxSplits: 1)
    guard parts.count == 2 else { return .field(first) }
    return .expression(String(parts[0]), result: String(parts[1]))
  }
}

extension StringProtocol {
  /// Without spaces at the edges.
  var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
