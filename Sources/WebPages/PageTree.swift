// A page as a parser leaves it is a tree of small objects, most of which nobody looks at twice. Here it is a handful of
// columns in the order of the page: what an element holds is a range of rows, and a walk is a loop.

/// The elements and texts of a page, in the order in which they begin.
///
/// A row is an element or a text. All ranges are into `bytes`, which is valid UTF-8.
struct PageTree {
  /// `.text` for a text.
  private(set) var tags: [HTMLTag] = []
  /// The row of the element around this one; -1 for the first.
  private(set) var parents: [Int32] = []
  /// The row behind the last one inside this one.
  private(set) var ends: [Int32] = []
  /// Of a text: its bytes. Of an element: its attributes.
  private var firsts: [Int32] = []
  private var lasts: [Int32] = []
  private var attributeNames: [HTMLAttribute] = []
  private var attributeValues: [Range<Int32>] = []
  private(set) var bytes: [UInt8] = []
  /// What stands in `<script type="application/ld+json">`, in order; ranges of `bytes`.
  private(set) var linkedData: [Range<Int32>] = []
  /// Whether something was left out because the page is too deep or too large.
  private(set) var isCut = false

  /// Deeper than this, elements are not kept apart from the one around them: no page for people is so deep.
  static let depthLimit = 256
  /// More rows than this are left out. A page of 16 MiB that is nothing but tags has five million.
  static let rowLimit = 2_000_000

  private var open: [Int32] = []
  /// How many elements are open that have no row.
  private var unkept = 0
  private var isInLinkedData = false

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
    let rows = capacity / 64
    tags.reserveCapacity(rows)
    parents.reserveCapacity(rows)
    ends.reserveCapacity(rows)
    firsts.reserveCapacity(rows)
    lasts.reserveCapacity(rows)
    // Row 0 holds all others, so that whatever a page lacks, something is around every text.
    append(.html, first: 0, last: 0)
    open = [0]
  }

  var rowCount: Int { tags.count }

  /// The bytes of the text in `row`.
  func text(_ row: Int) -> Range<Int> { Int(firsts[row])..<Int(lasts[row]) }

  /// The value of an attribute of the element in `row`; nil when it has none.
  func attribute(_ attribute: HTMLAttribute, of row: Int) -> Range<Int>? {
    guard tags[row] != .text else { return nil }
    for index in Int(firsts[row])..<Int(lasts[row]) where attributeNames[index] == attribute {
      return Int(attributeValues[index].lowerBound)..<Int(attributeValues[index].upperBound)
    }
    return nil
  }

  /// The value of an attribute as a string.
  func string(_ attribute: HTMLAttribute, of row: Int) -> String? {
    self.attribute(attribute, of: row).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// All the text inside `row`, white space as it stands.
  func allText(_ row: Int, limit: Int = 1 << 16) -> String {
    var found: [UInt8] = []
    for inner in row..<Int(ends[row]) where tags[inner] == .text {
      found += bytes[text(inner)].prefix(limit - found.count)
      if found.count >= limit { break }
    }
    return String(decoding: found, as: UTF8.self)
  }

  // MARK: while it is made

  private mutating func append(_ tag: HTMLTag, first: Int, last: Int) {
    parents.append(open.last ?? -1)
    tags.append(tag)
    ends.append(Int32(tags.count))
    firsts.append(Int32(first))
    lasts.append(Int32(last))
  }

  /// Begins an element; `add` of its attributes follows.
  mutating func begin(_ tag: HTMLTag) {
    isInLinkedData = false
    guard open.count < Self.depthLimit, tags.count < Self.rowLimit, unkept == 0 else {
      unkept += 1
      isCut = true
      return
    }
    append(tag, first: attributeNames.count, last: attributeNames.count)
    open.append(Int32(tags.count - 1))
  }

  /// Adds an attribute to the element that was begun last.
  mutating func add(_ attribute: HTMLAttribute, _ value: UnsafeBufferPointer<UInt8>) {
    guard unkept == 0, let row = open.last, bytes.count + value.count < Int32.max else { return }
    let start = Int32(bytes.count)
    unsafe bytes.append(contentsOf: value)
    attributeNames.append(attribute)
    attributeValues.append(start..<Int32(bytes.count))
    lasts[Int(row)] = Int32(attributeNames.count)
    if attribute == .type, tags[Int(row)] == .script {
      let type = String(decoding: bytes[Int(start)...], as: UTF8.self).lowercased()
      isInLinkedData = type.contains("ld+json")
    }
  }

  /// Ends the element that was begun last and is still open.
  mutating func end() {
    isInLinkedData = false
    if unkept > 0 {
      unkept -= 1
      return
    }
    guard open.count > 1, let row = open.popLast() else { return }
    ends[Int(row)] = Int32(tags.count)
  }

  /// Adds text to the element that is open. What scripts and styles say is no text, but linked data is kept apart.
  mutating func add(text: UnsafeBufferPointer<UInt8>) {
    guard let row = open.last, bytes.count + text.count < Int32.max else { return }
    let start = bytes.count
    switch tags[Int(row)] {
    case .style: return
    case .script:
      guard isInLinkedData else { return }
      unsafe bytes.append(contentsOf: text)
      if let last = linkedData.last, Int(last.upperBound) == start {
        linkedData[linkedData.count - 1] = last.lowerBound..<Int32(bytes.count)
      } else {
        linkedData.append(Int32(start)..<Int32(bytes.count))
      }
    default:
      unsafe bytes.append(contentsOf: text)
      // Parsers hand over long texts in pieces.
      if let last = tags.last, last == .text, parents[tags.count - 1] == row,
        Int(lasts[tags.count - 1]) == start
      {
        lasts[tags.count - 1] = Int32(bytes.count)
      } else if tags.count < Self.rowLimit {
        append(.text, first: start, last: bytes.count)
      } else {
        isCut = true
      }
    }
  }

  /// Ends all elements that are still open.
  mutating func finish() {
    for row in open { ends[Int(row)] = Int32(tags.count) }
    open = []
  }
}
