// Runs the instructions of one pattern from one token. All ways to match are explored depth first,
// the preferred one first, and every instruction is tried at most once at every position: that
// bounds the work by tokens × instructions however a pattern is written.
//
// Where the pattern's tree tests ask for the heads of roles, two ways to the same place that gave
// the roles different heads are not the same; `context` tells them apart.

internal import TextAnalysis

extension PatternMatcher {
  /// More would be a pattern gone wild; the attempt is given up as if over the limit of steps.
  static var mostContexts: Int { 4096 }
  static var mostVisitedWords: Int { 1 << 20 }

  mutating func findAll(_ pattern: Int, sentence: Int) {
    find(pattern, sentence: sentence, in: 0..<columns.count, firstOnly: false)
  }

  mutating func findFirst(_ pattern: Int, sentence: Int, in bounds: Range<Int>) {
    find(pattern, sentence: sentence, in: bounds, firstOnly: true)
  }

  private mutating func find(_ pattern: Int, sentence: Int, in bounds: Range<Int>, firstOnly: Bool) {
    // Held here, the instructions are not counted as a reference at every token.
    let program = set.programs[pattern], code = set.code
    guard bounds.count >= program.fewestTokens else { return }
    if program.start < 0 {
      findInTree(pattern, sentence: sentence, in: bounds, firstOnly: firstOnly)
      return
    }
    beginAttempts(program)
    defer { forget(from: 0) }
    let last = bounds.upperBound - Int(program.fewestTokens)
    if program.isAnchored, bounds.lowerBound > 0 { return }
    let starts = bounds.lowerBound...(program.isAnchored ? bounds.lowerBound : last)
    for start in starts {
      steps += 1
      if program.startTest >= 0, !passes(program.startTest, start) { continue }
      if program.startLayer >= 0, !columns.hasSpan(of: Int(program.startLayer), at: start) { continue }
      run(program, code.span, from: start, end: bounds.upperBound, bounds: bounds)
      if isOverLimit { return }
      guard machine.bestEnd > start else { continue }
      record(pattern, program, sentence: sentence, start: start)
      if firstOnly { return }
    }
  }

  mutating func beginAttempts(_ program: Program) {
    let states = Int(program.joinCount) * (columns.count + 1)
    machine.bitsOfContext = (states + 63) & ~63
    machine.contexts.cut(to: 0)
    addContext(.init(parent: -1, role: -1, position: -1, isOpen: false))
  }

  @discardableResult
  private mutating func addContext(_ context: MachineState.Context) -> Int32 {
    machine.contexts.push(context)
    let needed = machine.contexts.count * (machine.bitsOfContext / 64)
    guard needed <= Self.mostVisitedWords else {
      isOverLimit = true
      return 0
    }
    while machine.visited.count < needed { machine.visited.push(0) }
    return Int32(machine.contexts.count - 1)
  }

  /// Takes back the notes of what was tried, but for the first `count`.
  mutating func forget(from count: Int) {
    while machine.touched.count > count, let bit = machine.touched.pop() {
      machine.visited[Int(bit) >> 6] &= ~(1 << UInt64(bit & 63))
    }
  }

  /// Leaves the longest match from `start` in `machine.bestEnd` and `bestLog`; `bestEnd` is -1 without one.
  mutating func run(
    _ program: Program, _ code: Span<Instruction>, from start: Int, end: Int, bounds: Range<Int>
  ) {
    machine.bestEnd = -1
    machine.frames.cut(to: 0)
    machine.log.cut(to: 0)
    let known = machine.touched.count
    var pc = Int(program.start), position = start
    var context: Int32 = 0
    search: while true {
      var isFailure = true
      path: do {
        steps += 1
        if steps > stepLimit {
          isOverLimit = true
          break search
        }
        let instruction = code[pc]
        if instruction.join >= 0, wasTried(instruction.join, position, context) {
          isFailure = false
          break path
        }
        switch instruction.operation {
        case .token:
          guard position < end, passes(instruction.a, position) else { break path }
          position += 1
          pc += 1
          continue search
        case .gapToken:
          guard position < end, position < columns.contentEnd else { break path }
          position += 1
          pc += 1
          continue search
        case .phrase:
          guard let next = pushPhraseEnds(instruction.a, pc, position, end, context) else { break path }
          position = next
          pc += 1
          continue search
        case .layer:
          guard let next = pushLayerEnds(Int(instruction.a), pc, position, end, context) else { break path }
          position = next
          pc += 1
          continue search
        case .split:
          push(Int(instruction.b), position, context)
          pc = Int(instruction.a)
          continue search
        case .jump:
          pc = Int(instruction.a)
          continue search
        case .open:
          machine.log.push(
            .init(
              kind: instruction.b != 0 ? .openQuotation : .open, role: instruction.a,
              position: Int32(position)))
          if program.plan >= 0, isAsked(instruction.a, Int(program.plan)) {
            context = contextNumber(
              .init(parent: context, role: instruction.a, position: Int32(position), isOpen: true))
            if isOverLimit { break search }
          }
          pc += 1
          continue search
        case .close:
          machine.log.push(.init(kind: .close, role: instruction.a, position: Int32(position)))
          if program.plan >= 0, isAsked(instruction.a, Int(program.plan)) {
            context = contextAfterClosing(instruction.a, position, context)
            if isOverLimit { break search }
            if !edgesHold(Int(program.plan), context: context) { break path }
          }
          pc += 1
          continue search
        case .sentenceStart:
          guard position == 0 else { break path }
          pc += 1
          continue search
        case .sentenceEnd:
          guard position >= columns.contentEnd else { break path }
          pc += 1
          continue search
        case .accept:
          isFailure = false
          guard position > machine.bestEnd, position > start else { break path }
          if program.plan >= 0 {
            guard solveTree(Int(program.plan), context: context, bounds: bounds) else {
              isFailure = true
              break path
            }
            tree.keep()
          }
          machine.bestEnd = position
          machine.bestLog.cut(to: 0)
          for index in 0..<machine.log.count { machine.bestLog.push(machine.log[index]) }
        }
      }
      if machine.isTracing, isFailure { machine.failures.append((Int32(pc), Int32(position))) }
      guard let frame = machine.frames.pop() else { break }
      pc = Int(frame.pc)
      position = Int(frame.position)
      context = frame.context
      machine.log.cut(to: Int(frame.logCount))
    }
    // What failed from this start fails from every later one; what matched must be tried again.
    if machine.bestEnd >= 0 { forget(from: known) }
  }

