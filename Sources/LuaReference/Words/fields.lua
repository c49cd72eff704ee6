-- What the tables of rules may say and what functions can see. No program: each line of code names what the comment above
-- it describes. The types of what functions see are those of the views themselves.

-- extract

--- What the rule is for, in one sentence.
---@type string
---@error no-doc: a warning; a rule that nobody can explain is one that nobody trusts
---@example doc = "A source says something."
extract.doc = nil
--- A pattern whose roles `source`, `cue` and `content` are the claim's. A second part of a content is `content2`.
---@type pattern
---@error missing-role: the pattern names neither `content` nor `cue`
---@error conflicting-fields: the rule has `find` as well
---@example match = [[ source:<np> cue:said content:<quotation> ]]
extract.match = nil
--- Instead of `match`: a function of a unit and the article. It returns nothing, one claim `{ content = …, cue = …, source = … }`
--- or a list of claims; `return nil, "reason"` says why there is nothing.
---@type function(unit, article)
---@error conflicting-fields: the rule has `match` as well
---@example find = function(sentence, article) return nil, "nothing to find" end
extract.find = nil
--- What `find` looks at: `"sentence"` (if you leave it out), `"paragraph"`, `"quotation"`, `"article"`.
---@type string
---@error conflicting-fields: a pattern always looks at a sentence
---@example on = "quotation"
extract.on = nil
--- A further demand: a condition, or a function of the match (its roles by name) and the article.
---@type condition | function(match, article)
---@error never-holds: the condition asks for what is known only once all claims are found
---@example where = function(match, article) return #match.content.tokens > 3 end
extract.where = nil
--- What the source does with the content: `asserts` (if you leave it out) `denies withholds asks reacts`.
---@type string
---@error unknown-value: another word, with the one that was probably meant
---@example stance = "denies"
extract.stance = nil
--- `direct indirect mixed accusation evidence-offered agentless unattributed`; if you leave it out, the quotation marks and the
--- source decide.
---@type string
---@error unknown-value: another word, with the one that was probably meant
---@example type = "accusation"
extract.type = nil
--- What the article says backs the claim: `offered none second-hand unstated`.
---@type string
---@error unknown-value: another word, with the one that was probably meant
---@example evidence = "second-hand"
extract.evidence = nil
--- Which of two rules on the same cue is believed: the higher one, 0 if you leave it out.
---@type number
---@example rank = 2
extract.rank = nil
--- What a finding inside another claim's content is: `true` (if you leave it out) a claim, `false` a part of that content,
--- `"second-hand"` a claim when its source is somebody else.
---@type boolean | string
---@error wrong-type: true, false or "second-hand" expected
---@example nested = false
extract.nested = nil
--- A pattern at which the content ends.
---@type pattern
---@example upto = [[ "," although ]]
extract.upto = nil

-- score

--- Why this matters, in one sentence.
---@type string
---@error no-doc: a warning; a rule that nobody can explain is one that nobody trusts
---@example doc = "A figure can be checked."
score.doc = nil
--- What is weighed: `"claim"` (if you leave it out), `"sentence"`, `"article"`, or a list of them.
---@type string | list of string
---@error unknown-value: another word, with the one that was probably meant
---@example on = { "claim", "sentence" }
score.on = nil
--- The total that the points add to.
---@type string
---@error missing-field: a score without a scale adds to nothing
---@error unknown-scale: a warning; nearly the name of a scale that is declared
---@example scale = "worth"
score.scale = nil
--- A condition; without one every unit scores.
---@type condition | pattern | lexicon
---@error wrong-type: something else
---@error never-holds: what only claims have is asked of a sentence or an article
---@example match = contains "<figure>"
score.match = nil
--- `true`: the points count once for every match, and `{count}` in `because` says how many there are.
---@type boolean
---@error conflicting-fields: only the matches of one pattern, lexicon or layer can be counted
---@example each = true
score.each = nil
--- Instead of `points` and `because`: a function of a unit and the article that returns points, a reason and the words it
--- rests on. `return nil, "reason"` says why there are none. With `match` it is asked only about units for which that holds.
---@type function(unit, article)
---@error conflicting-fields: the rule has `points` or `because` as well
---@error at run time: number expected as points, string expected as the reason
---@example weigh = function(claim, article) return 1, "it is a claim", claim.content end
score.weigh = nil
--- What a match weighs; below zero it takes away.
---@type number
---@error missing-field: say how much it weighs
---@example points = -2
score.points = nil
--- The reason, for a reader of the article who has never seen the rule. Places to fill: `{match}` (the words that matched), `{source}`
--- `{name}` `{cue}` `{lemma}` `{content}` `{figure}` `{date}`, and every role of the pattern.
---@type string
---@error missing-field: give the reader of the article a reason
---@error unknown-place: nothing is called so
---@example because = "says that {content}"
score.because = nil

