// The closed vocabularies of the token columns: Universal Dependencies 2 tags and relations.

/// A universal part of speech; the raw value is what the `pos` column holds.
public enum PartOfSpeech: UInt8, CaseIterable, Sendable {
  case none, adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x

  /// `VERB`, as rules spell it; empty for `none`.
  public var name: String { self == .none ? "" : String(describing: self).uppercased() }
}

/// How a token is spelled; the raw value is what the `shape` column holds.
public enum Shape: UInt8, CaseIterable, Sendable {
  /// `word`, `Word`, `WORD` (two letters or more), `mcDonald`, `155`, `2025-04-09` or `F-16`, `,`, `€`.
  case lower, capitalised, upper, mixed, number, alphanumeric, punctuation, symbol

  public var name: String { String(describing: self) }
}

/// A universal dependency relation without its subtype but for those that rules need; the raw value
/// is what the `dep` column holds.
public enum Dependency: UInt8, CaseIterable, Sendable {
  case none, acl, aclRelcl, advcl, advmod, amod, appos, aux, auxPass, caseMark, cc, ccomp, clf, compound,
    compoundPrt, conj, cop, csubj, csubjPass, dep, det, discourse, dislocated, expl, fixed, flat, goeswith,
    iobj, list, mark, nmod, nmodPoss, nsubj, nsubjPass, nummod, obj, obl, oblAgent, orphan, parataxis, punct,
    reparandum, root, vocative, xcomp

  /// `nsubj:pass`, as the treebanks and the rules spell it; empty for `none`.
  public var name: String {
    switch self {
    case .none: ""
    case .aclRelcl: "acl:relcl"
    case .auxPass: "aux:pass"
    case .caseMark: "case"
    case .compoundPrt: "compound:prt"
    case .csubjPass: "csubj:pass"
    case .nmodPoss: "nmod:poss"
    case .nsubjPass: "nsubj:pass"
    case .oblAgent: "obl:agent"
    default: String(describing: self)
    }
  }
}
