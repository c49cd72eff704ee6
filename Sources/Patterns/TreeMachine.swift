// The tree tests of a pattern: finds words that stand to each other as the tests ask, and the spans
// of the roles so found.

internal import TextAnalysis

struct TreeState {
  /// For each node of the plan, its word's position, -1 while unknown.
  var words: [Int32] = []
  /// The solution that belongs to the best match so far.
  private(set) var kept: [Int32] = []
  /// The furthest step that failed, for `explain`.
  var furthestStep = -1
  var furthestWord: Int32 = -1
  var furthestOther: Int32 = -1
  /// For each token, the node whose role it belongs to.
  var owner: [Int32] = []

  mutating func keep() {
    kept.removeAll(keepingCapacity: true)
    kept.append(contentsOf: words)
  }
}

extension PatternMatcher {
  /// Tries the plan with the heads of the sequence's roles as `context` has them.
  mutating func solveTree(_ plan: Int, context: Int32, bounds: Range<Int>) -> Bool {
    resetTree(plan)
    var index = context
    while index > 0 {
      let entry = machine.contexts[Int(index)]
      for node in set.plans[plan].nodes.indices
      where !entry.isOpen && set.plans[plan].nodes[node].isSequenceRole
        && set.plans[plan].nodes[node].role == entry.role
        && tree.words[node] < 0
      {
        tree.words[node] = entry.position
      }
      index = entry.parent
    }
    return solve(plan, 0, bounds)
  }

  /// Tries the plan of a pattern without a sequence, its first node being the token at `position`, which passes its test.
  mutating func solveTree(_ plan: Int, scanAt position: Int, bounds: Range<Int>) -> Bool {
    resetTree(plan)
    tree.words[0] = Int32(position)
    return solve(plan, 1, bounds)
  }

  private mutating func resetTree(_ plan: Int) {
    let count = set.plans[plan].nodes.count
    if tree.words.count == count {
      for node in 0..<count { tree.words[node] = -1 }
    } else {
      tree.words.removeAll(keepingCapacity: true)
      for _ in 0..<count { tree.words.append(-1) }
    }
  }

  private mutating func solve(_ plan: Int, _ index: Int, _ bounds: Range<Int>) -> Bool {
    guard index < set.plans[plan].steps.count else { return true }
    let step = set.plans[plan].steps[index]
    steps += 1
    if steps > stepLimit {
      isOverLimit = true
      return false
    }
    let from = step.from >= 0 ? Int(tree.words[Int(step.from)]) : -1
    let holds: Bool
    switch step.kind {
    case .scan: holds = true
    case .test: holds = from >= 0 && passes(set.plans[plan].nodes[Int(step.to)].test, from)
    case .check:
      let to = Int(tree.words[Int(step.to)])
      holds = from >= 0 && to >= 0 && isEdge(step, from, to)
    case .checkAbsent:
      let to = Int(tree.words[Int(step.to)])
      holds = from < 0 || to < 0 || !isEdge(step, from, to)
    case .exists, .absent:
      var found = false
      if from >= 0 {
        let test = step.to >= 0 ? set.plans[plan].nodes[Int(step.to)].test : -1
        var candidate = nextCandidate(step, from, after: -1)
        while candidate >= 0, !found {
          found = test < 0 || passes(test, candidate)
          candidate = nextCandidate(step, from, after: candidate)
        }
      }
      holds = from >= 0 && found == (step.kind == .exists)
    case .bind:
      guard from >= 0 else {
        note(index, from)
        return false
      }
      let node = set.plans[plan].nodes[Int(step.to)]
      var candidate = nextCandidate(step, from, after: -1)
      while candidate >= 0 {
        if bounds.contains(candidate), node.test < 0 || passes(node.test, candidate),
          node.role < 0 || !isTaken(candidate, plan)
        {
          tree.words[Int(step.to)] = Int32(candidate)
          if solve(plan, index + 1, bounds) { return true }
          tree.words[Int(step.to)] = -1
          if isOverLimit { return false }
        }
        candidate = nextCandidate(step, from, after: candidate)
      }
      note(index, from)
      return false
    }
    if holds { return solve(plan, index + 1, bounds) }
    note(index, from, step.to >= 0 ? Int(tree.words[Int(step.to)]) : -1)
    return false
  }

  private mutating func note(_ step: Int, _ word: Int, _ other: Int = -1) {
    guard machine.isTracing, step > tree.furthestStep else { return }
    tree.furthestStep = step
    tree.furthestWord = Int32(word)
    tree.furthestOther = Int32(other)
  }

