// As Lua's own suite does: fail the first allocation, then the second, and so on, until the work
// gets through. Whatever fails, there is an answer, and afterwards the state still works.
import LuaRuntime
import Testing

@Suite struct AllocationFailureTests {
  static let schema = ViewSchema([
    .init(
      "word",
      [.init("text", .text(buffer: 0)), .init("lemma", .word(table: 0)), .init("kind", .names(["A", "B"]))])
  ])

  final class Columns {
    let start = LendableColumn<Int32>([0, 3]), end = LendableColumn<Int32>([2, 6])
    let lemma = LendableColumn<Int32>([0, 1]), kind = LendableColumn<UInt8>([0, 1])
    let text = LendableColumn(Array("ab cde".utf8))
    let offsets = LendableColumn<Int32>([0, 2, 5]), words = LendableColumn(Array("abcde".utf8))
  }

  static var host: [HostFunction] {
    [
      HostFunction("upper") { _, values in .string((values.first?.text ?? "").uppercased()) },
      HostFunction("refuse") { _, _ in throw Missing() },
      HostFunction("rows") { _, _ in .rows(LuaRows(table: 0, rows: 0..<2)) },
    ]
  }

  static let source = """
    local out = {}
    for i, w in ipairs(rows()) do
      out[i] = { text = upper(w.text), lemma = w.lemma, kind = w.kind, n = i, f = function() return w end }
    end
    for k, v in pairs(out[1]) do out[#out + 1] = ("%s=%s"):format(k, tostring(v)):gsub("e", "%0%0") end
    local co = coroutine.wrap(function(a) return coroutine.yield(a .. "x") end)
    co("y") co()
    table.sort(out, function(a, b) return tostring(a) < tostring(b) end)
    local ok = pcall(refuse)
    return out, ok, load("return 1")(), setmetatable({}, {__index = out})
    """

  /// Everything a state does, with the verdict of one failed allocation in between.
  private func work(_ lua: Machine, failing count: Int?) throws(LuaError) -> [LuaValue] {
    let columns = Columns()
    lua.failAllocations(after: count)
    let environment = try lua.makeEnvironment(.trusted, globals: ["list": [1, "two", ["three": 3]]])
    try lua.lend(owner: columns) { loan in
      loan.setRows(2, of: 0)
      loan.setColumns(ViewField.of(Self.schema, "word", "text"), columns.start, columns.end)
      loan.setColumn(ViewField.of(Self.schema, "word", "lemma"), columns.lemma)
      loan.setColumn(ViewField.of(Self.schema, "word", "kind"), columns.kind)
      loan.setBuffer(0, columns.text)
      loan.setWords(0, offsets: columns.offsets, bytes: columns.words)
    }
    return try lua.run(Self.source, chunk: "=work", in: environment)
  }

  @Test func everyAllocationMayFailWhileAStateWorks() throws {
    var passed = false
    var failures = 0
    for count in 0..<5_000 where !passed {
      let lua = try Machine(schema: Self.schema, host: Self.host)
      do {
        #expect(try work(lua, failing: count).count == 4)
        passed = true
      } catch {
        failures += 1
        #expect(error.kind == .memory, "\(count): \(error)")
        #expect(lua.isSpent)
      }
      lua.failAllocations(after: nil)
      lua.forgiveVerdict()
      let again = try lua.makeEnvironment(.strict)
      #expect(try lua.run("return ('x'):rep(3), #{1, 2}", chunk: "=after", in: again) == ["xxx", 2])
    }
    #expect(passed)
    #expect(failures > 100)
  }

  @Test func everyAllocationMayFailWhileAStateOpens() throws {
    var passed = false
    for number in 1..<5_000 where !passed {
      do throws(LuaError) {
        let lua = Machine(
          try LuaState(
            failingAllocation: number, limits: LuaLimits(), schema: Self.schema, host: Self.host))
        lua.failAllocations(after: nil)
        lua.forgiveVerdict()
        let environment = try lua.makeEnvironment(.strict)
        #expect(try lua.run("return 1", chunk: "=after", in: environment) == [1])
        passed = true
      } catch {
        #expect(error.kind == .memory, "\(number): \(error)")
      }
    }
    #expect(passed)
  }

  @Test func everyAllocationMayFailWhileAnErrorIsRendered() throws {
    var passed = false
    for count in 0..<2_000 where !passed {
      let sandbox = try Sandbox()
      let main = try sandbox.lua.load(
        "error(setmetatable({}, {__tostring = function() return 'it is ' .. tostring({}) end}))",
        chunk: "@main.lua",
        in: sandbox.environment)
      sandbox.lua.failAllocations(after: count)
      do {
        _ = try sandbox.lua.call(main)
        Issue.record("no error")
      } catch {
        #expect(error.kind == .runtime || error.kind == .memory)
        passed = error.kind == .runtime && error.message == "it is table: 1"
      }
      sandbox.lua.failAllocations(after: nil)
      sandbox.lua.forgiveVerdict()
      #expect(try sandbox.run("return 1") == [1])
    }
    #expect(passed)
  }
}

extension ViewField {
  /// A field that the test's schema has.
  static func of(_ schema: ViewSchema, _ table: String, _ name: String) -> ViewField {
    guard let field = schema.field(name, of: table) else { preconditionFailure("no field \(name)") }
    return field
  }
}