  /// Whether an instruction was tried at a position, and notes that it is now.
  @inline(__always) mutating func wasTried(_ join: Int32, _ position: Int, _ context: Int32) -> Bool {
    let bit = Int(context) * machine.bitsOfContext + Int(join) * (columns.count + 1) + position
    let mask: UInt64 = 1 << UInt64(bit & 63)
    if machine.visited[bit >> 6] & mask != 0 { return true }
    machine.visited[bit >> 6] |= mask
    machine.touched.push(Int32(truncatingIfNeeded: bit))
    return false
  }

  @inline(__always) mutating func push(_ pc: Int, _ position: Int, _ context: Int32) {
    machine.frames.push(
      .init(pc: Int32(pc), position: Int32(position), context: context, logCount: Int32(machine.log.count)))
  }

  /// Pushes all spans but the longest, which is returned.
  mutating func pushLayerEnds(
    _ layer: Int, _ pc: Int, _ position: Int, _ limit: Int, _ context: Int32
  ) -> Int? {
    guard position < columns.count else { return nil }
    let number = Int(set.layers[layer].layer.rawValue)
    var longest: Int?
    for end in columns.ends(of: number, at: position).reversed() where Int(end) <= limit {
      guard satisfies(layer, position, Int(end)) else { continue }
      if let shorter = longest { push(pc + 1, shorter, context) }
      longest = Int(end)
    }
    return longest
  }

  private mutating func satisfies(_ layer: Int, _ start: Int, _ end: Int) -> Bool {
    for condition in set.layers[layer].conditions {
      steps += end - start
      let holds: Bool
      switch condition.position {
      case .any: holds = someTokenOrPhrase(condition, start, end)
      case .none: holds = !someTokenOrPhrase(condition, start, end)
      case .all: holds = (start..<end).allSatisfy { passes(condition.test, $0) }
      case .first: holds = passes(condition.test, start)
      case .last: holds = passes(condition.test, end - 1)
      case .head: holds = passes(condition.test, headPosition(start, end))
      }
      if !holds { return false }
    }
    return true
  }

  private mutating func someTokenOrPhrase(_ condition: CompiledLayer.Condition, _ start: Int, _ end: Int)
    -> Bool
  {
    for token in start..<end {
      if passes(condition.test, token) { return true }
      if condition.phrases >= 0, phraseEnds(condition.phrases, token, end) != 0 { return true }
    }
    return false
  }

  /// Pushes all phrases but the longest, whose end is returned.
  mutating func pushPhraseEnds(
    _ phrases: Int32, _ pc: Int, _ position: Int, _ limit: Int, _ context: Int32
  ) -> Int? {
    var ends = phraseEnds(phrases, position, limit)
    steps += 1
    var longest: Int?
    while ends != 0 {
      let length = ends.trailingZeroBitCount
      ends &= ends - 1
      if let shorter = longest { push(pc + 1, shorter, context) }
      longest = position + length
    }
    return longest
  }

  /// One bit for the length of each phrase that begins at `position`.
  private mutating func phraseEnds(_ phrases: Int32, _ position: Int, _ limit: Int) -> UInt64 {
    followPhrase(Int(phrases), 0, position, position, limit)
  }

  private mutating func followPhrase(_ phrases: Int, _ node: Int, _ start: Int, _ position: Int, _ limit: Int)
    -> UInt64
  {
    var ends: UInt64 = set.tests.trees[phrases].ends[node] ? 1 << UInt64(position - start) : 0
    guard position < limit else { return ends }
    let lower = columns.lower[position], lemma = columns.lemma[position]
    let range = set.tests.trees[phrases].edges.range(node)
    var index = range.lowerBound
    while index < range.upperBound {
      let word = set.tests.trees[phrases].edges.values[index]
      if word == lower || word == lemma {
        ends |= followPhrase(
          phrases, Int(set.tests.trees[phrases].edges.values[index + 1]), start, position + 1, limit)
      }
      index += 2
    }
    return ends
  }

