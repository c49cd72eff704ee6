-- What stands in patterns: docs/patterns.md tells the language, this the names in it. No program: each line of code
-- names what the comment above it describes.

--- The spelling in small letters.
---@example match = contains [[ [lower=said|told] ]]
key.lower = nil
--- The exact spelling.
---@example match = contains [[ [text="NATO"] ]]
key.text = nil
--- The dictionary form.
---@example match = contains [[ [lemma=deny] ]]
key.lemma = nil
--- The part of speech, a tag of Universal Dependencies.
---@example match = contains [[ [pos=VERB|AUX] ]]
key.pos = nil
--- What the token looks like: `lower capitalised upper mixed number alphanumeric punctuation symbol`.
---@example match = contains [[ [shape=upper] ]]
key.shape = nil
--- The token's relation to its head.
---@example match = contains [[ [dep=nsubj] ]]
key.dep = nil

--- Inside a quotation.
---@example match = contains [[ [quoted] ]]
flag.quoted = nil
--- Outside of quotations.
---@example match = contains [[ [unquoted] ]]
flag.unquoted = nil
--- Begins with a capital.
---@example match = contains [[ [capital] ]]
flag.capital = nil
--- All capitals.
---@example match = contains [[ [upper] ]]
flag.upper = nil
--- A number in digits or words.
---@example match = contains [[ [number] ]]
flag.number = nil
--- A punctuation mark.
---@example match = contains [[ [punctuation] ]]
flag.punctuation = nil
--- A symbol, like a currency's.
---@example match = contains [[ [symbol] ]]
flag.symbol = nil
--- The first token of the sentence.
---@example match = contains [[ [first] ]]
flag.first = nil
--- The last token of the sentence.
---@example match = contains [[ [last] ]]
flag.last = nil
--- A verb in a past form that differs from its lemma.
---@example match = contains [[ [past] ]]
flag.past = nil

--- A noun phrase.
---@example match = contains [[ <np> ]]
layer.np = nil
--- A clause: a verb and what depends on it.
---@example match = contains [[ <clause> ]]
layer.clause = nil
--- A quotation with its marks.
---@example match = contains [[ <quotation> ]]
layer.quotation = nil
--- A name with its titles.
---@example match = contains [[ <name> ]]
layer.name = nil
--- A number with its bound and unit.
---@example match = contains [[ <figure> ]]
layer.figure = nil
--- A date or time.
---@example match = contains [[ <date> ]]
layer.date = nil
--- Words that weaken a statement.
---@example match = contains [[ <hedge> ]]
layer.hedge = nil

--- Adjective: *safe*.
pos.ADJ = nil
--- Adposition: *of*, *by*.
pos.ADP = nil
--- Adverb: *firmly*, *never*.
pos.ADV = nil
--- Auxiliary: *has*, *was*, *may*.
pos.AUX = nil
--- Coordinating conjunction: *and*.
pos.CCONJ = nil
--- Determiner: *the*.
pos.DET = nil
--- Interjection: *oh*.
pos.INTJ = nil
--- Noun: *dam*.
pos.NOUN = nil
--- Numeral: *40*.
pos.NUM = nil
--- Particle: *not*, *to*.
pos.PART = nil
--- Pronoun: *she*, *that*.
pos.PRON = nil
--- Proper noun: *Porthen*.
pos.PROPN = nil
--- Punctuation.
pos.PUNCT = nil
--- Subordinating conjunction: *that*, *because*.
pos.SCONJ = nil
--- Symbol: *€*.
pos.SYM = nil
--- Verb: *denied*.
pos.VERB = nil
--- Anything else.
pos.X = nil

--- Clause that describes a noun: *claims **to know***.
dep.acl = nil
--- Relative clause: *the man **who left***.
dep["acl:relcl"] = nil
--- Clause that describes a verb: *left **because it rained***.
dep.advcl = nil
--- Adverb, and *not*: ***firmly** denied*.
dep.advmod = nil
--- Adjective of a noun: ***new** rules*.
dep.amod = nil
--- Noun that names another again: *Porter, **the mayor***.
dep.appos = nil
--- Auxiliary of a verb: ***has** denied*.
dep.aux = nil
--- Auxiliary of a passive: ***was** denied*.
dep["aux:pass"] = nil
--- Preposition of a noun: ***of** the town*.
dep.case = nil
--- Conjunction: ***and** left*.
dep.cc = nil
--- Clause with a subject of its own that completes a verb: *said that it **leaks***.
dep.ccomp = nil
--- Classifier of a number; not in English.
dep.clf = nil
--- First part of a compound: ***dam** watch*.
dep.compound = nil
--- Particle of a verb: *ruled **out***.
dep["compound:prt"] = nil
--- What a conjunction joins: *came and **left***.
dep.conj = nil
--- The verb *be* before what it says: ***is** safe*.
dep.cop = nil
--- Clause that is a subject: ***what he said** is false*.
dep.csubj = nil
--- Clause that is the subject of a passive.
dep["csubj:pass"] = nil
--- What the parser could not name.
dep.dep = nil
--- Determiner of a noun: ***the** mayor*.
dep.det = nil
--- Word that joins talk: ***well**, yes*.
dep.discourse = nil
--- What stands outside of its clause and is taken up in it.
dep.dislocated = nil
--- *it* or *there* that stands for nothing: ***it** is said*.
dep.expl = nil
--- Further word of a fixed expression: *because **of***.
dep.fixed = nil
--- Further word of a name: *Ana **Porter***.
dep.flat = nil
--- Part of a word that was written as two.
dep.goeswith = nil
--- Indirect object: *told **reporters** nothing*.
dep.iobj = nil
--- Further item of a list.
dep.list = nil
--- Word that opens a clause: ***that** it leaks*, ***to** leave*.
dep.mark = nil
--- Noun that describes a noun: *mayor of the **town***.
dep.nmod = nil
--- Owner: ***the town's** mayor*.
dep["nmod:poss"] = nil
--- Subject: *the **mayor** said*.
dep.nsubj = nil
--- Subject of a passive: *the **claim** was denied*.
dep["nsubj:pass"] = nil
--- Number of a noun: ***40** houses*.
dep.nummod = nil
--- Object: *denied the **claim***.
dep.obj = nil
--- Noun with a preposition that goes with a verb: *said on **Monday***.
dep.obl = nil
--- Who does it, in a passive: *denied by the **mayor***.
dep["obl:agent"] = nil
--- What is left of a clause whose verb is left out.
dep.orphan = nil
--- Clause beside another, without a conjunction: *it leaks, he **said***.
dep.parataxis = nil
--- Punctuation.
dep.punct = nil
--- What a speaker took back.
dep.reparandum = nil
--- The head of the sentence.
dep.root = nil
--- Who is spoken to: ***Ana**, come*.
dep.vocative = nil
--- Clause whose subject is another's: *promised **to leave***.
dep.xcomp = nil
