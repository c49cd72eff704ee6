// Dates are resolved without Foundation: it would cost start-up time, and a calendar that asks the
// machine for its locale or time zone could change a result.

/// A day of the proleptic Gregorian calendar.
struct CalendarDay: Hashable, Comparable {
  /// Days since 1 March of the year 0, which makes the leap day the last of its year.
  private(set) var number: Int

  private init(number: Int) { self.number = number }

  /// The given day, nil when there is no such one. Years run from 1 to 9999.
  init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Self.length(year, month) else { return nil }
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    let days = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400
    number = days + (marchMonth * 153 + 2) / 5 + day - 1
  }

  static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }

  /// The number of days in a month.
  static func length(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  var parts: (year: Int, month: Int, day: Int) {
    let shifted = number
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 0 for Monday to 6 for Sunday.
  var weekday: Int { (number + 2) % 7 }

  /// The day `days` later; the same day when that leaves the years 1 to 9999.
  func adding(_ days: Int) -> CalendarDay {
    let moved = CalendarDay(number: number + days)
    return moved.number >= 306 && moved.number <= 3_652_364 ? moved : self
  }

  /// `2025-04-09`
  var iso: String {
    let (year, month, day) = parts
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Reads the day that `text` begins with or names: `2025-04-09T10:00:00Z`, `Wed, 09 Apr 2025`,
  /// `April 9, 2025`. Nil when there is none.
  static func reading(_ text: String) -> CalendarDay? {
    var numbers: [Int] = []
    var month: Int?
    for part in text.prefix(64).split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      if let month = monthNumber(part.lowercased()), numbers.count < 3 {
        return named(month, numbers, text)
      }
      // 2025-04-09T10:00 keeps its T
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      guard let value = Int(digits), digits.count <= 4 else { continue }
      if numbers.isEmpty, digits.count == 4 { month = 0 }
      numbers.append(value)
      if month == 0, numbers.count == 3 { return CalendarDay(numbers[0], numbers[1], numbers[2]) }
    }
    return nil
  }

  private static func named(_ month: Int, _ before: [Int], _ text: String) -> CalendarDay? {
    var numbers: [Int] = []
    for part in text.prefix(64).split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      if let value = Int(digits), digits.count <= 4 { numbers.append(value) }
    }
    guard let year = numbers.first(where: { $0 > 31 }), let day = numbers.first(where: { $0 <= 31 && $0 > 0 })
    else { return nil }
    return CalendarDay(year, month, day)
  }

  /// 1 for `january` or `jan`, with or without its stop.
  static func monthNumber(_ word: String) -> Int? {
    let name = word.hasSuffix(".") ? String(word.dropLast()) : word
    for (index, month) in months.enumerated() {
      if name == month || name.count == 3 && month.hasPrefix(name) || name == "sept" && index == 8 {
        return index + 1
      }
    }
    return nil
  }

  /// 0 for `monday` or `mon.`
  static func weekdayNumber(_ word: String) -> Int? {
    let name = word.hasSuffix(".") ? String(word.dropLast()) : word
    if word.hasSuffix("."), let index = shortDays.firstIndex(of: name) { return index }
    return days.firstIndex(of: name)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  private static let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  private static let shortDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
