/// The names a rule file can use, for checks that run nothing.
enum AuthoringWords {
  /// What `authoring.lua` gives to each pack.
  static let verbs = [
    "extract", "score", "scale", "test", "lexicon", "pattern", "parameter", "contains", "cue", "source",
    "sentence",
    "has", "is", "all", "any", "lacks", "expect",
  ]

  static let base = [
    "assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "print", "rawequal", "rawget",
    "rawlen",
    "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "_VERSION",
  ]

  static let names = Set(verbs + base)

  static let libraries: [String: [String]] = [
    "coroutine": ["create", "isyieldable", "resume", "running", "status", "wrap", "yield"],
    "math": [
      "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max",
      "maxinteger",
      "min", "mininteger", "modf", "pi", "rad", "random", "sin", "sqrt", "tan", "tointeger", "type", "ult",
    ],
    "string": [
      "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep",
      "reverse",
      "sub", "unpack", "upper",
    ],
    "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
    "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
  ]
}
