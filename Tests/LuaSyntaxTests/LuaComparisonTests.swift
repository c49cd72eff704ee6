// Lua itself is the judge of what is Lua: a file without diagnostics must compile, and one with them must not.

import Diagnostics
import Foundation
import LuaSyntax
import Testing

@Suite struct LuaComparisonTests {
  private static let lua = "/usr/bin/lua5.4"
  private static var hasLua: Bool { FileManager.default.isExecutableFile(atPath: lua) }

  /// Reads programs as `length\nbytes` and writes `1` or `0` a program: whether it compiles.
  private static let judge = """
    local file <close> = assert(io.open(arg[1], "rb"))
    while true do
      local length = file:read "n"
      if not length then break end
      file:read(1)
      local text = length > 0 and file:read(length) or ""
      io.write(load(text, "=program", "t") and "1" or "0")
    end
    """

  /// Whether Lua compiles each of the programs.
  private func compiles(_ programs: [String]) throws -> [Bool] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appendingPathComponent("judge.lua")
    let input = folder.appendingPathComponent("programs")
    try Data(Self.judge.utf8).write(to: script)
    try Data(programs.map { "\($0.utf8.count)\n\($0)" }.joined(separator: "\n").utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.lua)
    process.arguments = [script.path, input.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(answer.count == programs.count)
    return answer.map { $0 == UInt8(ascii: "1") }
  }

