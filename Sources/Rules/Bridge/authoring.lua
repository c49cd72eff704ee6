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

--- Declares a rule that finds claims.
---
--- Fields: `doc` (what it is for), `match` (a pattern whose roles are the claim's) or `find` (a
--- function of `on`'s unit and the article), `on` (`"sentence"`, `"quotation"`, `"paragraph"`,
--- `"article"`), `where` (a condition, or a function of the match and the article), `stance`,
--- `type`, `evidence`, `rank`, `nested`, `upto`.
words.extract = declaring "extract"

--- Declares a rule that weighs a claim, a sentence or an article.
---
--- Fields: `doc`, `on` (`"claim"`, `"sentence"`, `"article"`, or a list), `scale`, `match` (a condition) or
--- `weigh` (a function that returns points, a reason and the words it rests on), `points`, `because`.
words.score = declaring "score"

--- Declares what the scores of one name add up to.
---
--- Fields: `doc`, `link` (`"sum"` or `"logistic"`), `base` (points every total starts from),
--- `because` (what the base stands for), `article` (`"own"`, or `"highest"`: an article's total is the
--- highest of its sentences'), `keep` (the lowest total with which a sentence without a claim is in the result).
words.scale = declaring "scale"

--- Declares a test: a marked sentence, which is input and expectation in one.
words.test = declaring "test"

--- A list of words that stands in the pack's `lexicons` folder: `lexicon "hedges"`.
function words.lexicon(name)
  if type(name) ~= "string" then
    error("lexicon: name in quotation marks expected, got " .. kind_of(name), 2)
  end
  return { is = "lexicon", name = name, row = lexicon_row(name) }
end

--- A compiled pattern, for functions that look for it: `local denial = pattern [[ @deny ]]`.
function words.pattern(text)
  if type(text) ~= "string" then
    error("pattern: text of a pattern expected, got " .. kind_of(text), 2)
  end
  return { is = "pattern", row = pattern_row(text) }
end

--- The value of one of the pack's parameters; an analyst may have changed it.
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

--- The content of the claim (or the words of the sentence) has a match.
words.contains = looking "content"
--- The cue of the claim has a match.
words.cue = looking "cue"
--- The source of the claim has a match.
words.source = looking "source"
--- The sentence that holds the claim has a match.
words.sentence = looking "sentence"

--- The content holds a `"figure"`, `"date"`, `"name"`, `"quotation"`, `"hedge"`, `"clause"` or `"np"`; or the
--- claim has a `"source"`, a `"source-name"` (whom the article names somewhere), a `"cue"`, a `"content"`, a
--- `"parent"`, `"children"`.
function words.has(what) return { is = "condition", test = "has", what = what } end

--- The claim's own values: `is { stance = "denies" }`, `is { evidence = { "none", "second-hand" } }`.
function words.is(values) return { is = "condition", test = "is", values = values } end

local function combining(test)
  return function(conditions) return { is = "condition", test = test, conditions = conditions } end
end

--- Every condition of the list holds.
words.all = combining "all"
--- One condition of the list holds.
words.any = combining "any"

--- The condition does not hold; a pattern or lexicon stands for `contains` of it.
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
  --- The first figure, date, name, quotation, hedge, clause or np inside, or nil: `content:first "figure"`.
  attach(unit, "first", function(self, name) return first_span(self, layer(name, "first")) end)
  --- All of them, as a list.
  attach(unit, "all", function(self, name) return all_spans(self, layer(name, "all")) end)
  --- The first match of a pattern or a lexicon inside, as a span, or nil.
  attach(unit, "contains", function(self, what) return first_match(self, sought(what, "contains")) end)
  --- Whether a figure, date or name of one also stands in the other, by value. Words that belong to both (a claim
  --- nested in the other) do not count.
  attach(unit, "shares", function(self, other, name) return shares(self, other, layer(name, "shares")) end)
end

return words
