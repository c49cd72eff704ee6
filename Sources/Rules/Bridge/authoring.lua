-- The words a rule author writes with. This file is the host's own: it runs once in every state,
-- before any rule, and what it returns becomes the globals of each pack.
--
-- Every verb hands plain data to the host and keeps nothing, so rules cannot see each other through
-- it. The functions in lower case without a definition here (declare, lexicon_row, first_span …) are the
-- host's. Conditions, patterns and lexicons are small tables with one field that says what they are; the
-- host checks them again when it reads them, so a table written by hand can do no harm.

local function kind_of(value)
  local kind = type(value)
  if kind == "table" and type(value.is) == "string" then return value.is end
  return kind
end

-- The line of the rule file that called the function that called this one.
local function line_of_caller()
  local _, place = pcall(error, "", 4)
  return tonumber(tostring(place):match ":(%d+): $")
end

local function declaring(verb)
  return function(name)
    if type(name) ~= "string" then
      error(("%s: name in quotation marks expected, got %s"):format(verb, kind_of(name)), 2)
    end
    return function(given)
      if type(given) ~= "table" then
        error(("%s '%s': table of fields in braces expected, got %s"):format(verb, name, kind_of(given)), 2)
      end
      declare(verb, name, given, line_of_caller())
    end
  end
end

local words = {}

--- Declares a rule that finds claims: with a pattern whose roles are the claim's, or with a function.
---@param name string lower-case words joined by '-'; the rule's id is `owner/pack/name`
---@param fields table see the fields of `extract`
---@error bad-name, duplicate-rule: the name is no name of a rule, or is taken in this pack
---@error unknown-field, missing-field, conflicting-fields, wrong-type, unknown-value: what is wrong with a field
---@example
---  extract "said" {
---    doc   = "A source says something in quotation marks.",
---    match = [[ source:<np> cue:said content:<quotation> ]],
---  }
words.extract = declaring "extract"

--- Declares a rule that weighs a claim, a sentence or an article: with a condition and points, or with a function.
---@param name string lower-case words joined by '-'; the rule's id is `owner/pack/name`
---@param fields table see the fields of `score`
---@error bad-name, duplicate-rule: the name is no name of a rule, or is taken in this pack
---@error unknown-field, missing-field, conflicting-fields, wrong-type, unknown-value: what is wrong with a field
---@error unknown-place: `because` has a place that nothing fills
---@example
---  score "has-figure" {
---    doc     = "A content with a figure can be checked.",
---    scale   = "worth",
---    match   = has "figure",
---    points  = 1.5,
---    because = "gives a figure: “{match}”",
---  }
words.score = declaring "score"

--- Declares what the scores of one name add up to. A scale that nobody declares is a plain sum.
---@param name string what score rules call it in their `scale`
---@param fields table see the fields of `scale`
---@error duplicate-rule: the scale is declared twice in this pack
---@error scale-conflict: two packs declare it differently; the one whose name comes first is followed
---@example
---  scale "worth-a-call" {
---    doc     = "Whether to ring somebody up: a probability.",
---    link    = "logistic",
---    base    = -1,
---    because = "most claims need no call",
---  }
words.scale = declaring "scale"

--- Declares a test, in a file that ends in `_test.lua`: a marked sentence, which is input and expectation in one; a
--- whole article; or a function.
---@param name string a sentence that says what must hold
---@param fields table the sentences, and the fields of `test`
---@error bad-mark, empty-test, mixed-test: what is wrong with the sentences
---@error misplaced: the file does not end in _test.lua
---@example
---  test "a quotation behind its source" { "{source|The mayor} {cue|said} {content|“no”}." }
---  test "no quotation, no claim" { "The mayor said no." }
words.test = declaring "test"

--- A list of words that stands in the pack's `lexicons` folder, or in that of another pack.
---@param name string `"hedges"` for `lexicons/hedges.txt`, `"owner/pack/hedges"` for another pack's
---@return lexicon for `contains` and its like
---@error no lexicon of this name, with the name that was probably meant
---@example match = contains(lexicon "std/attribution/deny")
function words.lexicon(name)
  if type(name) ~= "string" then
    error("lexicon: name in quotation marks expected, got " .. kind_of(name), 2)
  end
  return { is = "lexicon", name = name, row = lexicon_row(name) }
