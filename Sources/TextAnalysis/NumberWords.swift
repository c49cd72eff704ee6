// Numbers that are written as words.

enum NumberWords {
  /// What a number word adds; multiples such as `hundred` are in `multiples`.
  static let values: [String: Double] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70,
    "eighty": 80, "ninety": 90,
  ]

  /// What a word multiplies the number before it by.
  static let multiples: [String: Double] = [
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9, "tn": 1e12, "trn": 1e12, "mn": 1e6,
  ]

  /// The denominators of fractions.
  static let parts: [String: Double] = [
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
  ]

  /// Plural amounts that name no number.
  static let vague: Set<String> = [
    "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "several", "numerous",
    "countless",
  ]

  /// The number that digits spell, with separators: `1,200.50`; nil for anything else.
  static func digits(_ word: String) -> Double? {
    var plain = ""
    var fraction = 0.0
    for scalar in word.unicodeScalars {
      switch scalar {
      case "0"..."9", ".": plain.unicodeScalars.append(scalar)
      case ",": continue
      case "½": fraction = 0.5
      case "¼": fraction = 0.25
      case "¾": fraction = 0.75
      default: return nil
      }
    }
    if plain.isEmpty { return fraction > 0 ? fraction : nil }
    return Double(plain.hasPrefix(".") ? "0" + plain : plain).map { $0 + fraction }
  }
}