-- scale

--- What a total of this name tells its reader.
---@type string
---@example doc = "How much of the text can be checked."
scale.doc = nil
--- `"sum"` (if you leave it out), or `"logistic"`: 1/(1+e^−sum), between 0 and 1.
---@type string
---@error unknown-value: another word, with the one that was probably meant
---@example link = "logistic"
scale.link = nil
--- The points that every total starts from; shown among the scores.
---@type number
---@example base = -1
scale.base = nil
--- What the base stands for.
---@type string
---@example because = "most claims need no call"
scale.because = nil
--- An article's total: `"own"` (if you leave it out), that of the rules that look at the article; `"highest"`, that of its highest
--- sentence.
---@type string
---@error unknown-value: another word, with the one that was probably meant
---@example article = "highest"
scale.article = nil
--- The lowest total with which a sentence without a claim is in the result.
---@type number
---@example keep = 2
scale.keep = nil

-- test

--- The stance that each claim must have.
---@type string
---@example stance = "asserts"
test.stance = nil
--- The type that each claim must have.
---@type string
---@example type = "direct"
test.type = nil
--- The evidence that each claim must have.
---@type string
---@example evidence = "unstated"
test.evidence = nil
--- The rule that must find the claim, without its pack.
---@type string
---@example rule = "said"
test.rule = nil
--- Points by rule, and nothing else may score; or a list of rules that must score, whatever their points.
---@type table
---@error wrong-type: numbers by name, or names, expected
---@example scores = { loss = 2 }
test.scores = nil
--- Rules that must not score.
---@type list of string
---@example silent = { "loss" }
test.silent = nil
--- Why the test may fail: a known miss. The day it passes it fails the run.
---@type string
---@example todo = "pronouns are not resolved yet"
test.todo = nil
--- The day on which the sentence was published, which dates like “on Monday” count from.
---@type string
---@example published = "2026-03-04"
test.published = nil
--- A text of the pack, instead of sentences.
---@type string
---@error unknown-article: no such file in the pack, with the one that was probably meant
---@example article = "articles/dam.txt"
test.article = nil
--- The claims that must be found in the article: each with `paragraph` and `content` or `cue`, and what else is asked of it: `source`
--- `stance type evidence rule scores`.
---@type list of table
---@example claims = { { paragraph = 1, content = "it is quiet", source = "A warden" } }
test.claims = nil
--- Scores of sentences of the article: each with `paragraph`, `text`, `scores`.
---@type list of table
---@example sentences = { { paragraph = 1, text = "it is quiet", scores = {} } }
test.sentences = nil
--- `true`: claims that are not listed may be found in the article, too.
---@type boolean
---@example others = true
test.others = nil
--- Instead of sentences: a function that is called with the functions of the pack's rules, by name and field.
---@type function(rules)
---@example run = function(rules) expect(1 + 1, 2) end
test.run = nil

-- What functions see

--- The article that is evaluated.
article = nil
--- Its id in the input.
---@example article.id → "dam"
article.id = nil
--- Its title; no claim is taken from it.
---@example article.title → "Flood in Porthen"
---@optional
article.title = nil
--- Who wrote it.
---@example article.byline → "Ana Reed"
---@optional
article.byline = nil
--- The paper, site or agency.
---@example article.outlet → "Porthen Post"
---@optional
article.outlet = nil
--- Its address.
---@example article.url → "https://example.org/dam"
---@optional
article.url = nil
--- The day or time it was published, as the input says it.
---@example article.published → "2026-03-04"
---@optional
article.published = nil
--- Its language, as the input says it.
---@example article.language → "en"
---@optional
article.language = nil
--- The section it stood in.
---@example article.section → "local"
---@optional
article.section = nil
--- The whole text.
---@example article.text:sub(1, 9) → "The mayor"
article.text = nil
--- Its paragraphs.
---@example #article.paragraphs → 2
article.paragraphs = nil
--- Its sentences.
---@example article.sentences[3].text → "The mayor denied that."
article.sentences = nil
--- Its tokens: words and marks as the treebanks split them.
---@example article.tokens[1].text → "The"
article.tokens = nil
--- Its quotations, with their marks.
---@example article.quotations[1].text → "“The dam may leak,”"
article.quotations = nil
--- The claims that were found. A function of an `extract` rule sees none.
---@example #article.claims → 2
article.claims = nil

--- A paragraph of the article.
paragraph = nil
--- Its text.
---@example #paragraph.text → 63
paragraph.text = nil
--- Its sentences.
---@example #paragraph.sentences → 1
paragraph.sentences = nil
--- Its tokens.
---@example paragraph.tokens[2].text → "mayor"
paragraph.tokens = nil
--- What part of a page it is.
---@example paragraph.region → "body"
paragraph.region = nil

