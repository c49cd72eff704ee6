// Parsing a sentence costs more than all else that is done to it, and most sequences that have a noun phrase in them
// fail for a word that stands elsewhere: a verb that is not behind a quotation, a sentence that begins with another
// word. So a sequence is first run as if every question about the tree were answered as it likes: a phrase may be any
// stretch of words, and edges between roles are not asked for. Where even that matches nothing, nothing would.

internal import TextAnalysis

extension PatternMatcher {
  /// Whether the sequence of `program` matches somewhere in the sentence for some tree. All that it looks at, the tree
  /// aside, must be loaded. O(tokens × instructions).
  mutating func couldMatch(_ program: Program) -> Bool {
    let code = set.code, width = columns.count
    guard width >= program.fewestTokens else { return false }
    beginAttempts(program)
    defer { forget(from: 0) }
    machine.spanFloors.cut(to: 0)
    for _ in 0..<program.count { machine.spanFloors.push(Int32(width)) }
    for start in 0...(program.isAnchored ? 0 : width - Int(program.fewestTokens)) {
      if program.startTest >= 0, !couldPass(program.startTest, start) { continue }
      if program.startLayer >= 0, !isReadFromTree(program.startLayer),
        !columns.hasSpan(of: Int(program.startLayer), at: start)
      {
        continue
      }
      if couldMatch(program, code.span, from: start) { return true }
    }
    return false
  }

  private mutating func couldMatch(_ program: Program, _ code: Span<Instruction>, from start: Int) -> Bool {
    let end = columns.count
    machine.frames.cut(to: 0)
    var pc = Int(program.start), position = start
    while true {
      path: do {
        steps += 1
        // The machine itself will say so.
        if steps > stepLimit { return true }
        let instruction = code[pc]
        if instruction.join >= 0, wasTried(instruction.join, position, 0) { break path }
        switch instruction.operation {
        case .token:
          guard position < end, couldPass(instruction.a, position) else { break path }
          position += 1
        case .gapToken:
          guard position < end, position < columns.contentEnd else { break path }
          position += 1
        case .phrase:
          guard let next = pushPhraseEnds(instruction.a, pc, position, end, 0) else { break path }
          position = next
        case .layer:
          let layer = Int(instruction.a)
          if isReadFromTree(Int32(set.layers[layer].layer.rawValue)) {
            pushStretches(from: position, pc, at: pc - Int(program.start))
            break path
          }
          guard let next = pushLayerEnds(layer, pc, position, end, 0) else { break path }
          position = next
        case .split:
          push(Int(instruction.b), position, 0)
          pc = Int(instruction.a)
          continue
        case .jump:
          pc = Int(instruction.a)
          continue
        case .open, .close: break
        case .sentenceStart: guard position == 0 else { break path }
        case .sentenceEnd: guard position >= columns.contentEnd else { break path }
        case .accept:
          guard position > start else { break path }
          return true
        }
        pc += 1
        continue
      }
      guard let frame = machine.frames.pop() else { return false }
      pc = Int(frame.pc)
      position = Int(frame.position)
    }
  }

  /// Pushes every stretch that begins at `position`, but for the ends that an earlier beginning had already.
  private mutating func pushStretches(from position: Int, _ pc: Int, at instruction: Int) {
    let floor = Int(machine.spanFloors[instruction])
    guard position < floor else { return }
    machine.spanFloors[instruction] = Int32(position)
    for end in (position + 1)...floor { push(pc + 1, end, 0) }
  }

  private mutating func couldPass(_ test: Int32, _ token: Int) -> Bool {
    set.tests.needs[Int(test)].contains(.tree) || passes(test, token)
  }

  private func isReadFromTree(_ layer: Int32) -> Bool { 1 << UInt8(layer) & SpanLayer.fromTree != 0 }
}

extension SpanLayer {
  /// One bit for each layer that is read off the trees.
  static let fromTree: UInt8 = 1 << SpanLayer.np.rawValue | 1 << SpanLayer.clause.rawValue
}