  /// Two roles are never the same word.
  private mutating func isTaken(_ position: Int, _ plan: Int) -> Bool {
    for node in tree.words.indices
    where Int(tree.words[node]) == position && set.plans[plan].nodes[node].role >= 0 {
      return true
    }
    return false
  }

  mutating func isEdge(_ step: TreePlan.Step, _ from: Int, _ to: Int) -> Bool {
    func allowed(_ token: Int) -> Bool { step.relations >> UInt64(columns.dep[token]) & 1 != 0 }
    let isSubject = step.relations & PatternNames.subject != 0
    switch step.direction {
    case .child:
      return Int(columns.head[to]) == from && allowed(to) || isSubject && Int(columns.subject[from]) == to
    case .parent:
      return Int(columns.head[from]) == to && allowed(from) || isSubject && Int(columns.subject[to]) == from
    case .descendant: return allowed(to) && isBelow(to, from)
    case .ancestor: return allowed(from) && isBelow(from, to)
    }
  }

  private mutating func isBelow(_ token: Int, _ above: Int) -> Bool {
    var current = Int(columns.head[token])
    // A broken tree may hold a cycle.
    for _ in 0..<columns.count {
      if current < 0 { return false }
      if current == above { return true }
      current = Int(columns.head[current])
    }
    return false
  }

  /// The next word that stands to `from` as the step asks, -1 when there is none left.
  private mutating func nextCandidate(_ step: TreePlan.Step, _ from: Int, after: Int) -> Int {
    switch step.direction {
    case .parent where step.relations & PatternNames.subject == 0:
      steps += 1
      let parent = Int(columns.head[from])
      return parent > after && isEdge(step, from, parent) ? parent : -1
    case .child where step.relations & PatternNames.subject == 0:
      var child = columns.firstChild[from]
      while child >= 0 {
        steps += 1
        if Int(child) > after, isEdge(step, from, Int(child)) { return Int(child) }
        child = columns.nextChild[Int(child)]
      }
      return -1
    case .parent, .child, .descendant, .ancestor:
      var token = after + 1
      while token < columns.count {
        steps += 1
        if token != from, isEdge(step, from, token) { return token }
        token += 1
      }
      return -1
    }
  }

  /// Whether the edges between roles of the sequence that are known already can hold. Only for roles that are filled once.
  mutating func edgesHold(_ plan: Int, context: Int32) -> Bool {
    for index in set.plans[plan].steps.indices {
      let step = set.plans[plan].steps[index]
      guard step.kind == .check || step.kind == .test else { continue }
      let from = headOfRole(plan, Int(step.from), context), to = headOfRole(plan, Int(step.to), context)
      guard from >= 0, to >= 0 else { continue }
      let holds =
        step.kind == .check ? isEdge(step, from, to) : passes(set.plans[plan].nodes[Int(step.to)].test, from)
      if !holds {
        note(index, from, to)
        return false
      }
    }
    return true
  }

  private mutating func headOfRole(_ plan: Int, _ node: Int, _ context: Int32) -> Int {
    let wanted = set.plans[plan].nodes[node]
    guard wanted.isSequenceRole, wanted.isFilledOnce else { return -1 }
    var index = context
    while index > 0 {
      let entry = machine.contexts[Int(index)]
      if !entry.isOpen, entry.role == wanted.role { return Int(entry.position) }
      index = entry.parent
    }
    return -1
  }

  // MARK: - Spans of roles

  /// Appends the spans of the roles found in the tree: each token goes to the nearest role above
  /// it, unless a role of the sequence holds it.
  mutating func recordTree(_ plan: Int, sequenceCaptures: Range<Int>) {
    let count = columns.count
    tree.owner.removeAll(keepingCapacity: true)
    for _ in 0..<count { tree.owner.append(-1) }
    for token in 0..<count {
      var current = token
      for _ in 0...count {
        let node = nodeAt(current, plan)
        if node >= 0 {
          tree.owner[token] = Int32(node)
          break
        }
        current = Int(columns.head[current])
        steps += 1
        if current < 0 { break }
      }
    }
    for index in sequenceCaptures {
      let low = max(Int(captures[index].firstToken) - columns.first, 0)
      let high = min(Int(captures[index].endToken) - columns.first, count)
      for token in low..<max(low, high) { tree.owner[token] = -1 }
    }
    for node in set.plans[plan].nodes.indices where set.plans[plan].nodes[node].extent == .onwards {
      extendOnwards(node)
    }
    for node in set.plans[plan].nodes.indices {
      let wanted = set.plans[plan].nodes[node]
      guard wanted.role >= 0, !wanted.isSequenceRole, tree.kept[node] >= 0 else { continue }
      let word = Int(tree.kept[node])
      switch wanted.extent {
      case .head: append(wanted.role, word..<word + 1, head: word)
      case .subtree, .onwards: appendRuns(of: node, wanted.role, head: word)
      case .verb:
        narrowToVerb(node, word)
        appendRuns(of: node, wanted.role, head: word)
      }
    }
  }

