// Who does what a verb says, where the verb does not say so itself: “the minister resigned, *saying* …”, “she promised to
// *ask* …”, “a leaflet *attacking* …”. The tree gives a subject to finite verbs only; readers supply the others by rules
// that grammars call control (Huddleston and Pullum, The Cambridge Grammar of the English Language, chapter 14).

internal import TextAnalysis

extension SentenceColumns {
  /// For each token, the word that is its subject, written or implied; -1 for none. Linear in the sentence for trees of
  /// ordinary depth.
  mutating func loadSubjects(_ textBytes: [UInt8]) {
    hasSubjects = true
    subject.cut(to: 0)
    for _ in 0..<count { subject.push(Self.unknown) }
    for token in 0..<count { _ = resolveSubject(of: token, textBytes, depth: 0) }
  }

  private static let unknown: Int32 = -2

  private mutating func resolveSubject(of verb: Int, _ textBytes: [UInt8], depth: Int) -> Int32 {
    if subject[verb] != Self.unknown { return subject[verb] }
    // A broken tree may hold a cycle; nothing is implied over so many verbs.
    guard depth < 8 else { return -1 }
    var found: Int32 = -1
    if let own = child(of: verb, .nsubj) ?? child(of: verb, .expl) {
      found = own
    } else if child(of: verb, .nsubjPass) == nil, child(of: verb, .auxPass) == nil {
      found = impliedSubject(of: verb, textBytes, depth: depth)
    }
    if found == verb { found = -1 }
    subject[verb] = found
    return found
  }

  private mutating func impliedSubject(of verb: Int, _ textBytes: [UInt8], depth: Int) -> Int32 {
    let above = Int(head[verb])
    guard above >= 0, let relation = Dependency(rawValue: dep[verb]) else { return -1 }
    switch relation {
    case .conj:
      // “was accused and charged”: the second is passive like the first; “was forced to leave and said that …” is not.
      if let passive = child(of: above, .nsubjPass) {
        return child(of: verb, .obj) ?? child(of: verb, .ccomp) == nil ? -1 : passive
      }
      if child(of: above, .auxPass) != nil { return -1 }
      return resolveSubject(of: above, textBytes, depth: depth + 1)
    case .xcomp:
      // “urged them to say”, “was asked to say”, “promised to say”.
      return child(of: above, .obj) ?? child(of: above, .iobj) ?? child(of: above, .nsubjPass)
        ?? resolveSubject(of: above, textBytes, depth: depth + 1)
    case .advcl, .ccomp, .csubj:
      guard endsInIng(verb, textBytes) || hasInfinitiveMark(verb, textBytes) else { return -1 }
      // “criticised them for saying”.
      if let mark = child(of: verb, .mark), isSpelled(Int(mark), "for", textBytes),
        let blamed = child(of: above, .obj)
      {
        return blamed
      }
      return child(of: above, .nsubjPass) ?? resolveSubject(of: above, textBytes, depth: depth + 1)
    case .acl, .amod, .parataxis:
      if let noun = onlyPredicate(verb, of: above) { return noun }
      // “She praised him, denounced the plan and said …”.
      if relation == .parataxis, above < verb, pos[above] == PartOfSpeech.verb.rawValue,
        pos[verb] == PartOfSpeech.verb.rawValue, child(of: above, .nsubjPass) == nil
      {
        return resolveSubject(of: above, textBytes, depth: depth + 1)
      }
      guard relation == .acl else { return -1 }
      if endsInIng(verb, textBytes) {
        // “a leaflet attacking …”, but “she left the house, saying …” and “she took the step of saying …”.
        let isOthers = followsComma(verb) || child(of: verb, .mark) != nil
        return isOthers ? subjectAround(above, textBytes, depth: depth) : Int32(above)
      }
      guard hasInfinitiveMark(verb, textBytes) else { return -1 }
      // “their decision to leave”, “they made a decision to leave”.
      if let owner = child(of: above, .nmodPoss) { return owner }
      guard head[above] >= 0, dep[above] == Dependency.obj.rawValue else { return -1 }
      return resolveSubject(of: Int(head[above]), textBytes, depth: depth + 1)
    default:
      return -1
    }
  }

  /// The noun that a verb hangs from, where no verb stands above the two: the parser took the one verb of a clause for a
  /// part of its subject, as it does behind long descriptions (“Ann Olin, the head of the port, said that …”).
  private func onlyPredicate(_ verb: Int, of noun: Int) -> Int32? {
    guard noun < verb, pos[verb] == PartOfSpeech.verb.rawValue,
      child(of: verb, .obj) ?? child(of: verb, .ccomp) ?? child(of: verb, .xcomp) ?? child(of: verb, .obl)
        != nil
    else { return nil }
    var above = noun
    for _ in 0..<count where above >= 0 {
      if pos[above] == PartOfSpeech.verb.rawValue || child(of: above, .cop) != nil { return nil }
      above = Int(head[above])
    }
    let nominal: [PartOfSpeech] = [.noun, .propn, .pron]
    return nominal.contains { pos[noun] == $0.rawValue } ? Int32(noun) : nil
  }

  private func followsComma(_ token: Int) -> Bool {
    token > 0 && pos[token - 1] == PartOfSpeech.punct.rawValue
  }

  /// The subject of the clause that a noun stands in; the noun where it is that itself, or in no clause.
  private mutating func subjectAround(_ noun: Int, _ textBytes: [UInt8], depth: Int) -> Int32 {
    var token = noun
    for _ in 0..<count {
      let above = Int(head[token])
      guard above >= 0 else { return Int32(noun) }
      if pos[above] == PartOfSpeech.verb.rawValue {
        let found = resolveSubject(of: above, textBytes, depth: depth + 1)
        return found >= 0 ? found : Int32(noun)
      }
      token = above
    }
    return Int32(noun)
  }

  private func hasInfinitiveMark(_ verb: Int, _ textBytes: [UInt8]) -> Bool {
    child(of: verb, .mark).map { isSpelled(Int($0), "to", textBytes) } ?? false
  }

  private func endsInIng(_ token: Int, _ textBytes: [UInt8]) -> Bool {
    let end = min(Int(textEnd[token]), textBytes.count)
    guard end - Int(textStart[token]) > 4 else { return false }
    return textBytes[end - 3] | 0x20 == UInt8(ascii: "i") && textBytes[end - 2] | 0x20 == UInt8(ascii: "n")
      && textBytes[end - 1] | 0x20 == UInt8(ascii: "g")
  }

  /// Whether a token is an ASCII word, whatever its capitals.
  private func isSpelled(_ token: Int, _ word: StaticString, _ textBytes: [UInt8]) -> Bool {
    let start = Int(textStart[token]), end = min(Int(textEnd[token]), textBytes.count)
    guard end - start == word.utf8CodeUnitCount else { return false }
    var isEqual = true
    word.withUTF8Buffer { wanted in
      for index in wanted.indices where unsafe textBytes[start + index] | 0x20 != wanted[index] {
        isEqual = false
      }
    }
    return isEqual
  }
}
