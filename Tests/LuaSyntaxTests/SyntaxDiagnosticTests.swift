// What an analyst reads when a file is not Lua: the exact words, and the exact place.

import Diagnostics
import LuaSyntax
import Testing

/// A file, and its diagnostics as `line:column+length slug message ^ label ? help`.
struct Case: CustomTestStringConvertible {
  let source: String
  let expected: [String]

  init(_ source: String, _ expected: String...) {
    self.source = source
    self.expected = expected
  }

  var testDescription: String { source }
}

func shown(_ diagnostic: Diagnostic) -> String {
  let place = diagnostic.place.map { "\($0.line):\($0.column)+\($0.length)" } ?? "nowhere"
  return "\(place) \(diagnostic.slug) \(diagnostic.message)" + (diagnostic.label.map { " ^ \($0)" } ?? "")
    + diagnostic.help.map { " ? \($0)" }.joined()
}

@Suite struct SyntaxDiagnosticTests {
  static let cases = [
    Case(
      "x = \"abc",
      "1:5+4 syntax unfinished string: expected '\"' before the end of the line ? a string of several lines is written [[ … ]]"
    ),
    Case(
      "x = 'it's nice'",
      "1:15+1 syntax unfinished string: expected ''' before the end of the line ? an apostrophe inside '…' is written \\'; or put the string in double quotes"
    ),
    Case(
      "x = \"abc”",
      "1:5+5 syntax unfinished string: expected '\"' before the end of the line ? a string ends with the same straight quote that it began with"
    ),
    Case("x = [[ never closed", "1:5+2 syntax unfinished string: expected ']]' to close '[['"),
    Case("x = [==[ a ]] b ]=]", "1:5+4 syntax unfinished string: expected ']==]' to close '[==['"),
    Case("--[[ never closed", "1:1+4 syntax unfinished comment: expected ']]' to close '--[['"),
    Case(
      "--[=[ closed ]=] x = 1 --[[ open", "1:24+4 syntax unfinished comment: expected ']]' to close '--[['"),
    Case("x = 3x", "1:5+2 syntax malformed number '3x'"),
    Case("x = 0x", "1:5+2 syntax malformed number '0x'"),
    Case("x = 1..2", "1:5+4 syntax malformed number '1..2' ? put spaces around '..' after a number"),
    Case("x = 1e", "1:5+2 syntax malformed number '1e'"),
    Case("x = 0x1p", "1:5+4 syntax malformed number '0x1p'"),
    Case(
      "x = \"a\\qb\"",
      "1:7+2 syntax unknown escape '\\q' ? a backslash itself is written '\\\\'; between [[ and ]] it needs no escape"
    ),
    Case("x = \"\\300\"", "1:6+4 syntax escape '\\300' is too large: expected at most '\\255'"),
    Case("x = \"\\xZ1\"", "1:6+2 syntax expected two hexadecimal digits after '\\x'"),
    Case("x = \"\\u2014\"", "1:6+2 syntax expected '{' after '\\u' ? a code point is written '\\u{2014}'"),
    Case("x = \"\\u{110000000}\"", "1:6+12 syntax code point is too large: expected at most '\\u{7FFFFFFF}'"),
    Case("x = \"\\u{}\"", "1:6+3 syntax expected a hexadecimal digit after '\\u{'"),
    Case("x = \"\\u{41\"", "1:6+5 syntax expected '}' to close '\\u{'"),
    Case("x = “abc”", "1:5+5 syntax unexpected symbol '“' ^ use straight quotes"),
    Case("x = ‘abc’", "1:5+5 syntax unexpected symbol '‘' ^ use straight quotes"),
    Case("x = `abc`", "1:5+5 syntax unexpected symbol '`' ^ use straight quotes"),
    Case(
      "x = a ? b : c", "1:7+1 syntax unexpected symbol '?' ? a choice is written 'condition and this or that'"
    ),
    Case("if a != b then f() end", "1:6+2 syntax unexpected symbol '!=' ^ write '~='"),
    Case("if a && b then f() end", "1:6+2 syntax unexpected symbol '&&' ^ write 'and'"),
    Case(
      "if a || !b then f() end", "1:6+2 syntax unexpected symbol '||' ^ write 'or'",
      "1:9+1 syntax unexpected symbol '!' ^ write 'not'"),
    Case(
      "x = é",
      "1:5+1 syntax unexpected symbol 'é' ? names are made of the letters a to z, digits and '_'; other letters belong in strings"
    ),
    Case("x = 1 – 2", "1:7+1 syntax unexpected symbol '–' ^ write '-'"),
    Case("x\u{A0}= 1", "1:2+1 syntax unexpected no-break space ^ use an ordinary space"),
    Case("x = [=a", "1:5+2 syntax unfinished long bracket: expected '[' after '[='"),
    Case(
      "if x = 3 then f() end", "1:6+1 syntax expected a condition, got an assignment ^ write '==' to compare"),
    Case(
      "while x = 3 do f() end", "1:9+1 syntax expected a condition, got an assignment ^ write '==' to compare"
    ),
    Case(
      "repeat until x = 1", "1:16+1 syntax expected a condition, got an assignment ^ write '==' to compare"),
    Case("f((a = b))", "1:6+1 syntax expected ')' to close '(', got '=' ^ write '==' to compare"),
    Case("x += 1", "1:3+2 syntax expected '=', got '+=' ^ write 'x = x + …'"),
    Case("t.n -= 2", "1:5+2 syntax expected '=', got '-=' ^ write 't.n = t.n - …'"),
    Case("s ..= \"x\"", "1:3+3 syntax expected '=', got '..=' ^ write 's = s .. …'"),
    Case(
      "x++",
      "1:2+1 syntax expected a call or an assignment after 'x', got '+' ? Lua has no '++'; write 'x = x + 1'"),
    Case("x == 1", "1:3+2 syntax expected a call or an assignment after 'x', got '==' ^ write '=' to assign"),
    Case("if x\n  f()\nend", "2:3+1 syntax expected 'then', got 'f'"),
    Case("if x: f() end", "1:11+3 syntax expected 'then', got 'end'"),
    Case("while true\n  f()\nend", "2:3+1 syntax expected 'do', got 'f'"),
    Case(
      "for i = 1 do end",
      "1:11+2 syntax expected ',', got 'do' ? a counting loop is written 'for i = 1, 10 do'"),
    Case("for i in\nend", "2:1+3 syntax expected an expression, got 'end'"),
    Case("for i, j = 1, 2 do end", "1:10+1 syntax expected 'in', got '='"),
    Case(
      "if a then\n  f()\nelse if b then\n  g()\nend\nh()",
      "6:4+1 syntax expected 'end' to close 'if' of line 1, got end of file ^ an 'end' is missing ? 'else if' on line 3 opens a second 'if' with an 'end' of its own; write 'elseif'"
    ),
    Case(
      "function f()\n  if x then\n    g()\nend\nh()",
      "5:4+1 syntax expected 'end' to close 'function' of line 1, got end of file ? 'if' of line 2 seems to have no 'end': the one on line 4 is indented like that of an outer block"
    ),
    Case(
      "f(function()\n  if x then g() \nend)",
      "3:4+1 syntax expected 'end' to close 'function' of line 1, got ')' ? 'if' of line 2 seems to have no 'end': the one on line 3 is indented like that of an outer block"
    ),
    Case(
      "x = { a = 1\n  b = 2 }", "2:3+1 syntax expected ',' before 'b' ^ a ',' is missing at the end of line 1"
    ),
    Case(
      "x = {\n  a = 1,\n  b = 2\n  c = 3,\n}",
      "4:3+1 syntax expected ',' before 'c' ^ a ',' is missing at the end of line 3"),
    Case(
      "x = { \"doc\": 1 }",
      "1:12+1 syntax expected ',' or '}' to close '{', got ':' ^ write '=' between a field and its value"),
    Case(
      "x = { doc: \"x\" }",
      "1:10+1 syntax expected '=' after 'doc', got ':' ^ write '=' between a field and its value"),
    Case(
      "x = { doc: y }",
      "1:10+1 syntax expected '=' after 'doc', got ':' ^ write '=' between a field and its value"),
    Case(
      "x = { \"doc\" = 1 }",
      "1:13+1 syntax expected ',' or '}' to close '{', got '=' ? a field is written without quotes: doc = …, or in brackets: [\"doc\"] = …"
    ),
    Case("x = { 1, 2\ny = 3", "2:1+1 syntax expected ',' or '}' to close '{' of line 1, got 'y'"),
    Case(
      "extract \"a\" {\n  doc = \"x\",\n\nextract \"b\" { doc = \"y\" }\nlocal function f() end",
      "4:1+7 syntax expected ',' or '}' to close '{' of line 1, got 'extract'"),
    Case("x = (1 + 2\ny = 3", "2:1+1 syntax expected ')' to close '(' of line 1, got 'y'"),
    Case("x = t[1\ny = 3", "2:1+1 syntax expected ']' to close '[' of line 1, got 'y'"),
    Case("f(a b)", "1:5+1 syntax expected ',' before 'b'"),
    Case("f(a, )", "1:6+1 syntax expected an expression, got ')'"),
    Case(
      "x = [ \"a\", \"b\" ]",
      "1:5+1 syntax expected an expression, got '[' ? a list is written in braces: { … }"),
    Case(
      "end", "1:1+3 syntax expected a statement, got 'end' ? every block is already closed before this 'end'"),
    Case(
      "f()\nend\ng()\nend",
      "2:1+3 syntax expected a statement, got 'end' ? every block is already closed before this 'end'"),
    Case("x = 1 y", "1:8+1 syntax expected a call or an assignment after 'y', got end of file"),
    Case("foo", "1:4+1 syntax expected a call or an assignment after 'foo', got end of file"),
    Case("foo bar", "1:5+3 syntax expected a call or an assignment after 'foo', got 'bar'"),
    Case("funtion f() end", "1:1+7 syntax unexpected 'funtion' ^ did you mean 'function'?"),
    Case("retrun x", "1:1+6 syntax unexpected 'retrun' ^ did you mean 'return'?"),
    Case("elif x then", "1:1+4 syntax unexpected 'elif' ? another condition is written 'elseif … then'"),
    Case("var x = 1", "1:1+3 syntax unexpected 'var' ? a variable is declared 'local name = …'"),
    Case(
      "continue",
      "1:1+8 syntax unexpected 'continue' ? Lua has no 'continue'; write 'goto continue', and '::continue::' at the end of the loop"
    ),
    Case(
      "return 1\nf()",
      "2:1+1 syntax expected the end of the block after 'return', got 'f' ? 'return' is the last statement of its block; to leave earlier, write 'do return end'"
    ),
    Case("break", "1:1+5 syntax 'break' is used outside a loop"),
    Case("goto away", "1:6+4 syntax no label 'away' is visible to this 'goto'"),
    Case("do local x ::a:: end goto a", "1:27+1 syntax no label 'a' is visible to this 'goto'"),
    Case("goto a local x ::a:: f(x)", "1:6+1 syntax 'goto a' jumps into the scope of local 'x'"),
    Case("::a:: ::a::", "1:9+1 syntax label 'a' is already defined on line 1"),
    Case(
      "f(...) function g() return ... end",
      "1:28+3 syntax '...' is used outside a function with variable arguments ? end the parameters of the function with '...'"
    ),
    Case("local x <const> = 1 x = 2", "1:21+1 syntax cannot assign to 'x', which is <const>"),
    Case("local x <constant> = 1", "1:10+8 syntax unknown attribute 'constant': expected 'const' or 'close'"),
    Case("local a <close>, b <close> = 1, 2", "1:18+1 syntax expected at most one '<close>' in a statement"),
    Case(
      "local function = 3",
      "1:16+1 syntax expected a name after 'local function', got '=' ? 'function' is a word of Lua and cannot be a name"
    ),
    Case(
      "local end = 3",
      "1:7+3 syntax expected a name after 'local', got 'end' ? 'end' is a word of Lua and cannot be a name"),
    Case("a.b:c", "1:6+1 syntax expected '(' after method 'c', got end of file"),
    Case("a:\"x\"", "1:3+3 syntax expected a method after ':', got a string"),
    Case("f() = 1", "1:5+1 syntax expected a call or an assignment, got '='"),
    Case("(a) = 1", "1:5+1 syntax expected a call or an assignment, got '='"),
    Case("(a).b, f() = 1", "1:12+1 syntax expected a call or an assignment, got '='"),
    Case(
      "x = function f() end",
      "1:14+1 syntax expected '(' after 'function', got 'f' ? a function that is a value has no name: 'function(…) … end'"
    ),
    Case(
      "function () end",
      "1:10+1 syntax expected a name after 'function', got '(' ? a function without a name is a value: 'local f = function() … end'"
    ),
    Case("function a.b:c.d() end", "1:15+1 syntax expected '(' after 'c', got '.'"),
    Case("// comment", "1:1+2 syntax expected a statement, got '//' ? a comment starts with '--'"),
    Case(
      "/* comment */",
      "1:1+1 syntax expected a statement, got '/' ? a comment of several lines is written --[[ … ]]"),
    Case("x = \n", "2:1+1 syntax expected an expression, got end of file"),
    Case(
      "x = = 1\ny = = 2",
      "1:5+1 syntax expected an expression, got '=' ^ write '==' to compare, '=' to assign",
      "2:5+1 syntax expected an expression, got '=' ^ write '==' to compare, '=' to assign"),
    Case(
      "match = [[ [lemma=say]]]",
      "1:22+3 long-bracket expected the pattern to close its '[', got ']]', which ends the string of line 1 ^ the string ends at the first two of these ? write [=[ … ]=] around the pattern, or a space between its ']' and the ']]'"
    ),
    Case(
      "extract \"a\" { match = [[ a [b]]], doc = 1 }",
      "1:30+3 long-bracket expected the pattern to close its '[', got ']]', which ends the string of line 1 ^ the string ends at the first two of these ? write [=[ … ]=] around the pattern, or a space between its ']' and the ']]'"
    ),
    Case(
      "x = t[[[a]]]",
      "1:10+3 long-bracket expected the pattern to close its '[', got ']]', which ends the string of line 1 ^ the string ends at the first two of these ? write [=[ … ]=] around the pattern, or a space between its ']' and the ']]'"
    ),
    Case("x = @", "1:5+1 syntax unexpected symbol '@'"),
    Case("x = 1; ; ; y = $$$", "1:16+3 syntax unexpected symbol '$$$'"),
    Case("and = 1", "1:1+3 syntax expected a statement, got 'and'"),
    Case("x = not", "1:8+1 syntax expected an expression, got end of file"),
    Case("x = -", "1:6+1 syntax expected an expression, got end of file"),
    Case("x = a..", "1:8+1 syntax expected an expression, got end of file"),
    Case("x = #", "1:6+1 syntax expected an expression, got end of file"),
    Case("for 1 = 1, 2 do end", "1:5+1 syntax expected a variable after 'for', got '1'"),
    Case("f{ a = }", "1:8+1 syntax expected an expression, got '}'"),
    Case(
      "x = { [1] 2 }",
      "1:11+1 syntax expected '=', got '2' ? a list inside a table is written in braces too: { … }"),
    Case("x = { [\"a\", \"b\"] }", "1:11+1 syntax expected ']' to close '[', got ','"),
    Case("x = \"a\" \"b\"", "1:9+3 syntax expected a statement, got a string ^ join strings with '..'"),
    Case(
      "f(function() if x then g() )\ny = = 3", "1:28+1 syntax expected 'end' to close 'if', got ')'",
      "2:5+1 syntax expected an expression, got '=' ^ write '==' to compare, '=' to assign"),
    Case(
      "extract \"a\" {\n  doc = \"x\",\n\nextract \"b\" { doc = \"y\" }\nlocal z = = 1",
      "4:1+7 syntax expected ',' or '}' to close '{' of line 1, got 'extract'",
      "5:11+1 syntax expected an expression, got '=' ^ write '==' to compare, '=' to assign"),
    Case(
      "extract \"a\" {\n  f = function() return 1 end,\n\nextract \"b\" { doc = \"y\" \n\nextract \"c\" { doc = \"y\" }",
      "4:1+7 syntax expected ',' or '}' to close '{' of line 1, got 'extract'",
      "6:1+7 syntax expected ',' or '}' to close '{' of line 4, got 'extract'"),
    Case("esle x", "1:1+4 syntax unexpected 'esle' ^ did you mean 'else'?"),
    Case("edn", "1:1+3 syntax unexpected 'edn' ^ did you mean 'end'?"),
  ]