  private mutating func nodeAt(_ position: Int, _ plan: Int) -> Int {
    for node in tree.kept.indices
    where Int(tree.kept[node]) == position && set.plans[plan].nodes[node].role >= 0
      && !set.plans[plan].nodes[node].isSequenceRole
    {
      return node
    }
    return -1
  }

  /// Gives to the node what stands behind it in the clause of its head, up to a date, a further clause of the head or the
  /// clause's end. Words of other roles, but for the head's own, stay where they are.
  private mutating func extendOnwards(_ node: Int) {
    let word = Int(tree.kept[node])
    guard word >= 0 else { return }
    let head = Int(columns.head[word])
    guard head >= 0, head < word, let start = tree.owner.firstIndex(of: Int32(node)), start > head else {
      return
    }
    let dates = Int(SpanLayer.date.rawValue)
    let owner = tree.owner[head]
    var end = start, lastBranch = word, endOfLast = start
    for token in start..<columns.count {
      steps += 1
      // What of the head's clause the token stands in; -1 when outside of it.
      var branch = token
      for _ in 0..<columns.count where branch >= 0 && Int(columns.head[branch]) != head {
        branch = Int(columns.head[branch])
      }
      guard branch >= 0 else { break }
      let isInsideQuotation = token > start && columns.isQuoted[token] && columns.isQuoted[token - 1]
      if branch != lastBranch {
        lastBranch = branch
        endOfLast = end
      }
      if branch != word, !isInsideQuotation {
        if endsContent(branch, at: token) { break }
        // “over the past year” goes with its preposition.
        if columns.hasSpan(of: dates, at: token) {
          end = endOfLast
          break
        }
      }
      if tree.owner[token] == Int32(node) || columns.shape[token] != Shape.punctuation.rawValue {
        end = token + 1
      }
    }
    for token in start..<end where tree.owner[token] == owner || tree.owner[token] == -1 {
      tree.owner[token] = Int32(node)
    }
  }

  /// Whether a dependent of the cue, of which `token` is the first that was met, begins something that is no longer
  /// reported.
  private mutating func endsContent(_ branch: Int, at token: Int) -> Bool {
    let followsComma = token > 0 && columns.shape[token - 1] == Shape.punctuation.rawValue
    switch Dependency(rawValue: columns.dep[branch]) {
    case .parataxis, .nsubj, .discourse: return true
    // “said that it rained and the dam broke”: a subject of its own makes it a second thing said. “said so and left” does not.
    case .conj, .cc:
      let clause = columns.dep[branch] == Dependency.cc.rawValue ? nextConjunct(after: branch) : branch
      if clause < 0 { return true }
      // “…, but that he had not seen it”: said too, whatever stands in between.
      if hasMark("that", clause) || hasMark("to", clause) { return false }
      return followsComma || !hasSubject(clause)
    // “, recalling …”, “although …” are the narrator's; conditions and reasons are the source's.
    case .obl: return (0..<columns.count).contains { isOfTime($0, of: branch) }
    case .advcl: return followsComma || !(0..<columns.count).contains { isCondition($0, of: branch) }
    default: return false
    }
  }

  private func nextConjunct(after token: Int) -> Int {
    (token + 1..<max(token + 1, columns.count)).first {
      columns.head[$0] == columns.head[token] && columns.dep[$0] == Dependency.conj.rawValue
    } ?? -1
  }

  private func hasSubject(_ verb: Int) -> Bool {
    (0..<columns.count).contains {
      Int(columns.head[$0]) == verb
        && (columns.dep[$0] == Dependency.nsubj.rawValue || columns.dep[$0] == Dependency.nsubjPass.rawValue)
    }
  }

  private func hasMark(_ word: StaticString, _ verb: Int) -> Bool {
    (0..<columns.count).contains {
      Int(columns.head[$0]) == verb && columns.dep[$0] == Dependency.mark.rawValue && isSpelled($0, word)
    }
  }

  /// Whether a token introduces the clause of `verb` as a condition, a reason or a purpose.
  private func isCondition(_ token: Int, of verb: Int) -> Bool {
    guard Int(columns.head[token]) == verb, columns.dep[token] == Dependency.mark.rawValue else {
      return false
    }
    return ["if", "unless", "because", "until", "so", "to", "that"].contains { isSpelled(token, $0) }
  }

