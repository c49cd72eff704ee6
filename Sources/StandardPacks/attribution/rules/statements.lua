-- Who says that something is so. Two kinds of evidence: a clause that hangs on a verb with a subject of
-- its own, and the order of the words where the tree is often wrong, above all behind a comma at the
-- end. Words inside a quotation are the speaker's and start no claim of another's.

-- What follows is no longer what the source says: …, adding D; … – although A; … and said E.
local turn = [[
  "," while? [lower=@adding-forms|@judging-forms & !quoted] | ("," | "–" | "—" | "-") [lower=although|though|while & !quoted]
  | ","? (and | but) ADV? [lower=said|says|added|adds|called|calls|described|describes|told|tells|noted|argued|warned|urged|asked & !quoted]
  | ";" <np> ADV? [pos=VERB|AUX & !quoted]
  | "," [lower=a|an] [lemma=charge|claim|allegation|accusation|assertion|suggestion] that? <np> ADV? [lemma=@deny & !quoted]
  | "," (but | while | and) <np> ADV? [lower=denied|denies|deny|disputed|disputes|dispute|rejected|rejects|reject|disagreed|disagrees|disagree & !quoted]
]]

extract "statement" {
  doc    = "A source says that something is so: X said (that) C.",
  match  = [[ cue.verb:[@statement-verbs & pos=VERB & lemma!=@causing-verbs|@telling-verbs|@thinking-verbs & !quoted] !>obj >subject source:[lower!=there|that] !>aux:pass >ccomp content.onwards:[lower!=@adding-forms] ]],
  nested = "second-hand",
  upto   = turn,
}

extract "told" {
  doc    = "Somebody is told that something is so: X told Y that C.",
  match  = [[ cue.verb:[@telling-verbs & pos=VERB & !quoted] >subject source >ccomp content.onwards:[lower!=@adding-forms] ]],
  nested = false,
  upto   = turn,
}

extract "thought" {
  doc    = "A source thinks, knows, hopes or fears that something is so: X believes that C.",
  match  = [[ cue.verb:[@thinking-verbs & pos=VERB & !quoted] !>obj >subject source >ccomp content.onwards:[lower!=@adding-forms] ]],
  nested = false,
  upto   = turn,
}

