// Our pattern functions against the library's own, on small random patterns and subjects.
import Foundation
import LuaRuntime
import Testing

@Suite struct PatternTests {
  /// `PATTERN_SEED=n swift test` tries another 20,000 cases.
  static let seeds: [UInt64] =
    [1] + (ProcessInfo.processInfo.environment["PATTERN_SEED"].flatMap(UInt64.init).map { [$0] } ?? [])

  static let source = """
    local stock = stock
    local pieces = {"a", "b", ".", "%a", "%d", "%s", "%w", "[ab]", "[^a]", "[a-c]", "%b()", "%f[%w]", "(", ")", "()", "%1", "*", "+",
      "-", "?", "^", "$", "%", "[", "]", "%%", "%u", "[%a_]", "1", " ", "%0", "[]]", "[^]]", "%bab", "[a-]", "%f[^%z]", "\\0", "é"}
    local texts = {"a", "b", "c", "1", "(", ")", " ", "A", "_", "%", "]", "\\0", "é", "-"}
    local function build(from, most)
      local out = {}
      for i = 1, math.random(0, most) do out[i] = from[math.random(#from)] end
      return table.concat(out)
    end
    local function run(f, ...)
      local results = table.pack(pcall(f, ...))
      for i = 1, results.n do results[i] = tostring(results[i]) end
      if results[1] == "false" then
        -- a position capture that is referred to, and the names of functions, read differently
        results[2] = results[2]:gsub("^[^:]*:%d+: ", ""):gsub(" in pattern.*$", ""):gsub(" in replacement.*$", "")
      end
      return table.concat(results, "|", 1, results.n)
    end
    local function all(f)
      return function(s, p, init)
        local out = {}
        for a, b in f(s, p, init) do
          out[#out + 1] = tostring(a) .. ":" .. tostring(b)
          if #out > 50 then break end
        end
        return table.concat(out, ";")
      end
    end
    local replacements = {"<%0>", "%1", "x", "%%", function(a) return a == "a" and "A" or nil end, {a = "T", b = false}}
    local cases = 0
    for n = 1, 20000 do
      local pattern, text = build(pieces, 5), build(texts, 8)
      local init = math.random(-3, 5)
      local replacement = replacements[math.random(#replacements)]
      local limit = math.random(0, 3)
      local calls = {
        {"find", stock.find, string.find, init}, {"match", stock.match, string.match, init},
        {"gmatch", all(stock.gmatch), all(string.gmatch), init},
        {"gsub", stock.gsub, string.gsub, replacement, limit > 0 and limit or nil},
      }
      for _, call in ipairs(calls) do
        local expected, got = run(call[2], text, pattern, call[4], call[5]), run(call[3], text, pattern, call[4], call[5])
        if expected ~= got then
          return false, ("%s(%q, %q, %s): stock %s, ours %s"):format(call[1], text, pattern, tostring(call[4]), expected, got)
        end
        cases = cases + 1
      end
    end
    return true, cases
    """

  @Test(arguments: PatternTests.seeds)
  func patternsMatchAsTheManualSays(seed: UInt64) throws {
    let limits = LuaLimits(memory: 0, steps: 0)
    let lua = try Machine(limits: limits)
    try lua.exposeStockStrings()
    try lua.beginEvaluation(limits: limits, seed: seed)
    let environment = try lua.makeEnvironment(.trusted)
    #expect(try lua.run(Self.source, chunk: "@patterns.lua", in: environment) == [true, 80_000])
  }

  @Test func aPatternIsChargedForItsWorkNotItsLength() throws {
    let sandbox = try Sandbox(limits: LuaLimits(steps: 1_000_000))
    _ = try sandbox.run("return ('x'):rep(1000):find('y')")
    let cheap = sandbox.lua.stepsUsed
    #expect(cheap < 2_000)
    #expect(sandbox.error("return ('a'):rep(400):find('.-.-.-b')")?.kind == .steps)
  }
}