end

--- A compiled pattern, for functions that look for it. Call it while the file is loaded, not in a function.
---@param text string a pattern
---@return pattern for `contains` and its like
---@error what is wrong with the pattern, with its place in the file
---@example
---  local denial = pattern [[ (denies | denied) ]]
---
---  score "answered" {
---    doc   = "Somebody in the article denies something.",
---    on    = "article",
---    scale = "balance",
---    weigh = function(article)
---      local words = article:contains(denial)
---      if not words then return nil, "nobody denies anything" end
---      return 1, "there is an answer: “" .. words.text .. "”", words
---    end,
---  }
function words.pattern(text)
  if type(text) ~= "string" then
    error("pattern: text of a pattern expected, got " .. kind_of(text), 2)
  end
  return { is = "pattern", row = pattern_row(text) }
end

--- The value of one of the pack's parameters; an analyst may have changed it. A loose script has none.
---@param name string as in pack.json
---@return boolean | number | string as pack.json gives it
---@error no parameter of this name in pack.json, with the name that was probably meant
---@example points = parameter "points-a-figure"
function words.parameter(name)
  if type(name) ~= "string" then
    error("parameter: name in quotation marks expected, got " .. kind_of(name), 2)
  end
  return parameter_value(name)
end

-- What conditions are given is judged by the host when it reads the rule, so that an author sees all mistakes of
-- a file and not the first.

local function looking(place)
  return function(what) return { is = "condition", test = "contains", place = place, what = what } end
end

--- The content of the claim (or the words of the sentence or article) has a match.
---@param what string | pattern | lexicon what is looked for; a string is a pattern
---@return condition
---@error wrong-type: neither a pattern nor a lexicon
---@example match = contains "<figure>"
words.contains = looking "content"
--- The cue of the claim has a match.
---@param what string | pattern | lexicon what is looked for; a string is a pattern
---@return condition
---@error never-holds: a sentence or an article has no cue of its own
---@example match = cue [[ (claimed | alleged) ]]
words.cue = looking "cue"
--- The source of the claim has a match.
---@param what string | pattern | lexicon what is looked for; a string is a pattern
---@return condition
---@error never-holds: a sentence or an article has no source of its own
---@example match = source [[ (officials | sources) ]]
words.source = looking "source"
--- The sentence that holds the claim has a match.
---@param what string | pattern | lexicon what is looked for; a string is a pattern
---@return condition
---@example match = sentence [[ on condition of anonymity ]]
words.sentence = looking "sentence"

--- The content holds a `"figure"`, `"date"`, `"name"`, `"quotation"`, `"hedge"`, `"clause"` or `"np"`; or the
--- claim has a `"source"`, a `"source-name"` (whom the article names somewhere), a `"cue"`, a `"content"`, a
--- `"parent"`, `"children"`.
---@param what string one of these names
---@return condition
---@error unknown-value: another name, with the one that was probably meant
---@error never-holds: what only claims have is asked of a sentence or an article
---@example match = has "figure"
function words.has(what) return { is = "condition", test = "has", what = what } end

--- The claim's own values: `stance`, `type`, `evidence`, and the `region` it stands in. A list is “one of”.
---@param values table values by name
---@return condition
---@error unknown-field, unknown-value: with what was probably meant
---@example match = is { stance = "denies", evidence = { "none", "second-hand" } }
function words.is(values) return { is = "condition", test = "is", values = values } end

local function combining(test)
  return function(conditions) return { is = "condition", test = test, conditions = conditions } end
end

--- Every condition of the list holds.
---@param conditions table a list of conditions, patterns and lexicons
---@return condition
---@error empty-condition: the list is empty
---@example match = all { has "figure", has "source" }
words.all = combining "all"
--- One condition of the list holds.
---@param conditions table a list of conditions, patterns and lexicons
---@return condition
---@error empty-condition: the list is empty
---@example match = any { has "figure", has "date" }
words.any = combining "any"