extract "statement-dated" {
  doc    = "A date stands between the verb and the content: X said on Tuesday C.",
  match  = [[
    cue:(AUX* ADV? [@statement-verbs & !quoted]) (earlier | later | on? <date>) content:(<np> ..) $
    cue >subject source
  ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 0.6,
  nested = "second-hand",
  upto   = turn,
}

extract "statement-that" {
  doc    = "“That” says where the content begins: X told the board on Tuesday that C.",
  match  = [[
    cue:(AUX* ADV? [@statement-verbs & !quoted]) ("," ..{1,8} ",")? [(pos!=VERB|AUX | dep=acl|amod) & (!punctuation | lower="-") & lower!=that & (lemma!=@cue-nouns | lemma=@documents|interview|testimony|filing|response|reply)]{0,12} that content:([pos!=NOUN|AUX & !past] ..) $
    cue >subject source
  ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = -0.3,
  nested = "second-hand",
  upto   = turn,
}

extract "statement-that-near" {
  doc    = "The same where the tree gives the verb no subject: the noun phrase in front of it.",
  match  = [[ source:<np> cue:(AUX* ADV? [@statement-verbs & pos=VERB & !quoted]) ((earlier | later | on? <date>) content:(<np> ..) | [(pos!=VERB|AUX | dep=acl|amod) & (!punctuation | lower="-") & lower!=that & (lemma!=@cue-nouns | lemma=@documents|interview|testimony|filing|response|reply)]{0,12} that content:([pos!=NOUN|AUX & !past] ..)) $ ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = -0.4,
  nested = "second-hand",
  upto   = turn,
}

extract "said-plainly" {
  doc    = "The order of the words alone: X said Y did C.",
  match  = [[
    cue:(AUX* ADV? [@speech-verbs & pos=VERB & !quoted]) that? content:(<np> ADV* [pos=AUX|VERB] ..) $
    cue >subject source
  ]],
  rank   = -1,
  nested = "second-hand",
  upto   = turn,
}

extract "said-plainly-behind-comma" {
  doc    = "The same behind an apposition, where the tree gives the verb no subject: X, the mayor, said (on Monday that) Y did C.",
  match  = [[
    (^ | ",") source:((<np> | a [lower=second|third|fourth]) ("," ..{1,16} "," | ("-" | "–" | "—") ..{1,20} ("-" | "–" | "—") | "(" ..{1,8} ")" ","?)) (
      cue:(AUX* ADV? [@speech-verbs & pos=VERB & !quoted]) (that? content:(<np> ADV* [pos=AUX|VERB] ..) | (earlier | later | on? <date>)? content:(<np> ..) | [pos=ADP|ADV|SCONJ] [!punctuation & !quoted]{0,14} that content:..)
      | cue:(AUX* ADV? [@statement-verbs & lemma!=@causing-verbs & pos=VERB & !quoted]) that content:([pos!=AUX & !past] ..)
    ) $
  ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = -1.1,
  nested = "second-hand",
  upto   = turn,
}

extract "said-plainly-near" {
  doc    = "The same right behind a noun phrase.",
  match  = [[ source:<np> cue:(AUX* ADV? [@speech-verbs & pos=VERB & !quoted]) that? content:(<np> ADV* [pos=AUX|VERB] ..) $ ]],
  rank   = -1.2,
  nested = "second-hand",
  upto   = turn,
}

extract "said-in-any-case" {
  doc    = "What follows a verb of saying is said, whatever the tree makes of it: X said C.",
  match  = [[
    [pos=NOUN|PROPN|PRON|NUM|ADJ] cue:(AUX* ADV? [lower=said|says|say|argued|argues|insisted|insists|claimed|claims & pos=VERB & !quoted]) (earlier | later | on? <date> | in a statement)? content:([!punctuation & lower!=as|when|while|nothing|something & pos!=ADP|CCONJ] ..) $
    cue >subject source
  ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = -1.3,
  nested = "second-hand",
  upto   = turn,
}

extract "statement-inserted" {
  doc   = "The attribution stands inside a relative clause: the papers that X said had been lost.",
  match = [[ content:[lower=that|which|who|what] source:<np> cue:(ADV? AUX* ADV? [lower=said|says|say|thought|thinks|think|believed|believes|believe|claimed|claims|argued|argues|hoped|hopes & !quoted]) content:(([pos=PRON & lower!=that|which|who|what] ADV*)? [pos=VERB|AUX] ..) ("," | $) ]],
  rank  = 1,
  upto  = turn,
}

extract "statement-behind" {
  doc   = "The attribution ends the sentence: C, X said on Tuesday.",
  match = [[ ^ content:([lower!=as & pos!=VERB & !punctuation] ..) "," source:<np first=[lower!=who|which|that|whose|whom]> cue:(AUX* ADV? [lemma=@report|@claim|@speech-verbs|@thinking-verbs|show|suggest|find|indicate|predict|reveal|estimate|concede|admit|acknowledge|confirm|tell|recall|lament|complain|argue & pos=VERB & !quoted]) ([lower=the|a|me|us]? [pos=PROPN|NOUN]{0,4}) ([pos=ADP|ADV|NUM|PROPN] [!punctuation]{0,14})? ("," [lower=@adding-forms] ..)? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
  upto  = turn,
}

extract "heard" {
  doc   = "A court or a meeting was told or heard it, nobody says from whom: C, the inquiry was told.",
  match = [[ ^ content:([lower!=as & pos!=VERB & !punctuation] ..) "," <np> cue:(AUX+ [lower=told] | [lower=heard]) ([pos=ADP|ADV|NUM|PROPN] [!punctuation]{0,10})? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1.2,
  upto  = turn,
}

extract "statement-inverted" {
  doc   = "The attribution ends the sentence, verb first: C, said X.",
  match = [[
    ^ content:.. "," cue:(AUX* [@speech-verbs & !quoted]) source:<np> ("," .. | [lower=who|that|whose|in|at|during|on|after|as|when|for|of|with] ..)? $
    cue >nsubj source
  ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
  upto  = turn,
}

extract "statement-inverted-near" {
  doc   = "The same where the tree gives the verb no subject: the noun phrase behind it.",
  match = [[ ^ content:.. "," cue:(AUX* [lower=said|say|says & !quoted]) source:<np> ("," .. | who ..)? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 0.5,
  upto  = turn,
}

extract "said-in-a-word" {
  doc    = "One word is all that is said: X said yes, X said no to C.",
  match  = [[
    cue:(AUX* ADV? [lemma=say|think|believe|answer & !quoted]) content:([lower=yes|no|so] (to [!punctuation]{1,8})?) ("," | "." | ";" | $)
    cue >subject source
  ]],
  rank   = 0.5,
  nested = "second-hand",
}

extract "statement-between" {
  doc   = "The attribution stands between commas: C1, X said, C2.",
  match = [[ ^ content:([lower!=as & pos!=VERB] ..) "," source:<np first=[lower!=who|which|that|whose|whom]> cue:(AUX* ADV? [lemma=@report|@claim|@speech-verbs|@thinking-verbs|show|suggest|find|indicate|predict|reveal|estimate|concede|admit|acknowledge|confirm|tell|recall|lament|complain|argue & pos=VERB & !quoted]) [pos!=VERB|AUX & !punctuation]{0,4} "," (content:([lower!=although|though|@adding-forms] ..) | [lower=although|though|@adding-forms] ..) $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
  upto  = turn,
}

extract "statement-cut" {
  doc    = "What follows the content is not part of it: X said C, adding D; X said C – although A.",
  match  = [[
    source:<np> cue:(AUX* [@statement-verbs & !quoted]) that? content:..
    ("," while? [lower=@adding-forms] | ("," | "–" | "—" | "-") (although | though) | "(" .. ")" $)
  ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 1,
  upto   = turn,
  nested = "second-hand",
}

extract "statement-added" {
  doc   = "A further content after the first: X did A, adding that B.",
  match = [[
    ("," | while | and) cue:[lower=@adding-forms & lower!=citing & !quoted] that? content:.. $
    cue << main
    main:[dep=root] >nsubj source
  ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
  upto  = turn,
}

extract "statement-added-near" {
  doc   = "The same where the first verb stands alone: X disagreed, saying C.",
  match = [[ (^ | ";" | "," | "–" | and | but | while) source:<np> AUX? [pos=VERB & !quoted] "," cue:[lower=@adding-forms & lower!=citing & !quoted] that? content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1.3,
  upto  = turn,
}

extract "statement-added-to-said" {
  doc   = "The same behind another attribution, whose source it shares: C, X said, adding that D.",
  match = [[
    (source:<np> [@speech-verbs & pos=VERB & !quoted] [!punctuation]{0,8} | [lower=said|says & !quoted] source:<np> ("," [!quoted]{1,16})?) "," ADV?
    cue:[lower=@adding-forms & !quoted] that? content:.. $
  ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1.2,
  upto  = turn,
}

extract "statement-issued" {
  doc    = "The words stand in a document that the source puts out: X released a statement saying that C.",
  match  = [[
    outer:[pos=VERB & !quoted] >subject source >obj document:[@documents]
    document >acl|acl:relcl cue.verb:[@statement-verbs]
    cue >ccomp content.onwards
  ]],
  rank   = 1.5,
  nested = "second-hand",
  upto   = turn,
}

extract "made-clear" {
  doc    = "An adjective makes the verb one of saying: X made it clear that C.",
  match  = [[
    cue:(AUX* [lemma=make & !quoted] it? ADV? [lower=clear|plain|known|obvious|explicit]) that? content:([] ..) $
    cue >subject source
  ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 2,
  nested = "second-hand",
  upto   = turn,
}

extract "as-said" {
  doc    = "“As” holds the attribution: as X has said, C.",
  match  = [[ ^ (but | and | yet | just)? ","? as source:<np> cue:(AUX* ADV? [@statement-verbs & !quoted]) ..{0,10} "," content:.. $ ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 1,
  nested = "second-hand",
}

extract "as-put" {
  doc    = "“As X put it” stands in front, behind or between commas.",
  match  = [[ ^ as source:<np> cue:(AUX* [lemma=put & !quoted] it) ..{0,14} "," content:.. $ ]],
  rank   = 1,
  nested = "second-hand",
}

extract "as-put-behind" {
  doc    = "The same behind the content: C, as X put it.",
  match  = [[ ^ content:.. "," as source:<np> cue:(AUX* [lemma=put & !quoted] it) ..{0,8} $ ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 1,
  nested = "second-hand",
}

extract "according-to" {
  doc   = "The source stands behind “according to”: C, according to X.",
  match = [[ ^ content:.. ","? (cue:(according to) source:<np> | "," cue:per source:<name>) ("," .. | [] ..{0,14})? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
  upto  = turn,
}

extract "according-to-between" {
  doc   = "“According to” and its source stand between commas: C1, according to X, C2.",
  match = [[ ^ content:.. "," cue:(according to) source:<np> ..{0,12} "," content:(.. [!@statement-verbs & !punctuation]) $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1.1,
  upto  = turn,
}

extract "according-to-first" {
  doc   = "The source stands in front: according to X, C.",
  match = [[ ^ ..{0,2} cue:(according to) source:<np> ..{0,12} "," content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
  upto  = turn,
}

extract "poll" {
  doc   = "A poll shows what stands beside it: in a new poll, C.",
  match = [[ ^ (but | and)? cue:in source:<np head=[lemma=poll|survey]> ..{0,6} ("," VERB [!punctuation]{1,6})? "," content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  upto  = turn,
}

extract "in-the-eyes-of" {
  doc   = "Those for whom something is so stand in front: to many voters, C; for its friends, C.",
  match = [[ ^ (but | and | yet)? cue:[lower=to|for] source:<np head=[lemma=@people|many|some|other|most|him|her|them|me|us|he|she|they|i|we]> ","? content:(<np> ADV* [pos=AUX|VERB] ..) $ ]],
  upto  = turn,
}

extract "evidence-says-behind" {
  doc   = "The same behind the content: C, a poll shows.",
  match = [[ ^ content:.. "," source:([pos=DET|ADJ|NOUN|PROPN|NUM|PART & !quoted]{0,6} [lemma=@evidence-things|poll|polling|survey|study|data|figure|result|statistic|research|analysis]) cue:[lower=show|shows|showed|suggest|suggests|suggested|indicate|indicates|indicated|find|finds|found] ([pos=ADP|ADV|NUM|PROPN] [!punctuation]{0,14})? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 0.9,
  upto  = turn,
}

extract "evidence-says" {
  doc    = "Polls and records speak, and “show” looks like a noun behind them: Polls released today show (that) C.",
  match  = [[ (^ | "," | and | but | while) ADV? ","? source:(([pos=DET|ADJ|NOUN|PROPN|NUM|PART & !quoted] [(pos=DET|ADJ|NOUN|PROPN|NUM|PART | lower="-"|"/") & !quoted]{0,8})? [lemma=@evidence-things|minute|transcript|filing|poll|polling|survey|study|data|figure|result|statistic|research|analysis|report|review|average] ([pos=ADP|VERB & lower!=to & !@statement-verbs] [!punctuation & !quoted]{0,9} | [lower=seen|obtained|reviewed|leaked|published|released] [!punctuation & !quoted]{0,7})?) cue:[lower=show|shows|showed|suggest|suggests|suggested|indicate|indicates|indicated|find|finds|found] that? content:([!punctuation] ..) $ ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = -0.9,
  nested = "second-hand",
  upto   = turn,
}

extract "familiar-with-it" {
  doc    = "A source without a name is described by what it knows: people familiar with the matter said (that) C.",
  match  = [[ source:([pos=DET|NUM|ADJ & !quoted]{0,3} [lemma=@people|source|person|people|aide|executive|diplomat|lawyer|adviser|advisor|attorney] [lower=familiar|close|briefed|acquainted] [pos=ADP] <np>) cue:(AUX* ADV? [@statement-verbs & pos=VERB & !quoted]) that? content:([!punctuation] ..) $ ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 1,
  nested = "second-hand",
  upto   = turn,
}

extract "statement-behind-apposition" {
  doc   = "The same behind a source with an apposition: C, its director, Ilse Marrow, announced.",
  match = [[ ^ content:([lower!=as & pos!=VERB & !punctuation] ..) "," <np first=[lower!=who|which|that|whose|whom]> "," source:<name> "," cue:(AUX* ADV? [lemma=@speech-verbs|announce|report|confirm|estimate & pos=VERB & !quoted]) ([pos=ADP|ADV|NUM|PROPN] [!punctuation]{0,10})? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1.1,
  upto  = turn,
}

extract "said-will" {
  doc    = "An auxiliary behind the object shows that it begins a clause: X predicts Y will C.",
  match  = [[
    cue:(AUX* ADV? [lemma=predict|argue|claim|insist|believe|think|fear|hope|expect|forecast|estimate|suggest|maintain|suspect|allege|promise|vow & pos=VERB & !quoted]) content:(<np> ADV* [pos=AUX] ..) $
    cue >subject source !>ccomp
  ]],
  rank   = 0.1,
  nested = "second-hand",
  upto   = turn,
}

extract "told-by" {
  doc    = "The source of “told” stands behind “by”: Y was told by X that C.",
  match  = [[ cue:(AUX* ADV? [lower=told|informed|assured|advised|notified & !quoted]) by source:<np> (<date> | [pos=ADP] [!punctuation & !quoted & lower!=that]{1,6})? that content:.. $ ]],
  where  = contains [[ [pos=VERB|AUX] ]],
  rank   = 1.5,
  nested = "second-hand",
  upto   = turn,
}

extract "number-put" {
  doc    = "A source gives a number: X puts the toll at C.",
  match  = [[ source:<np> cue:(AUX* [lemma=put & pos=VERB & !quoted]) content:(([lower=the|its|their|his|her] [!punctuation & !quoted & pos!=VERB|AUX]{1,8} | [lower=it|them|this|that]) (at | near | above | below | close to | closer to | nearer) ([pos=ADP|ADV|ADJ|SCONJ|DET] | than){0,3} <figure> ..) $ ]],
  rank   = 2,
  nested = "second-hand",
  upto   = turn,
}

extract "statement-between-in" {
  doc   = "Words about the occasion follow the verb: C1, X said in a report published on Thursday, C2.",
  match = [[ ^ content:([lower!=as & pos!=VERB] ..) "," source:<np first=[lower!=who|which|that|whose|whom]> cue:(AUX* ADV? [@speech-verbs & pos=VERB & !quoted]) [pos=ADP] [!punctuation & !quoted]{1,10} "," content:([lower!=although|though|@adding-forms] ..) $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 0.9,
  upto  = turn,
}

extract "according-to-described" {
  doc   = "A relative clause describes the source in front: according to X, which D, C.",
  match = [[ ^ ..{0,2} cue:(according to) source:<np> "," [lower=which|who|whose] [!punctuation & !quoted]{1,14} "," content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1.2,
  upto  = turn,
}
