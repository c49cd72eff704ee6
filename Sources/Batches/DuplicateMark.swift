// Which articles are near duplicates only the coordinator knows, who reads them all; the record is written by a worker, who
// reads some. So the one key is put into the record where it leaves.

internal import JSON

enum DuplicateMark {
  private static let sha256 = Array(#","sha256":""#.utf8)
  private static let sizeOfDigest = 64

  /// Inserts `"duplicateOf"` behind the article's digest: an id, or null for an original.
  ///
  /// Inside of a string the quotation marks of what is looked for would be escaped, so the first place is the right one.
  static func insert(_ original: String?, into record: inout [UInt8]) {
    guard let place = firstRange(of: sha256, in: record) else { return }
    let end = place + sha256.count + sizeOfDigest + 1
    guard end < record.count, record[end] == 0x7D else { return }
    var json = JSONWriter()
    json.stringOrNull(original)
    record.insert(contentsOf: Array(#","duplicateOf":"#.utf8) + json.bytes, at: end)
  }

  private static func firstRange(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    var index = 0
    while let comma = firstIndex(of: 0x2C, in: bytes.span, from: index), comma + wanted.count <= bytes.count {
      if bytes[comma..<comma + wanted.count].elementsEqual(wanted) { return comma }
      index = comma + 1
    }
    return nil
  }
}