--- The condition does not hold; a pattern or lexicon stands for `contains` of it.
---@param condition string | pattern | lexicon | condition what must not hold
---@return condition
---@error wrong-type: neither a condition nor a pattern nor a lexicon
---@example match = lacks(has "source")
function words.lacks(condition) return { is = "condition", test = "lacks", condition = condition } end

-- What a value is in a message of `expect`.
local function shown(value, depth)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" or depth > 3 then return tostring(value) end
  local parts = {}
  for key, inner in pairs(value) do
    local name = type(key) == "string" and key .. " = " or math.type(key) and "" or tostring(key) .. " = "
    parts[#parts + 1] = name .. shown(inner, depth + 1)
    if #parts == 8 then parts[9] = "…" break end
  end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local function same(one, other, depth)
  if one == other then return true end
  if type(one) ~= "table" or type(other) ~= "table" or depth > 32 then return false end
  for key, value in pairs(one) do
    if not same(value, other[key], depth + 1) then return false end
  end
  for key in pairs(other) do
    if one[key] == nil then return false end
  end
  return true
end

--- In the `run` function of a test: fails unless the first value is the second; tables are compared by what they hold.
---@param got any
---@param expected any
---@error expected …, got …: the two values as Lua writes them
---@example
---  test "a half is a number" {
---    run = function(rules) expect({ 1 / 2 }, { 0.5 }) end,
---  }
function words.expect(got, expected)
  if not same(got, expected, 0) then
    error(("expected %s, got %s"):format(shown(expected, 0), shown(got, 0)), 2)
  end
end

-- Methods of everything that holds words: `claim.content:first "figure"`.

local function sought(what, method)
  local kind = kind_of(what)
  if kind == "lexicon" or kind == "pattern" then return what.row end
  error(("%s: pattern or lexicon expected, got %s"):format(method, kind), 3)
end

local function layer(name, method)
  if type(name) ~= "string" then
    error(("%s: name of a layer expected, got %s"):format(method, kind_of(name)), 3)
  end
  return name
end

for _, unit in ipairs { "article", "paragraph", "sentence", "quotation", "claim", "source", "phrase", "span",
  "figure", "date" } do
  --- The first span of a layer inside these words: a `"figure"`, `"date"`, `"name"`, `"quotation"`, `"hedge"`,
  --- `"clause"` or `"np"`.
  ---@param layer string one of these names
  ---@return figure | date | span | nil a figure and a date with their values, anything else as a span
  ---@error another name, with the one that was probably meant
  ---@example claim.content:first("figure").value → 40.0
  attach(unit, "first", function(self, name) return first_span(self, layer(name, "first")) end)
  --- All spans of a layer inside these words, as a list.
  ---@param layer string as for `:first`
  ---@return list of figure | date | span
  ---@error another name, with the one that was probably meant
  ---@example #article:all "quotation" → 1
  attach(unit, "all", function(self, name) return all_spans(self, layer(name, "all")) end)
  --- The first match of a pattern or a lexicon inside these words.
  ---@param what pattern | lexicon made while the file was loaded
  ---@return span | nil
  ---@error pattern or lexicon expected: a string is not one, write `pattern [[ … ]]` above the rule
  ---@example article:contains(denial).text → "denied"
  attach(unit, "contains", function(self, what) return first_match(self, sought(what, "contains")) end)
  --- Whether a figure, date or name of these words also stands in others, by value. Words that belong to both (a claim
  --- nested in the other) do not count.
  ---@param other article | paragraph | sentence | quotation | claim | source | phrase | span | figure | date
  ---@param layer string `"figure"`, `"date"` or `"name"`
  ---@return boolean
  ---@error one of figure, date, name expected
  ---@example claim.content:shares(article.sentences[2], "figure") → false
  attach(unit, "shares", function(self, other, name) return shares(self, other, layer(name, "shares")) end)
end

return words