  private func compare(_ programs: [String]) throws -> (accepted: Int, refused: Int) {
    let verdicts = try compiles(programs)
    for (program, verdict) in zip(programs, verdicts) {
      let file = LuaFile(name: "program.lua", text: program)
      #expect(
        file.diagnostics.isEmpty == verdict,
        "Lua \(verdict ? "compiles" : "refuses"): \(program) \(file.diagnostics.map(\.message))")
    }
    return (verdicts.count { $0 }, verdicts.count { !$0 })
  }

  @Test(.enabled(if: hasLua, "needs lua5.4"))
  func generatedProgramsAreAcceptedExactlyWhenLuaCompilesThem() throws {
    var programs: [String] = []
    for seed in 0..<(ProcessInfo.processInfo.environment["PROGRAMS"].flatMap { UInt64($0) } ?? 150) {
      var generator = ProgramGenerator(seed: seed)
      let words = generator.program()
      let separator = seed % 2 == 0 ? "\n" : " "
      let program = words.joined(separator: separator)
      programs.append(program)
      programs.append(generator.slip(words).joined(separator: separator))
      programs.append(generator.smear(program))
    }
    // Lua's loader knows no first line with '#', which ours passes over.
    programs = programs.map { ";" + $0 }
    let (accepted, refused) = try compare(programs)
    // A generator that makes only one kind compares nothing.
    #expect(accepted > programs.count / 10)
    #expect(refused > programs.count / 10)
  }

  /// What the grammar leaves to be misread. Each is judged by Lua, and says itself what the judgement is, so that
  /// the table holds without Lua too.
  static let accepted = [
    "", ";", ";;;", "return", "return;", "return 1, 2;", "local x <const>, y <close> = 1, nil", "f''", "f{}",
    "f[[]]",
    "a.b.c:d'x'.e[1]{}()", "x = 0xA, 0Xa.8P+1, 0x.1, 3., .5e-1, 1E+5", "x = a.b['c'].d", "x = - -1 ^ - -2",
    "x = not not nil",
    "x = 2 ^ 3 ^ 4 .. 'a' .. 'b'", "x = '\\z  \n  a\\x41\\065\\u{7FFFFFFF}'", "x = 'a\\\r\nb'",
    "x = [==[\r\n]]]=]]==]", "--[==[ ]] ]==] x = 1",
    "-- [[ not long", "--[ not long\nx = 1", "goto a do ::a:: end ::a::", "do goto a end local x ::a::",
    "::a:: do ::b:: end ::b::",
    "while true do if x then break end end", "repeat local x = 1 until x", "for i = 1, 2, 3 do break end",
    "for _ in pairs {} do end",
    "function a.b.c:d(...) return ... end", "local function f() return f end",
    "x = function(...) return select('#', ...) end",
    "x, y.z, t[1] = 1", "(f())()", "(x).y = 1", "f\n(g)()", "x = {1, 2; 3, [4] = 5, a = 6,}",
    "x = ~1 ~ 2", "x = a // b",
    "x = 1 --comment", "goto continue; local x; ::continue:: ;;; ::other::", "local _ENV <const> = {}; x = 1",
    "x = t[ [[a]] ]", "x = {[ [[k]] ]=1}",
    "return function() end", "do return end", "x = 1 y = 2", "x = 1;;y = 2",
    "local x <const> = 1; local x = 2; x = 3", "::a:: goto a",
    "x = 'a\0b'", "x = a<b", "local goto_ = 1", "x = 1 < 2 == true", "f()\n;(g)()",
  ]

  static let refused = [
    "x", "x.y", "x = ", "= 1", "1 = x", "f() = 1", "(x) = 1", "(f())", "x, f() = 1", "'a' = 1", "'a':b()",
    "{}.x = 1", "x = {,}", "x = {;}", "f(,)", "f(1,)",
    "x = 1 2", "x = 0x", "x = 1e", "x = 1e+", "x = 0x1p", "x = 3x", "x = 1..2", "x = 1.2.3", "x = 08a",
    "x = 0b1", "x = '", "x = 'a\nb'",
    "x = '\\q'", "x = '\\256'", "x = '\\x1'", "x = '\\u{80000000}'", "x = '\\u{}'", "x = '\\u{41'",
    "x = '\\u41'", "x = [[", "x = [=[ ]]", "x = [=",
    "--[[", "break", "goto a", "goto a; local x; ::a:: f()", "repeat goto a; local x; ::a:: until x",
    "do ::a:: end goto a",
    "::a:: ::a::", "::a:: do ::a:: end", "function f() goto a end ::a::", "local x <const> = 1; x = 2",
    "local x <close> = nil; x = 2",
    "local x <what> = 1", "local x <close>, y <close> = nil", "function f() return ... end", "for x do end",
    "for 1 = 1, 2 do end",
    "for x, y = 1, 2 do end", "for x = 1 do end", "for x = 1, 2, 3, 4 do end", "for a.b in c do end",
    "if x then", "if x then else elseif y then end",
    "while x do", "repeat", "until x", "end", "function f() end end", "function () end",
    "function f.g:h.i() end", "function f(a, ..., b) end",
    "function f(1) end", "local function f.g() end", "local f.g = 1", "return 1 x = 2", "return return",
    "x = = 1", "x == 1", "x += 1", "x = a ? b : c",
    "x = a != b", "x = a && b", "x = !a", "goto 1", "::1::", ":: a", "x = and", "x = 1 +", "x = not", "x = #",
    "local", "local 1", "a.1 = 2", "a:b = 1",
    "a:b", "a.", "a:", "f(", "f(1", "x = {1", "x = t[1", "x = (1", "x = }", "x = ]", "x = )", "x = [[a [b]]]",
    "x = \u{201C}a\u{201D}", "\u{E9} = 1",
    "x = 1 local function f() x <const> = 2 end", "local x <const> = 1; function x() end", "x = {a = }",
    "x = {[1] 2}", "x = {[1 = 2}", "and = 1",
    "local end = 1", "x.end = 1", "f:end()", "goto end", "break; x = 1", "do x = 1", "\u{FEFF} \u{FEFF}x = 1",
  ]

  @Test(arguments: accepted) func luaIsAccepted(_ program: String) {
    #expect(LuaFile(name: "a.lua", text: program).diagnostics == [])
  }

  @Test(arguments: refused) func whatIsNotLuaIsRefused(_ program: String) {
    let file = LuaFile(name: "a.lua", text: program)
    #expect(!file.diagnostics.isEmpty)
    #expect(file.diagnostics.allSatisfy { $0.severity == .error && $0.place != nil })
  }

  @Test(.enabled(if: hasLua, "needs lua5.4")) func theTablesAreRight() throws {
    #expect(try compiles(Self.accepted).allSatisfy { $0 })
    let verdicts = try compiles(Self.refused)
    #expect(zip(Self.refused, verdicts).filter(\.1).map(\.0) == [])
  }
}