  /// Whether a token says when the thing `noun` was.
  private func isOfTime(_ token: Int, of noun: Int) -> Bool {
    guard Int(columns.head[token]) == noun, columns.dep[token] == Dependency.caseMark.rawValue else {
      return false
    }
    return ["after", "before", "during", "following", "since", "amid"].contains { isSpelled(token, $0) }
  }

  /// Whether a token is an ASCII word of small letters, whatever its capitals.
  private func isSpelled(_ token: Int, _ word: StaticString) -> Bool {
    let start = Int(columns.textStart[token]), end = min(Int(columns.textEnd[token]), textBytes.count)
    guard end - start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { wanted in
      for index in wanted.indices where unsafe textBytes[start + index] | 0x20 != wanted[index] {
        return false
      }
      return true
    }
  }

  /// Leaves to the node its word, auxiliaries, copula, particle and negation, and adverbs between them.
  private mutating func narrowToVerb(_ node: Int, _ word: Int) {
    func isPart(_ token: Int) -> Bool {
      if token == word { return true }
      guard Int(columns.head[token]) == word, Int(tree.owner[token]) == node else { return false }
      switch Dependency(rawValue: columns.dep[token]) {
      case .aux, .auxPass, .cop, .compoundPrt: return true
      case .advmod:
        return columns.pos[token] == PartOfSpeech.part.rawValue
          || (columns.lower[token] == set.neverWord && columns.lower[token] >= 0)
      default: return false
      }
    }
    var last = -1
    for token in tree.owner.indices where Int(tree.owner[token]) == node {
      if isPart(token) {
        let between = last + 1..<token
        let isFilled =
          last >= 0
          && between.allSatisfy {
            Int(tree.owner[$0]) == -3 && columns.dep[$0] == Dependency.advmod.rawValue
          }
        for other in between where Int(tree.owner[other]) == -3 {
          tree.owner[other] = isFilled ? Int32(node) : -2
        }
        last = token
      } else {
        // Undecided until the next part of the verb.
        tree.owner[token] = -3
      }
    }
    for token in tree.owner.indices where tree.owner[token] == -3 { tree.owner[token] = -2 }
  }

  private mutating func append(_ role: Int32, _ range: Range<Int>, head: Int) {
    let offset = columns.first
    captures.append(
      .init(
        role: role, firstToken: Int32(range.lowerBound + offset), endToken: Int32(range.upperBound + offset),
        head: Int32(head + offset)))
  }

  private mutating func appendRuns(of node: Int, _ role: Int32, head: Int) {
    var token = 0
    var isFirst = true
    while token < columns.count {
      guard Int(tree.owner[token]) == node else {
        token += 1
        continue
      }
      var low = token
      while token < columns.count, Int(tree.owner[token]) == node { token += 1 }
      if isFirst, low < token, columns.dep[low] == Dependency.mark.rawValue,
        columns.lower[low] == set.thatWord
      {
        low += 1
      }
      isFirst = false
      let run = trimmed(low..<token)
      if !run.isEmpty { append(role, run, head: head) }
    }
  }

  /// Without punctuation at the edges; quotation marks and brackets stay where both are inside.
  private mutating func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound, high = range.upperBound
    while low < high, isEdgePunctuation(low, in: low..<high) { low += 1 }
    while high > low, isEdgePunctuation(high - 1, in: low..<high) { high -= 1 }
    return low..<high
  }

  private mutating func isEdgePunctuation(_ token: Int, in range: Range<Int>) -> Bool {
    guard columns.shape[token] == Shape.punctuation.rawValue else { return false }
    switch mark(token) {
    case "(", ")": return count("(", range) != count(")", range)
    case "[", "]": return count("[", range) != count("]", range)
    case "“", "”": return count("“", range) != count("”", range)
    case "‘", "’": return count("‘", range) != count("’", range)
    case "\"", "'": return count(mark(token), range) % 2 == 1
    default: return true
    }
  }

  private mutating func count(_ wanted: Unicode.Scalar, _ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (mark($1) == wanted ? 1 : 0) }
  }

  /// The first scalar of a token.
  private mutating func mark(_ token: Int) -> Unicode.Scalar {
    let start = Int(columns.textStart[token]), end = min(Int(columns.textEnd[token]), textBytes.count)
    guard start < end else { return " " }
    var decoder = UTF8()
    var bytes = textBytes[start..<end].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar }
    return " "
  }
}
