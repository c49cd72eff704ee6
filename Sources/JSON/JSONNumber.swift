// A number keeps its text, because what the sender wrote (an id of 20 digits, a price with two
// decimals) is more than what a Double can hold.

/// A JSON number as it is written.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
  /// The text, which is a number by RFC 8259.
  public let text: String

  init(unchecked text: String) { self.text = text }

  public init(_ value: Int64) { self.text = String(value) }

  /// A finite number; nil for infinity and not-a-number, which JSON cannot say.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    var digits: [UInt8] = []
    appendNumber(value, to: &digits)
    self.text = String(decoding: digits, as: UTF8.self)
  }

  /// The value when it is written without fraction and exponent and fits.
  public var integer: Int64? { Int64(text) }

  /// The nearest double; infinite when the number is larger than any.
  public var double: Double { Double(text) ?? .nan }

  public var description: String { text }
}

/// Appends a finite number as ECMAScript's `Number::toString` writes it, which RFC 8785 asks for too:
/// the shortest digits that read back as the same double, no fraction for a whole number, an exponent
/// only from 1e21 up and below 1e-6.
func appendNumber(_ value: Double, to output: inout [UInt8]) {
  if value == value.rounded(.towardZero), value.magnitude < 0x1p53 {
    appendInteger(Int64(value), to: &output)
    return
  }
  // The standard library finds the shortest digits; only their layout is ours.
  var digits: [UInt8] = []
  var point: Int?
  var exponent = 0
  var seenExponent = false
  var isNegativeExponent = false
  for byte in value.magnitude.description.utf8 {
    switch byte {
    case 0x2E: point = digits.count
    case 0x65: seenExponent = true
    case 0x2D: isNegativeExponent = true
    case 0x30...0x39 where seenExponent: exponent = exponent * 10 + Int(byte - 0x30)
    case 0x30...0x39: digits.append(byte)
    default: break
    }
  }
  // The value is 0.DIGITS times ten to the power of `scale`.
  var scale = (point ?? digits.count) + (isNegativeExponent ? -exponent : exponent)
  let zeros = digits.prefix { $0 == 0x30 }.count
  digits.removeFirst(zeros)
  scale -= zeros
  while digits.last == 0x30 { digits.removeLast() }

  if value < 0 { output.append(0x2D) }
  switch scale {
  case 1...21 where digits.count <= scale:
    output.append(contentsOf: digits)
    output.append(contentsOf: repeatElement(0x30, count: scale - digits.count))
  case 1...21:
    output.append(contentsOf: digits[..<scale])
    output.append(0x2E)
    output.append(contentsOf: digits[scale...])
  case -5...0:
    output.append(contentsOf: [0x30, 0x2E])
    output.append(contentsOf: repeatElement(0x30, count: -scale))
    output.append(contentsOf: digits)
  default:
    output.append(contentsOf: digits.prefix(1))
    if digits.count > 1 {
      output.append(0x2E)
      output.append(contentsOf: digits[1...])
    }
    output.append(contentsOf: scale > 0 ? [0x65, 0x2B] : [0x65])
    appendInteger(Int64(scale - 1), to: &output)
  }
}

/// Appends decimal digits without making a string, or anything else that has to be freed again.
func appendInteger(_ value: Int64, to output: inout [UInt8]) {
  if value < 0 { output.append(0x2D) }
  appendDigits(value.magnitude, atLeast: 1, to: &output)
}

/// Appends the digits of `value`, with zeros in front when there are fewer than `least`, which is at most 8.
private func appendDigits(_ value: UInt64, atLeast least: Int, to output: inout [UInt8]) {
  if value >= 100_000_000 {
    appendDigits(value / 100_000_000, atLeast: 1, to: &output)
    return appendDigits(value % 100_000_000, atLeast: 8, to: &output)
  }
  // The last digit comes first, so they wait in a number: the one that is written next is its lowest byte.
  var rest = value
  var waiting: UInt64 = 0
  var count = 0
  repeat {
    waiting = waiting << 8 | (0x30 + rest % 10)
    rest /= 10
    count += 1
  } while rest > 0 || count < least
  for _ in 0..<count {
    output.append(UInt8(truncatingIfNeeded: waiting))
    waiting >>= 8
  }
}
