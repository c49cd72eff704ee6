// What rules cost, as tables for people and as one object for programs.

import Diagnostics
import JSON
public import Profiling
public import Rules

/// Renders a profile.
public struct ProfilePage {
  private let profile: RuleProfile
  private let measure: StackTree.Measure
  private let flow: TextFlow

  /// - Parameter measure: what rows are sorted by, and what shares are of.
  public init(_ profile: RuleProfile, _ measure: StackTree.Measure, style: TerminalStyle) {
    self.profile = profile
    self.measure = measure
    flow = TextFlow(style: style)
  }

  private struct Row {
    var steps: Int
    var nanoseconds: UInt64
    var name: String
    var note = ""
  }

  /// The tables, each line ended by a line feed; of each at most `most` rows.
  public func rendered(most: Int) -> String {
    let heading =
      "\(counted(profile.articles, "article")), \(counted(profile.steps, "step")); "
      + "time is measured and differs from run to run: \(Self.seconds(profile.nanoseconds)) s"
    var rules = profile.rules.map { rule in
      Row(steps: rule.steps, nanoseconds: rule.nanoseconds, name: rule.rule)
    }
    rules.append(Row(steps: profile.sharedSteps, nanoseconds: 0, name: RuleProfile.shared))
    if measure == .time {
      rules += profile.stages.map { Row(steps: 0, nanoseconds: $0.nanoseconds, name: $0.name) }
    }
    let lines = profile.lines.map { line in
      Row(
        steps: line.steps, nanoseconds: line.nanoseconds, name: "\(line.file):\(line.line)", note: line.text)
    }
    return ([heading] + table("rule", rules, most) + table("line of a rule file", lines, most))
      .joined(separator: "\n") + "\n"
  }

  private func value(_ row: Row) -> Int {
    measure.value(.init(steps: row.steps, nanoseconds: row.nanoseconds))
  }

  private func table(_ name: String, _ rows: [Row], _ most: Int) -> [String] {
    let costly = rows.filter { value($0) > 0 }.sorted { (-value($0), $0.name) < (-value($1), $1.name) }
    guard !costly.isEmpty else { return [] }
    let all = measure == .steps ? profile.steps : Int(clamping: profile.nanoseconds)
    let head = "steps".leftPadded(to: 13) + "%".leftPadded(to: 7) + "time".leftPadded(to: 11) + "  " + name
    var lines = ["", flow.line([TextRun(head, .bold)])]
    for row in costly.prefix(most) {
      let share = Double(value(row)) * 100 / Double(max(1, all))
      let numbers =
        grouped(row.steps).leftPadded(to: 13) + Self.tenths(share).leftPadded(to: 7)
        + (Self.seconds(row.nanoseconds) + " s").leftPadded(to: 11) + "  "
      let room = max(10, flow.style.width - numbers.terminalWidth - row.name.terminalWidth - 2)
      let note = row.note.isEmpty ? "" : "  " + row.note.safeForTerminal.shortened(to: room)
      lines.append(flow.line([TextRun(numbers), TextRun(row.name, .cyan), TextRun(note, .dim)]))
    }
    if costly.count > most {
      let rest = costly.dropFirst(most).reduce(0) { $0 + $1.steps }
      lines.append(
        flow.line([
          TextRun(grouped(rest).leftPadded(to: 13) + "".padded(to: 20), .dim),
          TextRun("\(grouped(costly.count - most)) more", .dim),
        ]))
    }
    return lines
  }

  /// One object (`assay.profile/1`) and a line feed. All but what is called nanoseconds is the same on every machine.
  public static func json(_ profile: RuleProfile) -> [UInt8] {
    var json = JSONWriter()
    func integer(_ name: String, _ value: Int) {
      json.name(name)
      json.integer(value)
    }
    func string(_ name: String, _ value: String) {
      json.name(name)
      json.string(value)
    }
    func list<Element>(_ name: String, _ elements: [Element], _ write: (Element) -> Void) {
      json.name(name)
      json.beginArray()
      for element in elements {
        json.beginObject()
        write(element)
        json.endObject()
      }
      json.endArray()
    }
    json.beginObject()
    string("schema", "assay.profile/1")
    integer("articles", profile.articles)
    integer("steps", profile.steps)
    integer("sharedSteps", profile.sharedSteps)
    integer("nanoseconds", Int(clamping: profile.nanoseconds))
    list("rules", profile.rules) { rule in
      string("rule", rule.rule)
      string("file", rule.file)
      integer("line", rule.line)
      integer("steps", rule.steps)
      integer("nanoseconds", Int(clamping: rule.nanoseconds))
    }
    list("lines", profile.lines) { line in
      string("file", line.file)
      integer("line", line.line)
      string("text", line.text)
      integer("steps", line.steps)
      integer("nanoseconds", Int(clamping: line.nanoseconds))
    }
    list("stages", profile.stages) { stage in
      string("stage", stage.name)
      integer("nanoseconds", Int(clamping: stage.nanoseconds))
    }
    json.endObject()
    json.newline()
    return json.bytes
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    let microseconds = (nanoseconds + 500) / 1000
    let fraction = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int(min(value * 10, 1e12).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
