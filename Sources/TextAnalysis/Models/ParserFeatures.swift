// What the parser looks at before each step. Training and running both come here.

package enum ParserFeatures {
  /// Words whose surroundings count: three of the stack, two to come, and the outermost dependents.
  package static let positions = 10
  /// Those of them in which half of all words, or more, stand at some time.
  package static let commonPositions = [0, 1, 3, 4, 9]
  /// Numbers that stand for rows of a table: tags, relations, distances, how many dependents.
  package static let facts = 22

  /// The words at the positions: a word, -1 for none, or the word count for the artificial root.
  @inline(__always)
  package static func positions(of state: borrowing Transitions, _ words: UnsafeMutablePointer<Int32>) {
    let top = state.stacked(0), second = state.stacked(1), front = state.front
    unsafe words[0] = top
    unsafe words[1] = second
    unsafe words[2] = state.stacked(2)
    unsafe words[3] = front
    unsafe words[4] = Int(front) < state.count ? front + 1 : -1
    unsafe words[5] = top < 0 ? -1 : state.leftmost[Int(top)]
    unsafe words[6] = top < 0 ? -1 : state.rightmost[Int(top)]
    unsafe words[7] = second < 0 ? -1 : state.leftmost[Int(second)]
    unsafe words[8] = second < 0 ? -1 : state.rightmost[Int(second)]
    unsafe words[9] = state.leftmost[Int(front)]
  }

  /// How many rows the table of facts has for a number of tags.
  package static func rows(tags: Int) -> Int {
    11 * (tags + 2) + 5 * (Transitions.labels + 1) + 3 * 16 + 2 * 16 + 32
  }

  /// Writes the rows of the table that the state stands for; `words` is what `positions` gave.
  @inline(__always)
  package static func facts(
    of state: borrowing Transitions, tags: UnsafePointer<UInt8>, tagCount: Int,
    words: UnsafePointer<Int32>, _ rows: UnsafeMutablePointer<Int32>
  ) {
    let count = Int32(state.count)
    var next: Int32 = 0
    var place = 0
    func add(_ value: Int32, of size: Int32) {
      unsafe rows[place] = next + value
      place += 1
      next += size
    }
    func tag(_ word: Int32) -> Int32 {
      word < 0 ? Int32(tagCount) : word == count ? Int32(tagCount) + 1 : Int32(unsafe tags[Int(word)])
    }
    for index in 0..<10 { add(tag(unsafe words[index]), of: Int32(tagCount) + 2) }
    let third = unsafe words[4] < 0 || words[4] >= count ? -1 : words[4] + 1
    add(tag(third), of: Int32(tagCount) + 2)
    for index in 5..<10 {
      let word = unsafe words[index]
      add(word < 0 ? 0 : Int32(state.label[Int(word)]), of: Int32(Transitions.labels) + 1)
    }
    let top = unsafe words[0], second = unsafe words[1], front = unsafe words[3]
    func valency(_ word: Int32) -> Int32 {
      word < 0 ? 0 : Int32(state.leftCount[Int(word)]) * 4 + Int32(state.rightCount[Int(word)])
    }
    add(valency(top), of: 16)
    add(valency(second), of: 16)
    add(valency(front), of: 16)
    add(distance(top, front), of: 16)
    add(distance(second, top), of: 16)
    add(Int32(min(4, state.stack.count)) * 4 + Int32(min(3, count - front)), of: 32)
  }

  private static func distance(_ from: Int32, _ to: Int32) -> Int32 {
    if from < 0 || to < 0 { return 0 }
    let distance = to - from
    return distance <= 6 ? max(1, distance) : distance <= 8 ? 7 : distance <= 12 ? 8 : distance <= 20 ? 9 : 10
  }
}