  /// Whether the tree tests ask for the head of a role of the sequence.
  private mutating func isAsked(_ role: Int32, _ plan: Int) -> Bool {
    for node in set.plans[plan].nodes.indices
    where set.plans[plan].nodes[node].role == role && set.plans[plan].nodes[node].isSequenceRole {
      return true
    }
    return false
  }

  /// The number of a context, new or known.
  private mutating func contextNumber(_ wanted: MachineState.Context) -> Int32 {
    steps += 1 + machine.contexts.count / 8
    for index in 0..<machine.contexts.count {
      let known = machine.contexts[index]
      if known.parent == wanted.parent, known.role == wanted.role, known.position == wanted.position,
        known.isOpen == wanted.isOpen
      {
        return Int32(index)
      }
    }
    guard machine.contexts.count < Self.mostContexts else {
      isOverLimit = true
      return 0
    }
    return addContext(wanted)
  }

  /// Replaces the mark that the role is open by its head, keeping what was closed inside of it.
  private mutating func contextAfterClosing(_ role: Int32, _ end: Int, _ context: Int32) -> Int32 {
    machine.inner.cut(to: 0)
    var index = context
    while index > 0, !(machine.contexts[Int(index)].isOpen && machine.contexts[Int(index)].role == role) {
      machine.inner.push(machine.contexts[Int(index)])
      index = machine.contexts[Int(index)].parent
    }
    guard index > 0 else { return context }
    let start = Int(machine.contexts[Int(index)].position)
    var result = machine.contexts[Int(index)].parent
    while var entry = machine.inner.pop() {
      entry.parent = result
      result = contextNumber(entry)
      if isOverLimit { return 0 }
    }
    guard start < end else { return result }
    steps += end - start
    return contextNumber(
      .init(parent: result, role: role, position: Int32(headPosition(start, end)), isOpen: false))
  }

  /// The leftmost token of the span whose head lies outside of it.
  mutating func headPosition(_ start: Int, _ end: Int) -> Int {
    guard columns.isParsed else { return start }
    for token in start..<end {
      let head = Int(columns.head[token])
      if head < start || head >= end { return token }
    }
    return start
  }

  // MARK: - Results

  private mutating func record(_ pattern: Int, _ program: Program, sentence: Int, start: Int) {
    let firstCapture = Int32(captures.count)
    let offset = Int32(columns.first)
    machine.openRoles.cut(to: 0)
    for index in 0..<machine.bestLog.count {
      let entry = machine.bestLog[index]
      guard entry.kind == .close else {
        machine.openRoles.push(entry)
        continue
      }
      // Roles close in the opposite order, so the matching opening is the last.
      guard let open = machine.openRoles.pop(), open.position < entry.position else { continue }
      var first = open.position + offset, end = entry.position + offset
      if open.kind == .openQuotation {
        if open.position == 0, columns.openQuotationStart >= 0 { first = columns.openQuotationStart }
        if entry.position == Int32(columns.count), columns.openQuotationEnd >= 0 {
          end = columns.openQuotationEnd
        }
      }
      let head = columns.isParsed ? Int32(headPosition(Int(open.position), Int(entry.position))) + offset : -1
      captures.append(.init(role: entry.role, firstToken: first, endToken: end, head: head))
    }
    steps += machine.bestLog.count
    if program.plan >= 0 {
      recordTree(Int(program.plan), sequenceCaptures: Int(firstCapture)..<captures.count)
    }
    matches.append(
      .init(
        pattern: Int32(pattern), sentence: Int32(sentence), firstToken: offset + Int32(start),
        endToken: offset + Int32(machine.bestEnd), firstCapture: firstCapture,
        endCapture: Int32(captures.count)))
  }

  /// Searches in the tree alone: once for each token that can be the first node.
  private mutating func findInTree(_ pattern: Int, sentence: Int, in bounds: Range<Int>, firstOnly: Bool) {
    let plan = Int(set.programs[pattern].plan), test = set.plans[plan].nodes[0].test
    for token in bounds {
      steps += 1
      if test >= 0, !passes(test, token) { continue }
      guard solveTree(plan, scanAt: token, bounds: bounds) else {
        if isOverLimit { return }
        continue
      }
      tree.keep()
      let firstCapture = captures.count
      recordTree(plan, sequenceCaptures: firstCapture..<firstCapture)
      var low = Int32(columns.first + token), high = low + 1
      for index in firstCapture..<captures.count {
        low = min(low, captures[index].firstToken)
        high = max(high, captures[index].endToken)
      }
      matches.append(
        .init(
          pattern: Int32(pattern), sentence: Int32(sentence), firstToken: low, endToken: high,
          firstCapture: Int32(firstCapture), endCapture: Int32(captures.count)))
      if firstOnly { return }
    }
  }
}
