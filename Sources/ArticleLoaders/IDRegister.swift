// A record points to its article by id alone, so two articles of a run must not share one. A corpus
// may have ten million; remembering a 64-bit number instead of each string makes that a few hundred
// megabytes at most. Two different ids meet in one number once in a million such corpora.

/// The ids that a run has seen, and where.
struct IDRegister {
  struct Place {
    /// Which step of the plan.
    var step: Int
    /// The line, or 0.
    var line: Int
  }

  private var places: [UInt64: UInt64] = [:]
  /// What was noted since the last `takeNew`: a number and a place, eight bytes each.
  private var new: [UInt8] = []
  /// Whether `takeNew` will be called; without, nothing is kept for it.
  var keepsNew: Bool

  init(keepsNew: Bool = false) { self.keepsNew = keepsNew }

  /// Notes `id`; returns where it was seen before, if it was.
  mutating func note(_ id: String, at place: Place) -> Place? {
    let packed = UInt64(UInt32(clamping: place.step)) << 32 | UInt64(UInt32(clamping: place.line))
    let number = Self.number(of: id)
    if let earlier = places[number] {
      return Place(step: Int(earlier >> 32), line: Int(earlier & 0xFFFF_FFFF))
    }
    places[number] = packed
    if keepsNew {
      for word in [number, packed] {
        for shift in stride(from: 0, to: 64, by: 8) { new.append(UInt8(truncatingIfNeeded: word >> shift)) }
      }
    }
    return nil
  }

  /// What was noted since the last time, for `restore` in another process: 16 bytes an id.
  mutating func takeNew() -> [UInt8] {
    defer { new.removeAll(keepingCapacity: true) }
    return new
  }

  /// Notes what `takeNew` gave, in one piece or in several joined; an incomplete entry at the end is left out.
  mutating func restore(_ entries: [UInt8]) {
    func word(at start: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(entries[start + $1]) << UInt64(8 * $1) }
    }
    for start in stride(from: 0, to: entries.count - 15, by: 16) {
      places[word(at: start)] = word(at: start + 8)
    }
  }

  // FNV-1a with a final mix: the same in every run, unlike the standard library's hashes.
  private static func number(of id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}
