// The lists that figures, dates, hedges and names need; see Vocabulary.swift.
let laterLists: [(WordFacts, String)] = []
