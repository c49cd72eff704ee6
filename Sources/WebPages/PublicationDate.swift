// Dates reach us as ISO 8601, as in mail, and as editors write them. All but the first are rewritten, so that what reads
// the article has one form; what the source does not say, a zone or a time, is not made up.

/// Reads dates of publication.
package enum PublicationDate {
  /// `text` as ISO 8601: a day, or a day and a time, with the zone when there is one; nil when it is no date we know.
  ///
  /// Reads ISO 8601, with a space for the `T` or slashes for hyphens too; the form of mails (`Mon, 18 Nov 2019 23:04:00
  /// GMT`), also without the day of the week or the seconds; and English `November 18, 2019` or `18 November 2019`, with
  /// other words around it, as long as there is one date. Seconds since 1970, in 10 digits, or 13 with milliseconds.
  package static func iso8601(_ text: String) -> String? {
    let bytes = Array(text.utf8.prefix(100))
    return numeric(bytes) ?? unix(bytes) ?? named(bytes)
  }

  private struct Day {
    var year = 0
    var month = 0
    var day = 0

    var isValid: Bool {
      guard (1400...2999).contains(year), (1...12).contains(month), day >= 1 else { return false }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    var text: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: numbers alone

  private static func numeric(_ bytes: [UInt8]) -> String? {
    var scanner = Scanner(bytes)
    scanner.skipSpace()
    guard let year = scanner.number(digits: 4...4) else { return nil }
    var day = Day(year: year)
    if let separator = scanner.take([0x2D, 0x2F, 0x2E]) {
      guard let month = scanner.number(digits: 1...2), scanner.take([separator]) != nil,
        let number = scanner.number(digits: 1...2)
      else { return nil }
      (day.month, day.day) = (month, number)
    } else {
      // 20191118T230400Z
      guard let number = scanner.number(digits: 4...4) else { return nil }
      (day.month, day.day) = (number / 100, number % 100)
    }
    guard day.isValid else { return nil }
    _ = scanner.take([0x54, 0x74, 0x20])
    return day.text + (time(&scanner) ?? "")
  }

  private static func unix(_ bytes: [UInt8]) -> String? {
    guard bytes.count == 10 || bytes.count == 13, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      var seconds = Int(String(decoding: bytes, as: UTF8.self))
    else { return nil }
    if bytes.count == 13 { seconds /= 1000 }
    // From days since 1970 to a date, after Howard Hinnant's `civil_from_days`.
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let day = Day(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1)
    guard day.isValid else { return nil }
    let rest = seconds % 86_400
    return "\(day.text)T\(twoDigits(rest / 3600)):\(twoDigits(rest / 60 % 60)):\(twoDigits(rest % 60))Z"
  }

  // MARK: with names of months

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func named(_ bytes: [UInt8]) -> String? {
    var scanner = Scanner(bytes)
    while !scanner.isAtEnd {
      let start = scanner.position
      let word = scanner.letters()
      guard word.utf8.count >= 3, let month = months.firstIndex(of: String(word.lowercased().prefix(3)))
      else {
        if word.isEmpty { scanner.advance() }
        continue
      }
      var day = Day(month: month + 1)
      // Before the month, as in mails; or behind it, as in American papers.
      var before = Scanner(Array(bytes[..<start].reversed()))
      before.skipSpace()
      before.skip(ordinalReversed: true)
      let reversed = before.digits(atMost: 2)
      _ = scanner.take([0x2E])
      scanner.skipSpace()
      if let number = Int(String(reversed.reversed())) {
        day.day = number
      } else {
        guard let number = scanner.number(digits: 1...2) else { continue }
        day.day = number
        scanner.skip(ordinalReversed: false)
      }
      while scanner.take([0x2C, 0x20, 0x2D, 0x2F]) != nil {}
      guard let year = scanner.number(digits: 2...4) else { continue }
      day.year = year < 70 ? 2000 + year : year < 100 ? 1900 + year : year
      guard day.isValid else { continue }
      while scanner.take([0x2C, 0x20]) != nil {}
      if scanner.take("at ") { scanner.skipSpace() }
      return day.text + (time(&scanner) ?? "")
    }
    return nil
  }

  // MARK: times

  /// `T23:04:00-05:00`; nil when there is no time.
  private static func time(_ scanner: inout Scanner) -> String? {
    scanner.skipSpace()
    guard var hour = scanner.number(digits: 1...2) else { return nil }
    var minute = 0
    var second = 0
    if scanner.take([0x3A, 0x2E]) != nil {
      guard let number = scanner.number(digits: 2...2) else { return nil }
      minute = number
      if scanner.take([0x3A]) != nil { second = scanner.number(digits: 2...2) ?? 0 }
    } else if let number = scanner.number(digits: 2...2) {
      minute = number
      second = scanner.number(digits: 2...2) ?? 0
    } else {
      return nil
    }
    if scanner.take([0x2E, 0x2C]) != nil { _ = scanner.digits(atMost: 9) }
    scanner.skipSpace()
    if scanner.take("p.m.") || scanner.take("pm") {
      if hour < 12 { hour += 12 }
    } else if scanner.take("a.m.") || scanner.take("am") {
      if hour == 12 { hour = 0 }
    }
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    scanner.skipSpace()
    return "T\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))" + (zone(&scanner) ?? "")
  }

  private static func zone(_ scanner: inout Scanner) -> String? {
    if let sign = scanner.take([0x2B, 0x2D]) {
      guard let hours = scanner.number(digits: 2...2), hours <= 14 else { return nil }
      _ = scanner.take([0x3A])
      let minutes = scanner.number(digits: 2...2) ?? 0
      return "\(sign == 0x2B ? "+" : "-")\(twoDigits(hours)):\(twoDigits(minutes))"
    }
    // Those of mails. The names of other zones mean different hours in different countries.
    switch scanner.letters().uppercased() {
    case "Z", "GMT", "UTC", "UT": return "Z"
    case "EST": return "-05:00"
    case "EDT": return "-04:00"
    case "CST": return "-06:00"
    case "CDT": return "-05:00"
    case "MST": return "-07:00"
    case "MDT": return "-06:00"
    case "PST": return "-08:00"
    case "PDT": return "-07:00"
    default: return nil
    }
  }
}

private struct Scanner {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }
  private var current: UInt8? { isAtEnd ? nil : bytes[position] }
  mutating func advance() { position += 1 }

  mutating func skipSpace() { while let byte = current, byte <= 0x20 { position += 1 } }

  mutating func take(_ set: [UInt8]) -> UInt8? {
    guard let byte = current, set.contains(byte) else { return nil }
    position += 1
    return byte
  }

  /// Passes `word`, letter case aside.
  mutating func take(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    guard position + wanted.count <= bytes.count,
      zip(wanted, bytes[position...]).allSatisfy({ $0 == $1 || ($0 >= 0x61 && $0 <= 0x7A && $0 == $1 | 0x20) }
      )
    else { return false }
    position += wanted.count
    return true
  }

  mutating func digits(atMost count: Int) -> String {
    let start = position
    while position - start < count, let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  mutating func number(digits count: ClosedRange<Int>) -> Int? {
    let start = position
    let found = digits(atMost: count.upperBound)
    guard count.contains(found.utf8.count) else {
      position = start
      return nil
    }
    return Int(found)
  }

  mutating func letters() -> String {
    let start = position
    while let byte = current, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Passes `st nd rd th`.
  mutating func skip(ordinalReversed: Bool) {
    for ending in ["st", "nd", "rd", "th"] where take(ordinalReversed ? String(ending.reversed()) : ending) {
      return
    }
  }
}
