// Programs for the comparison with Lua itself: mostly right ones from a grammar, and wrong ones made from them by
// the slips that fingers make. Seeded, so that a failure can be had again.

/// SplitMix64.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
  mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }
}

/// Writes Lua as a list of tokens, so that mutations can take them apart.
struct ProgramGenerator {
  var random: Generator
  private var words: [String] = []

  init(seed: UInt64) { random = Generator(state: seed) }

  mutating func program() -> [String] {
    words = []
    block(depth: 0)
    return words
  }

  /// The program with one to three tokens deleted, doubled, swapped or replaced.
  mutating func slip(_ program: [String]) -> [String] {
    var program = program
    for _ in 0...random.below(3) where program.count > 1 {
      let index = random.below(program.count)
      switch random.below(4) {
      case 0: program.remove(at: index)
      case 1: program.insert(program[index], at: index)
      case 2: program.swapAt(index, random.below(program.count))
      default: program[index] = random.pick(Self.anything)
      }
    }
    return program
  }

  /// The program with one to three bytes deleted, replaced or inserted.
  mutating func smear(_ program: String) -> String {
    var bytes = Array(program.utf8)
    let marks = Array("[]=-'\"\\{}().,:;~<>x0 \n\r#".utf8)
    for _ in 0...random.below(3) where !bytes.isEmpty {
      let index = random.below(bytes.count)
      switch random.below(3) {
      case 0: bytes.remove(at: index)
      case 1: bytes[index] = marks[random.below(marks.count)]
      default: bytes.insert(marks[random.below(marks.count)], at: index)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static let anything = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while", "x", "y", "1", "'s'", "[[l]]", "+",
    "-", "*",
    "/", "//", "%", "^", "#", "&", "~", "|", "<<", ">>", "==", "~=", "<=", ">=", "<", ">", "=", "(", ")", "{",
    "}",
    "[", "]", "::", ";", ":", ",", ".", "..", "...", "!", "?", "@", "$", "0x", "1e", "\"", "'a\\q'",
    "<const>", "::a::",
    "goto a", "]]", "--[[", "--", "\n", "x.y", "f()", "&&", "!=", "+=",
  ]

  private mutating func add(_ text: String...) { words += text }

  private mutating func block(depth: Int) {
    for _ in 0..<1 + random.below(4) { statement(depth: depth + 1) }
    if random.below(6) == 0 {
      add("return")
      if random.below(2) == 0 { expression(depth: depth + 1) }
    }
  }

  private mutating func name() { add(random.pick(["x", "y", "z", "f", "claim", "_ENV", "self"])) }
  private mutating func label() { add(random.pick(["a", "b", "c"])) }

  private mutating func statement(depth: Int) {
    switch depth > 5 ? random.below(6) : random.below(18) {
    case 0:
      add("local")
      name()
      if random.below(4) == 0 {
        add("<", random.below(9) == 0 ? "other" : random.pick(["const", "close"]), ">")
      }
      if random.below(4) == 0 {
        add(",")
        name()
      }
      if random.below(3) > 0 {
        add("=")
        expression(depth: depth + 1)
      }
    case 1, 2:
      name()
      suffixes(depth: depth)
      if random.below(5) == 0 {
        add(",")
        name()
      }
      add("=")
      expression(depth: depth + 1)
    case 3, 4:
      name()
      arguments(depth: depth)
    case 5:
      add(
        random.below(8) > 0
          ? ";" : random.pick(["break", "goto a", "goto b", "::a::", "::b::", "::c::", "goto c"]))
    case 6:
      add("if")
      expression(depth: depth + 1)
      add("then")
      block(depth: depth)
      if random.below(3) == 0 {
        add("elseif")
        expression(depth: depth + 1)
        add("then")
        block(depth: depth)
      }
      if random.below(3) == 0 {
        add("else")
        block(depth: depth)
      }
      add("end")
    case 7, 8:
      add("while")
      expression(depth: depth + 1)
      add("do")
      block(depth: depth)
      add("end")
    case 9:
      add("repeat")
      block(depth: depth)
      add("until")
      expression(depth: depth + 1)
    case 10:
      add("for")
      name()
      add("=")
      expression(depth: depth + 1)
      add(",")
      expression(depth: depth + 1)
      add("do")
      block(depth: depth)
      add("end")
    case 11:
      add("for")
      name()
      if random.below(2) == 0 {
        add(",")
        name()
      }
      add("in")
      expression(depth: depth + 1)
      add("do")
      block(depth: depth)
      add("end")
    case 12:
      add("function")
      name()
      if random.below(3) == 0 { add(".", "m") }
      if random.below(3) == 0 { add(":", "m") }
      body(depth: depth)
    case 13:
      add("local", "function")
      name()
      body(depth: depth)
    case 14:
      add("do")
      block(depth: depth)
      add("end")
    case 15 where random.below(4) == 0:
      add("::")
      label()
      add("::")
    case 16 where random.below(6) == 0:
      add("goto")
      label()
    default:
      add("extract", "'rule'")
      table(depth: depth)
    }
  }

  private mutating func body(depth: Int) {
    add("(")
    switch random.below(4) {
    case 0: add("...")
    case 1: name()
    case 2:
      name()
      add(",", "...")
    default: break
    }
    add(")")
    block(depth: depth + 1)
    add("end")
  }

  private mutating func suffixes(depth: Int) {
    guard depth < 8, random.below(3) == 0 else { return }
    switch random.below(3) {
    case 0: add(".", "field")
    case 1:
      add("[")
      expression(depth: depth + 1)
      add("]")
    default:
      arguments(depth: depth)
      add(".", "field")
    }
  }

  private mutating func arguments(depth: Int) {
    if random.below(4) == 0 { add(":", "method") }
    switch depth > 6 ? 0 : random.below(4) {
    case 0: add("'text'")
    case 1: table(depth: depth)
    default:
      add("(")
      expression(depth: depth + 1)
      if random.below(2) == 0 {
        add(",")
        expression(depth: depth + 1)
      }
      add(")")
    }
  }

  private mutating func table(depth: Int) {
    add("{")
    for _ in 0..<random.below(3) {
      switch random.below(3) {
      case 0: add("key", "=")
      case 1: add("[", random.pick(["1", "'k'", "x"]), "]", "=")
      default: break
      }
      expression(depth: depth + 2)
      add(random.pick([",", ";"]))
    }
    add("}")
  }

  private mutating func expression(depth: Int) {
    if depth < 7, random.below(3) == 0 {
      expression(depth: depth + 1)
      add(
        random.pick([
          "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "&", "|",
          "~",
          "<<", ">>",
        ]))
      expression(depth: depth + 1)
      return
    }
    switch depth > 7 ? random.below(5) : random.below(10) {
    case 0: add(random.below(9) == 0 ? "..." : random.pick(["nil", "true", "false"]))
    case 1:
      add(
        random.pick([
          "1", "0x1F", "3.5", ".5", "5.", "1e10", "0x.8p-3", "0xA.", "9999999999999999999", "3e+2", "0x1p4",
          "1e-3",
        ]))
    case 2:
      add(
        random.pick([
          "'s'", "\"d\\n\\65\\x41\\u{41}\"", "[[long]]", "[==[ ]] ]==]", "'\\z  a'", "\"a\\\nb\"", "'\\''",
          "[[\n]]",
        ]))
    case 3, 4: name()
    case 5:
      name()
      suffixes(depth: depth)
    case 6:
      add(random.pick(["not", "-", "#", "~"]))
      expression(depth: depth + 1)
    case 7:
      add("(")
      expression(depth: depth + 1)
      add(")")
    case 8: table(depth: depth)
    default:
      add("function")
      body(depth: depth + 1)
    }
  }
}