--- A sentence of the article.
sentence = nil
--- Its text.
---@example article.sentences[3].text → "The mayor denied that."
sentence.text = nil
--- Its tokens.
---@example #article.sentences[3].tokens → 5
sentence.tokens = nil
--- The paragraph that holds it.
---@example article.sentences[3].paragraph.sentences[1].text → "“The dam may leak,” Ana Porter of Dam Watch said."
sentence.paragraph = nil

--- A word or mark. *didn't* is two tokens, *well-known* is three.
token = nil
--- The token as it is spelled.
---@example token.text → "mayor"
token.text = nil
--- In small letters.
---@example article.tokens[1].lower → "the"
token.lower = nil
--- What it looks like.
---@example token.shape → "lower"
token.shape = nil
--- The sentence that holds it.
---@example #token.sentence.tokens → 13
token.sentence = nil
--- The part of speech, a tag of Universal Dependencies.
---@example token.pos → "NOUN"
token.pos = nil
--- The dictionary form.
---@example article.tokens[9].lemma → "house"
token.lemma = nil
--- The token that it depends on; nil for the root of its sentence.
---@example token.head.text → "said"
---@optional
token.head = nil
--- Its relation to its head, as Universal Dependencies call it.
---@example token.dep → "nsubj"
token.dep = nil

--- Words in quotation marks, with their marks.
quotation = nil
--- Its text.
---@example quotation.text → "“The dam may leak,”"
quotation.text = nil
--- Its tokens.
---@example #quotation.tokens → 7
quotation.tokens = nil

--- Something that somebody is said to have said.
claim = nil
--- The id of the rule that found it.
---@example claim.rule → "local/examples/said"
claim.rule = nil
--- In whose words it is, or what kind of claim it is.
---@example claim.type → "indirect"
claim.type = nil
--- What the source does with the content.
---@example article.claims[2].stance → "denies"
claim.stance = nil
--- What the article says backs it.
---@example claim.evidence → "unstated"
claim.evidence = nil
--- Who is said to have said it; nil where nobody is.
---@example claim.source.text → "The mayor"
---@optional
claim.source = nil
--- The words that attribute it; nil for the narrator's own.
---@example claim.cue.lemma → "say"
---@optional
claim.cue = nil
--- What is claimed; nil for an act without a content.
---@example claim.content.text → "about 40 houses had been flooded"
---@optional
claim.content = nil
--- The claim in whose content this one stands.
---@example claim.parent → nil
---@optional
claim.parent = nil
--- The sentence of its cue, or where there is none of its content.
---@example claim.sentence.tokens[1].text → "The"
claim.sentence = nil

--- The source of a claim: a text, and who is meant.
source = nil
--- Who is meant, by the fullest name that the article gives.
---@example source.name → "The mayor"
---@optional
source.name = nil
--- The same for all claims of one source in this article.
---@example source.entity == article.claims[2].source.entity → true
source.entity = nil
--- The words of the source.
---@example source.text → "The mayor"
source.text = nil
--- Its words, in pieces.
---@example #source.spans → 1
source.spans = nil

--- A cue or a content: one span or several.
phrase = nil
--- Its words; pieces are joined by a space.
---@example phrase.text → "said"
phrase.text = nil
--- The dictionary form of a cue's verb; nil for a content.
---@example phrase.lemma → "say"
---@optional
phrase.lemma = nil
--- Its words, in pieces.
---@example phrase.spans[1].text → "said"
phrase.spans = nil

--- A stretch of words.
span = nil
--- Its text.
---@example span.text → "about 40 houses had been flooded"
span.text = nil
--- Its tokens.
---@example #span.tokens → 6
span.tokens = nil

--- A number with its bound and unit.
figure = nil
--- Its text.
---@example figure.text → "about 40"
figure.text = nil
--- Its tokens.
---@example #figure.tokens → 2
figure.tokens = nil
--- Its value, of a range the lower end; not a number where it is vague.
---@example figure.value → 40.0
figure.value = nil
--- The lower end of a range, else the value.
---@example figure.low → 40.0
figure.low = nil
--- The upper end of a range, else the value.
---@example figure.high → 40.0
figure.high = nil
--- What is counted.
---@example figure.unit → "houses"
---@optional
figure.unit = nil
--- `exact about at-least at-most between vague`
---@example figure.bound → "about"
figure.bound = nil

--- A date or time.
date = nil
--- Its text.
---@example date.text → "Monday"
date.text = nil
--- Its tokens.
---@example #date.tokens → 1
date.tokens = nil
--- In the form of ISO 8601: a day, month or year, or two joined by `/`; nil where the article does not say which.
---@example date.value → "2026-03-02"
---@optional
date.value = nil
