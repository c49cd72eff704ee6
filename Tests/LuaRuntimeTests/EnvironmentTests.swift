// Globals, and what one pack can do to another: nothing.
import LuaRuntime
import Testing

@Suite struct EnvironmentTests {
  @Test(arguments: [
    ("return lexicn", "unknown global 'lexicn' (did you mean 'lexicon'?)"),
    ("return pint(1)", "unknown global 'pint' (did you mean 'print'?)"),
    ("return zzzzzz", "unknown global 'zzzzzz'"), ("return os.time()", "unknown global 'os'"),
    ("count = 1", "cannot assign the global 'count' (write 'local count')"),
    ("function helper() end", "cannot assign the global 'helper' (write 'local helper')"),
    ("print = nil", "cannot assign the global 'print' (write 'local print')"),
    ("_G.x = 1", "cannot assign the global 'x' (write 'local x')"),
    ("rawset(_G, 'x', 1)", "this table is read-only"),
    ("string.trim = 1", "this table is read-only: cannot set 'trim'"),
    ("setmetatable(_G, nil)", "cannot change a protected metatable"),
    ("collectgarbage()", "unknown global 'collectgarbage'"), ("require 'os'", "unknown global 'require'"),
  ])
  func aStrictEnvironmentExplains(_ source: String, _ message: String) throws {
    let sandbox = try Sandbox(.strict)
    try sandbox.lua.setGlobal("lexicon", to: "a global", in: sandbox.environment)
    let error = try #require(sandbox.error("\n" + source))
    #expect(error.description == "test.lua:2: " + message)
  }

  @Test func anOpenEnvironmentTakesGlobals() throws {
    let sandbox = try Sandbox(.open)
    #expect(try sandbox.run("X = 5 return X, _G.X, unknown") == [5, 5, .nil])
    #expect(try sandbox.run("return X") == [5])
  }

  @Test func environmentsShareNothingThatCanBeChanged() throws {
    let lua = try Machine()
    let one = try lua.makeEnvironment(.open)
    let two = try lua.makeEnvironment(.open)
    _ = try lua.run(
      """
      X = 1
      print = nil
      for _, lib in ipairs({string, table, math, utf8, coroutine}) do
        for k in pairs(lib) do pcall(rawset, lib, k, error); pcall(function() lib[k] = error end) end
        pcall(setmetatable, lib, {})
      end
      pcall(function() getmetatable('').__index = nil end)
      pcall(function() getmetatable(string).__index = nil end)
      string = nil
      """, chunk: "=one", in: one)
    #expect(
      try lua.run(
        "return X, type(print), ('x'):upper(), string.rep('y', 2), #table.pack(1, 2)", chunk: "=two", in: two)
        == [.nil, "function", "X", "yy", 2])
  }

  @Test func loadIsBoundToItsEnvironment() throws {
    let sandbox = try Sandbox(.strict)
    #expect(try sandbox.run("return load('return type(print)')()") == ["function"])
    #expect(
      try sandbox.run("return load('x = 1') ~= nil, pcall(load('x = 1', '=c'))") == [
        true, false, "c:1: cannot assign the global 'x' (write 'local x')",
      ])
    #expect(try sandbox.run("return load('return a', '=c', 't', {a = 9})()") == [9])
    #expect(
      try sandbox.run("return select(2, load('x ='))") == [#"[string "x ="]:1: unexpected symbol near <eof>"#]
    )
    #expect(try sandbox.run("return pcall(load, function() end)")[0] == false)
  }

  @Test func librariesCanBeLookedAt() throws {
    let sandbox = try Sandbox(.strict)
    #expect(
      try sandbox.run(
        "local n = 0 for k, v in pairs(string) do n = n + 1 end return n, next(utf8), rawget(math, 'pi') == math.pi"
      )[0] == 16)
    #expect(try sandbox.run("for k in pairs(_G) do if k == 'print' then return 'seen' end end") == ["seen"])
    #expect(
      try sandbox.run("return string.dump, coroutine.close, getmetatable(''), getmetatable(string)") == [
        .nil, .nil, false, false,
      ])
  }

  @Test(arguments: ["__gc", "__close", "__mode", "__concat"])
  func aForbiddenMetafieldIsRaisedNotDropped(_ name: String) throws {
    let sandbox = try Sandbox()
    #expect(
      sandbox.error("setmetatable({}, {\(name) = print})")?.message
        == "metafield '\(name)' is not available here")
    #expect(
      try sandbox.run("local mt = {} local t = setmetatable({}, mt) mt.\(name) = error return type(t)") == [
        "table"
      ])
  }

  @Test func metatablesWorkAsUsual() throws {
    let sandbox = try Sandbox()
    let source = """
      local Class = {}
      Class.__index = Class
      function Class.new(x) return setmetatable({x = x}, Class) end
      function Class.__add(a, b) return Class.new(a.x + b.x) end
      function Class.__eq(a, b) return a.x == b.x end
      function Class.__lt(a, b) return a.x < b.x end
      function Class.__len() return 9 end
      function Class.__call(self, y) return self.x * y end
      function Class.__tostring(self) return 'class ' .. self.x end
      function Class:twice() return self.x * 2 end
      local a, b = Class.new(2), Class.new(3)
      local keys = {}
      for k in pairs(Class) do keys[#keys + 1] = k end
      return (a + b).x, a == Class.new(2), a < b, #a, a(10), tostring(b), b:twice(), getmetatable(a) == Class, #keys
      """
    #expect(try sandbox.run(source) == [5, true, true, 9, 20, "class 3", 6, true, 9])
    #expect(
      sandbox.error("setmetatable({}, {__call = {}})")?.message == "metafield '__call' cannot be a table")
  }

  @Test func aTrustedPreludeHandsFunctionsToRules() throws {
    let lua = try Machine(host: [HostFunction("collect") { _, values in .integer(Int64(values.count)) }])
    let prelude = try lua.makeEnvironment(.trusted)
    let verb = try lua.run(
      "return function(name) return function(body) return collect(name, body) end end", chunk: "=prelude",
      in: prelude)[0]
    let rules = try lua.makeEnvironment(.strict, globals: ["extract": verb])
    #expect(try lua.run("return extract 'said' { match = 'x' }", chunk: "@rule.lua", in: rules) == [2])
    #expect(throws: LuaError.self) { try lua.run("return collect(1)", chunk: "@rule.lua", in: rules) }
  }
}
