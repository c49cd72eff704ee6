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

  /// Notes `id`; returns where it was seen before, if it was.
  mutating func note(_ id: String, at place: Place) -> Place? {
    let packed = UInt64(UInt32(clamping: place.step)) << 32 | UInt64(UInt32(clamping: place.line))
    let number = Self.number(of: id)
    if let earlier = places[number] {
      return Place(step: Int(earlier >> 32), line: Int(earlier & 0xFFFF_FFFF))
    }
    places[number] = packed
    return nil
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