  static let filesWithSeveral = [
    Case(
      """
      extract "a" {
        doc = "x"
        match = [[ [lemma=say]]],
      }

      score "b" {
        weigh = function(claim)
          if claim.x = 3 then
            return 1 +
          end
          for i = 1 10 do print(i) end
          return nil
        end,
        because = "unfinished,
      }

      test "c" { "one" "two" }

      local function f(
        return 1
      end
      """,
      "3:3+5 syntax expected ',' before 'match' ^ a ',' is missing at the end of line 2",
      "8:16+1 syntax expected a condition, got an assignment ^ write '==' to compare",
      "10:5+3 syntax expected an expression, got 'end'",
      "11:15+2 syntax expected ',', got '10' ? a counting loop is written 'for i = 1, 10 do'",
      "14:13+12 syntax unfinished string: expected '\"' before the end of the line ? a string of several lines is written [[ … ]]",
      "17:18+5 syntax expected ',' before a string",
      "20:3+6 syntax expected a parameter, got 'return' ? 'return' is a word of Lua and cannot be a name"),
    Case(
      "function f()\nif x = = 1 then\nend\nend\nfunction g()\nlocal y = )\nend\nx = +",
      "2:6+1 syntax expected a condition, got an assignment ^ write '==' to compare",
      "6:11+1 syntax expected an expression, got ')'", "8:5+1 syntax expected an expression, got '+'"),
    Case(
      "if a then\n  x = = 1\nelse\n  y = = 2\nend\nz = 1",
      "2:7+1 syntax expected an expression, got '=' ^ write '==' to compare, '=' to assign",
      "4:7+1 syntax expected an expression, got '=' ^ write '==' to compare, '=' to assign"),
  ]

  @Test(arguments: filesWithSeveral) func eachMistakeOfAFileIsToldOnce(_ example: Case) {
    #expect(LuaFile(name: "a.lua", text: example.source).diagnostics.map(shown) == example.expected)
  }

  @Test(arguments: cases) func aMistakeIsToldInTheseWords(_ example: Case) {
    #expect(LuaFile(name: "a.lua", text: example.source).diagnostics.map(shown) == example.expected)
  }
}
