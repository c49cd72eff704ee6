// What a fit would change: said before it is done, and written as local settings, never into a pack.

import Glibc
import JSON
import RulePacks
public import Rules

/// The changes that a fit asks for.
public struct TuningPlan: Sendable {
  public struct Change: Hashable, Sendable {
    public var rule: String
    /// nil for a rule whose points a function finds: then the weights are factors.
    public var now: Double?
    public var then: Double
    public var isFactor: Bool
  }

  public let scale: String
  /// By rule; the base of the scale comes first.
  public private(set) var changes: [Change] = []
  /// Rules of the scale that say nothing about any labelled place and stay as they are.
  public private(set) var untouched: [String] = []
  /// The total from which an item is chosen, on the scale's own numbers.
  public let threshold: Double
  /// What of the intercept no base can take: sums of the scale are that much higher.
  public let shift: Double
  private let isLogistic: Bool

  /// - Parameters:
  ///   - rules: as they are without local settings.
  ///   - current: the local settings at hand.
  ///   - cut: the probability from which an item is chosen.
  public init(
    _ tuning: Tuning, scale: String, rules: RuleSet, tuned: [String], current: RuleAdjustments, cut: Double
  ) {
    self.scale = scale
    let known = rules.scaleSummaries[scale]
    isLogistic = known?.isLogistic ?? false
    if let known {
      var now = known.base
      if case .points(let points)? = current.weights[known.baseRule] { now = points }
      changes.append(
        Change(rule: known.baseRule, now: now, then: Self.rounded(tuning.intercept), isFactor: false))
    }
    shift = known == nil ? Self.rounded(tuning.intercept) : 0
    threshold = isLogistic ? cut : Self.rounded(log(cut / (1 - cut)) - shift)
    for summary in rules.summaries where tuned.contains(summary.id) {
      guard let weight = tuning.weights[summary.id] else {
        untouched.append(summary.id)
        continue
      }
      var now = summary.points
      switch current.weights[summary.id] {
      case .points(let points)?: now = points
      case .factor(let factor)?: now = summary.points.map { $0 * factor } ?? factor
      case nil: if summary.points == nil { now = 1 }
      }
      changes.append(
        Change(rule: summary.id, now: now, then: Self.rounded(weight), isFactor: summary.points == nil))
    }
  }

  /// Two decimals are all that a reader can weigh.
  static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// The total that a probability stands for, on the scale's own numbers.
  public func total(_ probability: Double) -> Double {
    isLogistic ? probability : Self.rounded(log(probability / (1 - probability)) - shift)
  }

  /// Local settings with these changes: `settings` as they are but for the weights and the threshold that are changed.
  ///
  /// - Parameter settings: the text of local settings; nil to begin with none.
  /// - Returns: nil when `settings` is no JSON object.
  public func written(into settings: [UInt8]?) -> [UInt8]? {
    var object = JSONObject([JSONObject.Member("schema", .string(LocalSettings.schema))])
    if let settings {
      guard let known = (try? JSONValue(parsing: settings))?.object else { return nil }
      object = known
    }
    var weights = object["weights"]?.object ?? JSONObject()
    for change in changes {
      guard let number = JSONNumber(change.then) else { continue }
      weights.set(
        change.rule,
        change.isFactor ? .object(JSONObject([.init("factor", .number(number))])) : .number(number))
    }
    object.set("weights", .object(weights))
    var thresholds = object["thresholds"]?.object ?? JSONObject()
    if let number = JSONNumber(threshold) { thresholds.set(scale, .number(number)) }
    object.set("thresholds", .object(thresholds))
    return Array(object.indented(0).utf8) + Array("\n".utf8)
  }
}

extension JSONObject {
  fileprivate mutating func set(_ name: String, _ value: JSONValue) {
    if let row = members.firstIndex(where: { $0.name == name }) {
      members[row].value = value
    } else {
      members.append(Member(name, value))
    }
  }

  /// Two levels are laid out in lines, since people read and edit them.
  fileprivate func indented(_ depth: Int) -> String {
    if members.isEmpty { return "{}" }
    let space = String(repeating: "  ", count: depth + 1)
    let lines = members.map { member -> String in
      var name = JSONWriter()
      name.string(member.name)
      let value: String
      if depth < 1, case .object(let inner) = member.value {
        value = inner.indented(depth + 1)
      } else if depth < 1, case .array(let items) = member.value, !items.isEmpty {
        value =
          "[\n" + items.map { space + "  " + Self.text($0) }.joined(separator: ",\n") + "\n" + space + "]"
      } else {
        value = Self.text(member.value)
      }
      return space + String(decoding: name.bytes, as: UTF8.self) + ": " + value
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + String(repeating: "  ", count: depth) + "}"
  }

  private static func text(_ value: JSONValue) -> String {
    var json = JSONWriter()
    json.value(value)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
