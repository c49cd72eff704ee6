// What crossing costs: a field read through a view against a plain table read, and a Swift host
// function against an empty C function. Each pair is measured in the same loop, loop cost included,
// in turn, and the median of their ratios is printed beside the medians.
//
//     swift run -c release --package-path Benchmarks lua-benchmark
@_spi(Measuring) import LuaRuntime

let rows = 1_000
let rounds = 61
let reads = 100_000

let schema = ViewSchema([
  .init(
    "token",
    [
      .init("start", .int32), .init("pos", .names(["NOUN", "VERB", nil, "ADJ"])),
      .init("lemma", .word(table: 0)),
      .init("text", .text(buffer: 0)), .init("head", .row("token")),
    ]),
  .init("sentence", [.init("tokens", .rows("token"))]),
])

final class Columns {
  let start = LendableColumn((0..<rows).map { Int32($0 * 6) })
  let end = LendableColumn((0..<rows).map { Int32($0 * 6 + 5) })
  let pos = LendableColumn((0..<rows).map { UInt8($0 % 2) })
  let lemma = LendableColumn((0..<rows).map { Int32($0 % 100) })
  let head = LendableColumn((0..<rows).map { Int32(($0 + 1) % rows) })
  let offsets = LendableColumn((0...100).map { Int32($0 * 4) })
  let words = LendableColumn(Array((0..<100).map { $0 < 10 ? "wd0\($0)" : "wd\($0)" }.joined().utf8))
  let text = LendableColumn(Array((0..<rows).map { _ in "token " }.joined().utf8))
  let first = LendableColumn<Int32>([0])
  let past = LendableColumn<Int32>([Int32(rows)])
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
  let duration = try ContinuousClock().measure { try body() }
  return Double(duration.components.seconds) * 1e9 + Double(duration.components.attoseconds) / 1e9
}

func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
func short(_ value: Double) -> String { String(Double(Int(value * 100 + 0.5)) / 100) }

/// Runs two functions in turn and prints their medians for one of `count` operations.
func compare(
  _ name: String, _ lua: inout LuaState, _ plain: LuaFunction, _ other: LuaFunction, count: Int, limit: Double
) throws {
  var a: [Double] = []
  var b: [Double] = []
  for _ in 0..<rounds {
    a.append(try nanoseconds { _ = try lua.call(plain) } / Double(count))
    b.append(try nanoseconds { _ = try lua.call(other) } / Double(count))
  }
  // The ratio of neighbours: what else the machine does falls on both.
  let ratio = median(zip(a, b).map { $1 / $0 })
  print(
    "\(padded(name, 34)) \(padded(short(median(a)), 8)) ns  \(padded(short(median(b)), 8)) ns  \(padded(short(ratio), 6))"
      + " (at most \(limit)) \(ratio <= limit ? "" : "MISSED")")
}

func main() throws {
  let columns = Columns()
  var lua = try LuaState(
    limits: LuaLimits(memory: 0, steps: 0), schema: schema,
    host: [
      HostFunction("empty_swift") { _, _ in .nil },
      HostFunction("identity") { _, values in values.first ?? .nil },
    ])
  try lua.exposeEmptyFunction()
  let environment = try lua.makeEnvironment(.trusted)
  try lua.lend(owner: columns) { loan in
    func field(_ name: String, _ table: String = "token") -> ViewField { schema.field(name, of: table)! }
    loan.setRows(rows, of: 0)
    loan.setRows(1, of: 1)
    loan.setColumn(field("start"), columns.start)
    loan.setColumn(field("pos"), columns.pos)
    loan.setColumn(field("lemma"), columns.lemma)
    loan.setColumn(field("head"), columns.head)
    loan.setColumns(field("text"), columns.start, columns.end)
    loan.setColumns(field("tokens", "sentence"), columns.first, columns.past)
    loan.setBuffer(0, columns.text)
    loan.setWords(0, offsets: columns.offsets, bytes: columns.words)
  }
  try lua.setGlobal("sentence", to: .row(LuaRow(table: 1, row: 0)), in: environment)

  func function(_ source: String) throws -> LuaFunction {
    guard case .function(let function)? = try lua.run(source, chunk: "=benchmark", in: environment).first
    else {
      fatalError("no function")
    }
    return function
  }
  let prepare = """
    local copies = {}
    for i, t in ipairs(sentence.tokens) do
      copies[i] = { start = t.start, pos = t.pos, lemma = t.lemma, text = t.text, head = t.head }
    end
    local one, row = copies[7], sentence.tokens[7]
    local rows = sentence.tokens

    """
  print("\(padded("", 34)) plain        view         ratio")
  for kind in ["start", "pos", "lemma", "text", "head"] {
    let table = try function(
      prepare + "return function() local t = one for i = 1, \(reads) do local x = t.\(kind) end end")
    let view = try function(
      prepare + "return function() local t = row for i = 1, \(reads) do local x = t.\(kind) end end")
    try compare("one row, field \(kind)", &lua, table, view, count: reads, limit: 5)
  }
  for kind in ["start", "pos", "lemma", "text", "head"] {
    let table = try function(
      prepare
        + "return function() for j = 1, \(reads / rows) do for i = 1, #copies do local x = copies[i].\(kind) end end end"
    )
    let view = try function(
      prepare
        + "return function() for j = 1, \(reads / rows) do for i = 1, #rows do local x = rows[i].\(kind) end end end"
    )
    try compare("rows[i].\(kind)", &lua, table, view, count: reads, limit: 5)
  }
  for kind in ["start", "lemma"] {
    let table = try function(
      prepare
        + "return function() for j = 1, \(reads / rows) do for _, t in ipairs(copies) do local x = t.\(kind) end end end"
    )
    let view = try function(
      prepare
        + "return function() for j = 1, \(reads / rows) do for _, t in ipairs(rows) do local x = t.\(kind) end end end"
    )
    try compare("for _, t in ipairs(rows): t.\(kind)", &lua, table, view, count: reads, limit: 5)
  }
  print("\(padded("", 34)) C            Swift        ratio")
  let emptyC = try function("local f = empty_c return function() for i = 1, \(reads) do f() end end")
  let emptySwift = try function("local f = empty_swift return function() for i = 1, \(reads) do f() end end")
  try compare("empty function", &lua, emptyC, emptySwift, count: reads, limit: 10)
  let identity = try function("local f = identity return function() for i = 1, \(reads) do f(i) end end")
  let argumentC = try function("local f = empty_c return function() for i = 1, \(reads) do f(i) end end")
  try compare("one integer there and back", &lua, argumentC, identity, count: reads, limit: 10)
  let nothing = try function("return function() end")
  let calls = try nanoseconds { for _ in 0..<reads { _ = try lua.call(nothing) } } / Double(reads)
  print("Swift calls an empty Lua function  \(short(calls)) ns")
  let clock = try nanoseconds { for _ in 0..<2_000 { _ = try LuaState() } } / 2_000
  print("a new state with its libraries     \(short(clock / 1000)) µs")
}

try main()
